/** How the disk is being watched, said in Health. */
export type WatchMode = 'events' | 'polling' | 'stopped';

/** Tells where to look again. What it says is a hint; facts are always read from the disk. */
export interface Watcher {
  /** Begins to watch; `hint` gets paths below the watched folders, in any order and number. */
  start(hint: (path: string) => void): Promise<void>;
  /** Watches these folders with all that lies below them, until told otherwise under the same key; none = no longer. */
  follow(key: string, folders: readonly string[]): void;
  readonly mode: WatchMode;
  /** Why the mode is not `events`, in one sentence; null when it is. */
  readonly reason: string | null;
  onModeChange(listener: () => void): () => void;
  stop(): Promise<void>;
}
