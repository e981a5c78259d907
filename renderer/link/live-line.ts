import { LIVE_PATH } from '../../shared/wire/web-session.ts';
import type { Page } from './page.ts';

/** One socket to main, from its opening to its end. */
export interface LiveLine {
  send(text: string): void;
  /** Ends it; nothing more is heard of it, not even that it is down. */
  leave(): void;
}

/** What happens on a line: up once at most, then texts, then down once. */
export interface LiveEvents {
  up(): void;
  received(text: string): void;
  down(): void;
}

/** Opens a socket and says the session's secret on it before anything else. */
export function openLive(page: Page, secret: string, events: LiveEvents): LiveLine {
  let isOver = false;
  const socket = page.openSocket(page.origin.replace(/^http/, 'ws') + LIVE_PATH, {
    opened() {
      if (isOver) return;
      socket.send(JSON.stringify({ kind: 'hello', secret }));
      events.up();
    },
    received(text) {
      if (!isOver) events.received(text);
    },
    closed() {
      if (isOver) return;
      isOver = true;
      events.down();
    },
  });
  return {
    send: (text) => socket.send(text),
    leave() {
      isOver = true;
      socket.close();
    },
  };
}
