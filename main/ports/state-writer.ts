import type { JobPlace } from '../../shared/terms/ids.ts';
import type { Reply } from '../../shared/terms/problem.ts';

/** The one hand that changes the state of a job on disk. */
export interface StateWriter {
  /**
   * Replaces `state.yaml` atomically with `next`, only when it still is exactly `expected` (null = absent).
   * Problems: `state-changed` when somebody else wrote first, `write-failed` when the disk refuses.
   */
  write(place: JobPlace, expected: string | null, next: string): Promise<Reply<null>>;
  /** The exact text of `state.yaml` now; null when there is none. */
  read(place: JobPlace): Promise<Reply<string | null>>;
  /** Removes what a crash left half-written beside a state; never called while that state is being written. */
  sweepTempFiles(place: JobPlace): Promise<Reply<number>>;
}
