import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { MAX_REQUEST_BYTES } from '../../../shared/wire/text.ts';
import { CLOSE, type LiveRoom, type LiveSocket, serveSocket } from './live-socket.ts';
import type { Session } from './sessions.ts';

/** Every page that is connected now. */
export interface Live {
  /** Turns a checked upgrade request into a socket; false, and nothing done, when there are too many already. */
  accept(request: IncomingMessage, line: Duplex, head: Buffer, session: Session): boolean;
  /** Tells every page the same. */
  push(name: string, payload: unknown): void;
  /** Sends the pages of a session away. */
  end(session: Session): void;
  /** Drops pages that have not answered since the last beat: they are gone, though nobody said so. */
  beat(): void;
  stop(): void;
}

/** Starts with no page connected. */
export function createLive(room: LiveRoom): Live {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_REQUEST_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const pages = new Set<LiveSocket>();

  return {
    accept(request, line, head, session) {
      if (pages.size >= room.limits.sockets) return false;
      server.handleUpgrade(request, line, head, (socket) => {
        const page = serveSocket(room, socket, session);
        pages.add(page);
        socket.on('close', () => pages.delete(page));
      });
      return true;
    },
    push(name, payload) {
      if (pages.size === 0) return;
      const text = JSON.stringify({ kind: 'push', name, payload });
      for (const page of [...pages]) page.send(text);
    },
    end(session) {
      for (const page of [...pages]) if (page.session === session) page.close(CLOSE.signedOut);
    },
    beat() {
      for (const page of [...pages]) page.beat();
    },
    stop() {
      for (const page of [...pages]) page.drop();
    },
  };
}
