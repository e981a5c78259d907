import { type Defect, type DefectCode, weightOf } from '../../../shared/terms/defect.ts';
import { isWaiting, type JobStatus } from '../../../shared/terms/job-status.ts';
import type { Job } from '../jobs/job.ts';
import { type Reason, type Verdict, verdictFrom } from './verdict.ts';

/** Who decides: an e-mail address that is, or is not, the owner of the job's datasite. */
export interface Decider {
  readonly email: string;
}

/**
 * May this person approve the job as it lies there, having acknowledged those defects? Reasons: `not-owner`,
 * `wrong-state`, `still-arriving`, `malformed-job`, `needs-acknowledgement`.
 */
export function canApprove(job: Job, by: Decider, acknowledged: readonly DefectCode[]): Verdict {
  return verdictFrom([
    ...ownerReasons(job, by),
    ...stateReasons(job),
    ...arrivalReasons(job),
    ...blockingReasons(job.facts.defects),
    ...acknowledgementReasons(job.facts.defects, acknowledged),
  ]);
}

/** May this person reject the job? A job may be rejected in any shape, also while it is still arriving. */
export function canReject(job: Job, by: Decider): Verdict {
  return verdictFrom([...ownerReasons(job, by), ...stateReasons(job)]);
}

/**
 * May the owner's client note that it has seen the job (received to pending)? Only a settled, well-formed job without
 * any state yet, in the owner's own datasite.
 */
export function canReceive(job: Job, by: Decider): Verdict {
  const seen: readonly Reason[] =
    job.facts.state.kind === 'absent' ? [] : [{ code: 'wrong-state', text: 'The job has a state already.' }];
  return verdictFrom([
    ...ownerReasons(job, by),
    ...seen,
    ...arrivalReasons(job),
    ...blockingReasons(job.facts.defects),
  ]);
}

/** May the owner take the approval back? Only before the job has started. Reasons: `not-owner`, `wrong-state`. */
export function canWithdraw(job: Job, by: Decider): Verdict {
  const { state } = job.facts;
  const approved = state.kind === 'read' && job.status === 'approved';
  const text = state.kind === 'unreadable' ? unreadableText(state.reason) : NOT_TO_WITHDRAW[job.status];
  return verdictFrom([
    ...ownerReasons(job, by),
    ...(approved ? [] : [{ code: 'wrong-state' as const, text }]),
  ]);
}

const NOT_TO_WITHDRAW: Readonly<Record<JobStatus, string>> = {
  received: 'The job is not approved, so there is nothing to take back.',
  pending: 'The job is not approved, so there is nothing to take back.',
  approved: 'The job is approved.',
  running: 'The job is already running; taking the approval back would not stop it.',
  rejected: 'The job was rejected, so there is no approval to take back.',
  done: 'The job has already run, and its approval cannot be taken back any more.',
  failed: 'The job has already run, and its approval cannot be taken back any more.',
};

/** Codes of the defects an approval has to acknowledge, each once. */
export function acknowledgementsOf(defects: readonly Defect[]): readonly DefectCode[] {
  return [...new Set(defects.filter((one) => weightOf(one) === 'acknowledge').map((one) => one.code))];
}

function ownerReasons(job: Job, by: Decider): readonly Reason[] {
  if (job.facts.place.datasite === by.email) return [];
  return [
    { code: 'not-owner', text: `Only ${job.facts.place.datasite} decides about jobs in that datasite.` },
  ];
}

function stateReasons(job: Job): readonly Reason[] {
  const { state } = job.facts;
  if (state.kind === 'unreadable') {
    return [{ code: 'wrong-state', text: unreadableText(state.reason) }];
  }
  return isWaiting(job.status) ? [] : [{ code: 'wrong-state', text: `The job is already ${job.status}.` }];
}

function unreadableText(reason: string): string {
  return `Its state.yaml cannot be read (${reason}), so nobody can say what was decided.`;
}

function arrivalReasons(job: Job): readonly Reason[] {
  if (job.arriving === null) return [];
  const { present, expected } = job.arriving;
  const text =
    present < expected
      ? `The job is still arriving: ${present} of ${expected} files are here.`
      : 'The job changed a moment ago; it has to lie still for one second first.';
  return [{ code: 'still-arriving', text }];
}

function blockingReasons(defects: readonly Defect[]): readonly Reason[] {
  return defects
    .filter((defect) => weightOf(defect) === 'blocks')
    .map((defect) => ({ code: 'malformed-job' as const, text: defect.text }));
}

function acknowledgementReasons(
  defects: readonly Defect[],
  acknowledged: readonly DefectCode[],
): readonly Reason[] {
  return acknowledgementsOf(defects)
    .filter((code) => !acknowledged.includes(code))
    .map((code) => ({
      code: 'needs-acknowledgement' as const,
      text: defects.find((one) => one.code === code)?.text ?? code,
    }));
}
