import { type JobId, jobIdOf } from '../../../shared/terms/ids.ts';
import { isWaiting, type JobStatus } from '../../../shared/terms/job-status.ts';
import type { JobFacts } from './facts.ts';

/** How long a job must lie still before it counts as settled, in milliseconds. */
export const QUIET_TIME = 1_000;

/** A job as the catalogue holds it: facts, and whether they have come to rest. */
export interface Job {
  readonly id: JobId;
  readonly facts: JobFacts;
  readonly status: JobStatus;
  /** Null once everything is here and nothing has moved for the quiet time. */
  readonly arriving: { readonly present: number; readonly expected: number } | null;
}

/** The status on disk: what `state.yaml` says, `received` where there is none or it cannot be read. */
export function statusOf(facts: JobFacts): JobStatus {
  return facts.state.kind === 'read' ? facts.state.state.status : 'received';
}

/** The job those facts describe at `now` (milliseconds since 1970). Only waiting jobs can be arriving. */
export function jobFrom(facts: JobFacts, now: number, quietTime: number = QUIET_TIME): Job {
  const status = statusOf(facts);
  const { present, expected } = facts.arrival;
  const settled = present >= expected && quietIn(facts, now, quietTime) === 0;
  const arriving = isWaiting(status) && !settled ? { present, expected } : null;
  return { id: jobIdOf(facts.place), facts, status, arriving };
}

/** Milliseconds until the job has been quiet long enough, 0 when it has; a change far in the future counts as quiet. */
export function quietIn(facts: JobFacts, now: number, quietTime: number = QUIET_TIME): number {
  const still = now - facts.changedAt;
  // The disk's clock may run a moment ahead of the process's; hours ahead it is simply wrong and says nothing.
  return Math.abs(still) >= quietTime ? 0 : quietTime - still;
}
