/** Every state a job can be in, in the order a listing ranks them when all else is equal, as the Python clients rank them. */
export const JOB_STATUSES = [
  'received',
  'pending',
  'approved',
  'running',
  'rejected',
  'done',
  'failed',
] as const;

/** One state of a job, as `state.yaml` spells it. */
export type JobStatus = (typeof JOB_STATUSES)[number];

/** States in which the owner still has to decide. */
export const WAITING_STATUSES = ['received', 'pending'] as const satisfies readonly JobStatus[];

/** States after which nothing more happens to a job unless somebody asks for it. */
export const FINISHED_STATUSES = ['rejected', 'done', 'failed'] as const satisfies readonly JobStatus[];

/** True while the owner's decision is still missing. */
export function isWaiting(status: JobStatus): boolean {
  return status === 'received' || status === 'pending';
}

/** True once the job is over: rejected, done or failed. */
export function isFinished(status: JobStatus): boolean {
  return status === 'rejected' || status === 'done' || status === 'failed';
}
