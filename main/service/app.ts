import type { PushName, PushPayload } from '../../shared/contract/pushes.ts';
import type { Handlers } from '../../shared/wire/answer.ts';

/** One thing to tell every screen. */
export type Push = {
  readonly [Name in PushName]: { readonly name: Name; readonly payload: PushPayload<Name> };
}[PushName];

/** All that a host gets to see of the application. */
export interface App {
  readonly handlers: Handlers;
  /** Subscribes to everything main says unasked; returns how to stop listening. */
  onPush(listener: (push: Push) => void): () => void;
  /** The machine woke up: look at the whole disk again. */
  resumed(): void;
  /** Ends or undoes what is under way, then lets go of the datasite. */
  stop(): Promise<void>;
}
