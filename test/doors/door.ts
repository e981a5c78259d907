import type { StatusSource } from '../../renderer/link/status.ts';
import type { Client } from '../../shared/wire/client.ts';
import type { MemoryApp } from '../build/memory-app.ts';

/** One way into the app, as the suite sees it. */
export interface Door {
  /** A page of the owner, connected. */
  visit(): Promise<Visitor>;
  /** Says something without being let in; gives whatever comes back. */
  knock(text: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** A connected page: the real client over the real transport. */
export interface Visitor {
  readonly client: Client;
  readonly status: StatusSource;
  /** Says a text past the client; gives the next text that comes back. */
  say(text: string): Promise<string>;
  /** Goes away without a word, as a closed window or tab does. */
  leave(): void;
}

/** Opens a door on an app. */
export type OpenDoor = (app: MemoryApp) => Promise<Door>;
