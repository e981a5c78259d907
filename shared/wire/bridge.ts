/** The one channel between main and the page in Electron, the same name both ways. */
export const BRIDGE_CHANNEL = 'gatehouse';

/** All that the preload script puts into the page, as `window.gatehouse`. Messages are JSON text. */
export interface Bridge {
  send(text: string): void;
  /** Subscribes to messages from main; returns how to stop listening. */
  onMessage(listener: (text: string) => void): () => void;
  /** Node's name of the operating system. */
  readonly platform: string;
}
