import type { Reply } from '../../shared/terms/problem.ts';

/** The one hand that changes rule files on disk. Paths are below the datasite's folder. */
export interface RuleWriter {
  /** The exact text of a rule file now; null when there is none. Problem: `read-failed`, also when it is no text. */
  read(path: string): Promise<Reply<string | null>>;
  /**
   * Replaces a rule file atomically with `next` (null = removes it), only when it still is exactly `expected` (null =
   * absent). Never makes a folder. Problems: `state-changed` when somebody else wrote first, `write-failed` when the
   * disk refuses.
   */
  write(path: string, expected: string | null, next: string | null): Promise<Reply<null>>;
  /** Removes what a crash left half-written; never called while a rule file is being written. */
  sweepTempFiles(): Promise<Reply<number>>;
}
