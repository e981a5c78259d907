import type { JobStatus } from '../../../shared/terms/job-status.ts';
import type { DecisionAction, RuleFileEffect } from '../audit/entry.ts';
import type { Job } from '../jobs/job.ts';
import { type JobState, writeStateYaml } from '../python-yaml/state-yaml.ts';

/** What a decision will do to `state.yaml`: exact text before (null = no file) and after. Data only. */
export interface Plan {
  readonly action: DecisionAction;
  readonly from: JobStatus;
  readonly to: JobStatus;
  readonly before: string | null;
  readonly after: string;
  /** What it will do to the job's rule file; null = nothing. */
  readonly ruleFile: RuleFileEffect | null;
}

/** Everything a plan needs besides the job; `at` is ISO time in UTC with microseconds, as the Python clients write it. */
export interface Decision {
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
}

/**
 * An approval by hand: approved_by, approved_at, approval_method and review_reason, the rest kept; and the job's rule
 * file, by which nobody else may change the job any more.
 */
export function planApproval(job: Job, decision: Decision, freeze: RuleFileEffect | null): Plan {
  const state = stateBefore(job);
  const approved: JobState = {
    ...state,
    status: 'approved',
    receivedAt: state.receivedAt ?? decision.at,
    approvedBy: decision.by,
    approvedAt: decision.at,
    approvalMethod: 'manual',
    reviewReason: decision.reason,
  };
  return planned('approve', job, approved, freeze);
}

/** A rejection: rejected_by, rejected_at and review_reason, the rest kept. */
export function planRejection(job: Job, decision: Decision): Plan {
  const state = stateBefore(job);
  return planned('reject', job, {
    ...state,
    status: 'rejected',
    receivedAt: state.receivedAt ?? decision.at,
    rejectedBy: decision.by,
    rejectedAt: decision.at,
    reviewReason: decision.reason,
  });
}

/** The owner's client notes that it has seen the job. */
export function planReceiving(job: Job, at: string): Plan {
  return planned('receive', job, { ...stateBefore(job), status: 'pending', receivedAt: at });
}

/** An approval taken back: pending as if it had not been given; `restored` puts the job's rule file back. */
export function planWithdrawal(job: Job, restored: RuleFileEffect | null): Plan {
  const state: JobState = {
    ...stateBefore(job),
    status: 'pending',
    approvedBy: null,
    approvedAt: null,
    approvalMethod: null,
    reviewReason: null,
  };
  return planned('withdraw', job, state, restored);
}

function planned(
  action: DecisionAction,
  job: Job,
  state: JobState,
  ruleFile: RuleFileEffect | null = null,
): Plan {
  const before = job.facts.state.kind === 'read' ? job.facts.state.text : null;
  return { action, from: job.status, to: state.status, before, after: writeStateYaml(state), ruleFile };
}

function stateBefore(job: Job): JobState {
  return job.facts.state.kind === 'read' ? job.facts.state.state : NO_STATE;
}

const NO_STATE: JobState = {
  status: 'received',
  receivedAt: null,
  approvedBy: null,
  approvedAt: null,
  approvalMethod: null,
  rejectedBy: null,
  rejectedAt: null,
  reviewReason: null,
  completedAt: null,
  returnCode: null,
};
