import type { Transport } from '../../shared/wire/client.ts';
import { parseText } from '../../shared/wire/text.ts';

/** A transport whose other end is driven by whoever holds the real line. */
export interface Channel {
  readonly transport: Transport;
  received(text: string): void;
  up(): void;
  down(): void;
}

/** Joins a client to a line of text that comes and goes. `send` is used only between `up` and `down`. */
export function createChannel(send: (text: string) => void): Channel {
  const messages = new Set<(message: unknown) => void>();
  const ups = new Set<() => void>();
  const downs = new Set<() => void>();
  return {
    transport: {
      send: (message) => send(JSON.stringify(message)),
      onMessage: (listener) => void messages.add(listener),
      onUp: (listener) => void ups.add(listener),
      onDown: (listener) => void downs.add(listener),
    },
    received(text) {
      const message = parseText(text);
      for (const listener of messages) listener(message);
    },
    up() {
      for (const listener of ups) listener();
    },
    down() {
      for (const listener of downs) listener();
    },
  };
}
