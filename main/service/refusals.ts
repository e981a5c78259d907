import type { Digest } from '../../shared/terms/ids.ts';
import type { Json, Problem } from '../../shared/terms/problem.ts';
import type { Verdict } from '../core/approval/verdict.ts';
import type { DecisionAction } from '../core/audit/entry.ts';
import type { Job } from '../core/jobs/job.ts';

/** The problem of a decision about bytes that are not there any more. */
export function contentChanged(job: Job, shown: Digest | null, changes: Json): Problem {
  return {
    code: 'content-changed',
    what: `“${job.facts.place.folder}” is not what was shown: it changed before the decision was made.`,
    next: 'Look at what changed and decide again. Nothing was written.',
    details: { shown, now: job.facts.digest, changes },
  };
}

/** The problem of a decision that may not be made, with every reason. */
export function problemFrom(verdict: Extract<Verdict, { allowed: false }>, action: DecisionAction): Problem {
  const [first] = verdict.reasons;
  return {
    code: first?.code ?? 'internal',
    what: verdict.reasons.map((reason) => reason.text).join(' '),
    next: NEXT_STEPS[first?.code ?? ''] ?? `Read the reasons; the job cannot be ${PAST[action]} as it is.`,
    details: { reasons: verdict.reasons.map(({ code, text }) => ({ code, text })) },
  };
}

const PAST: Readonly<Record<DecisionAction, string>> = {
  approve: 'approved',
  reject: 'rejected',
  receive: 'received',
  withdraw: 'taken back',
};

const NEXT_STEPS: Readonly<Record<string, string>> = {
  'not-owner': 'Ask the owner of that datasite.',
  'wrong-state': 'Look at the job again; somebody may have decided already.',
  'still-arriving': 'Wait until everything is here, then decide.',
  'malformed-job': 'Reject it with a reason, so that the sender can send it again in good shape.',
  'needs-acknowledgement': 'Look at each of them, then say that you have seen them.',
};
