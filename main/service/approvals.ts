import type { DefectCode } from '../../shared/terms/defect.ts';
import { type Digest, type JobId, type JobPlace, jobIdOf } from '../../shared/terms/ids.ts';
import { done, type Json, type Problem, type Reply, refused } from '../../shared/terms/problem.ts';
import { canApprove, canReceive, canReject } from '../core/approval/permits.ts';
import { type Plan, planApproval, planReceiving, planRejection } from '../core/approval/plan.ts';
import type { Verdict } from '../core/approval/verdict.ts';
import type { DecisionAction } from '../core/audit/entry.ts';
import { type Job, jobFrom } from '../core/jobs/job.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobSource } from '../ports/job-source.ts';
import type { StateWriter } from '../ports/state-writer.ts';
import { inTurn } from './in-turn.ts';
import { isoMicros } from './iso-time.ts';

/** What deciding needs. */
export interface ApprovalParts {
  readonly owner: string;
  readonly source: JobSource;
  readonly writer: StateWriter;
  readonly log: AuditLog;
  readonly clock: Clock;
  /** What changed since that digest was shown, for the refusal. */
  readonly changesSince: (shown: Digest, now: Job) => Promise<Json>;
  /** Reads the job again after its state was written, so that what is shown comes from the disk. */
  readonly lookAgain: (place: JobPlace) => Promise<Job | null>;
}

/** An approval as it was asked for: bound to the digest that was on the screen. */
export interface ApprovalRequest {
  readonly place: JobPlace;
  readonly digest: Digest;
  readonly reason: string | null;
  readonly acknowledged: readonly DefectCode[];
}

/** A rejection as it was asked for; digest null = the job cannot be read whole. */
export interface RejectionRequest {
  readonly place: JobPlace;
  readonly digest: Digest | null;
  readonly reason: string | null;
}

/** Decisions by hand, one at a time. Each is recorded before and after it is written. */
export interface Approvals {
  approve(request: ApprovalRequest): Promise<Reply<Job>>;
  reject(request: RejectionRequest): Promise<Reply<Job>>;
  /** Notes that the owner's client has seen the job. */
  receive(place: JobPlace): Promise<Reply<Job>>;
  /** Resolves once no decision is under way. */
  settled(): Promise<void>;
}

interface Asked {
  readonly action: DecisionAction;
  readonly place: JobPlace;
  readonly digest: Digest | null;
  readonly reason: string | null;
  readonly acknowledged: readonly DefectCode[];
  readonly permit: (job: Job) => Verdict;
  readonly plan: (job: Job, at: string) => Plan;
}

/** The approvals of one datasite. */
export function createApprovals(parts: ApprovalParts): Approvals {
  const { owner } = parts;
  const turns = inTurn();
  const decide = (asked: Asked) => turns.run(() => decideOnce(parts, asked));

  return {
    approve: ({ place, digest, reason, acknowledged }) =>
      decide({
        action: 'approve',
        place,
        digest,
        reason,
        acknowledged,
        permit: (job) => canApprove(job, { email: owner }, acknowledged),
        plan: (job, at) => planApproval(job, { by: owner, at, reason }),
      }),
    reject: ({ place, digest, reason }) =>
      decide({
        action: 'reject',
        place,
        digest,
        reason,
        acknowledged: [],
        permit: (job) => canReject(job, { email: owner }),
        plan: (job, at) => planRejection(job, { by: owner, at, reason }),
      }),
    receive: (place) => turns.run(() => receiveOnce(parts, place)),
    settled: () => turns.settled(),
  };
}

async function decideOnce(parts: ApprovalParts, asked: Asked): Promise<Reply<Job>> {
  const fresh = await readFresh(parts, asked.place);
  if (!fresh.ok) return fresh;
  const job = fresh.value;
  const refusal = await refusalOf(parts, asked, job);
  if (refusal !== null) {
    await recordRefusal(parts, asked, refusal);
    return { ok: false, problem: refusal };
  }
  return carryOut(parts, asked, job);
}

async function receiveOnce(parts: ApprovalParts, place: JobPlace): Promise<Reply<Job>> {
  const fresh = await readFresh(parts, place);
  if (!fresh.ok) return fresh;
  const job = fresh.value;
  const verdict = canReceive(job, { email: parts.owner });
  if (!verdict.allowed) return { ok: false, problem: problemFrom(verdict, 'receive') };
  const digest = job.facts.digest;
  return carryOut(
    parts,
    {
      action: 'receive',
      place,
      digest,
      reason: null,
      acknowledged: [],
      permit: () => verdict,
      plan: planReceiving,
    },
    job,
  );
}

async function readFresh(parts: ApprovalParts, place: JobPlace): Promise<Reply<Job>> {
  const facts = await parts.source.read(place, { verify: true });
  if (facts === null) {
    return refused('no-such-job', `There is no job at “${jobIdOf(place)}”.`, 'Look at the list again.');
  }
  return done(jobFrom(facts, parts.clock.now()));
}

async function refusalOf(parts: ApprovalParts, asked: Asked, job: Job): Promise<Problem | null> {
  if (job.facts.digest !== asked.digest) {
    return {
      code: 'content-changed',
      what: `“${job.facts.place.folder}” is not what was shown: it changed before the decision was made.`,
      next: 'Look at what changed and decide again. Nothing was written.',
      details: {
        shown: asked.digest,
        now: job.facts.digest,
        changes: asked.digest === null ? null : await parts.changesSince(asked.digest, job),
      },
    };
  }
  const verdict = asked.permit(job);
  return verdict.allowed ? null : problemFrom(verdict, asked.action);
}

function problemFrom(verdict: Extract<Verdict, { allowed: false }>, action: DecisionAction): Problem {
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
};

const NEXT_STEPS: Readonly<Record<string, string>> = {
  'not-owner': 'Ask the owner of that datasite.',
  'wrong-state': 'Look at the job again; somebody may have decided already.',
  'still-arriving': 'Wait until everything is here, then decide.',
  'malformed-job': 'Reject it with a reason, so that the sender can send it again in good shape.',
  'needs-acknowledgement': 'Look at each of them, then say that you have seen them.',
};

async function carryOut(parts: ApprovalParts, asked: Asked, job: Job): Promise<Reply<Job>> {
  const plan = asked.plan(job, isoMicros(parts.clock.now()));
  const intent = await parts.log.append({
    kind: 'intent',
    action: plan.action,
    job: asked.place,
    by: parts.owner,
    via: asked.action === 'receive' ? 'receiving' : 'hand',
    digest: asked.digest,
    reason: asked.reason,
    acknowledged: asked.acknowledged,
    before: plan.before,
    after: plan.after,
    from: plan.from,
    to: plan.to,
  });
  if (!intent.ok) return intent;
  const written = await parts.writer.write(asked.place, plan.before, plan.after);
  const outcome = await parts.log.append({
    kind: 'outcome',
    intent: intent.value.seq,
    job: asked.place,
    action: plan.action,
    result: written.ok ? 'written' : 'failed',
    why: written.ok ? null : written.problem.what,
  });
  const seen = await parts.lookAgain(asked.place);
  if (!written.ok) return written;
  if (!outcome.ok) return outcome;
  if (seen === null) {
    const id: JobId = jobIdOf(asked.place);
    return refused('no-such-job', `“${id}” disappeared right after it was decided.`, 'Look at Activity.');
  }
  return done(seen);
}

async function recordRefusal(parts: ApprovalParts, asked: Asked, problem: Problem): Promise<void> {
  // The refusal stands whether or not it can be recorded: nothing is written to the job either way.
  await parts.log.append({
    kind: 'refusal',
    action: asked.action,
    job: asked.place,
    by: parts.owner,
    code: problem.code,
    why: problem.what,
    digest: asked.digest,
  });
}
