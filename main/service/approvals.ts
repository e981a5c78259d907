import type { DefectCode } from '../../shared/terms/defect.ts';
import { type Digest, type JobId, type JobPlace, jobIdOf } from '../../shared/terms/ids.ts';
import { type Problem, type Reply, refused } from '../../shared/terms/problem.ts';
import { canApprove, canReceive, canReject } from '../core/approval/permits.ts';
import { planApproval, planReceiving, planRejection } from '../core/approval/plan.ts';
import type { Verdict } from '../core/approval/verdict.ts';
import type { DecisionAction } from '../core/audit/entry.ts';
import type { Job } from '../core/jobs/job.ts';
import { type CarryOutParts, carryOut, readFresh } from './carry-out.ts';
import { type JobFreeze, planJobFreeze } from './freezing.ts';
import { inTurn } from './in-turn.ts';
import { contentChanged, problemFrom } from './refusals.ts';
import { withdrawOnce } from './withdrawing.ts';

/** What deciding needs. */
export type ApprovalParts = CarryOutParts;

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
  /** Approves the bytes that were shown, and closes the job to later edits; without the one there is not the other. */
  approve(request: ApprovalRequest): Promise<Reply<Job>>;
  reject(request: RejectionRequest): Promise<Reply<Job>>;
  /** Takes an approval back while the job has not started, and opens the job to its sender as before. */
  withdraw(place: JobPlace): Promise<Reply<Job>>;
  /** Notes that the owner's client has seen the job. */
  receive(place: JobPlace): Promise<Reply<Job>>;
  /** Runs something that must not happen while a decision is under way. */
  between<Value>(task: () => Promise<Value>): Promise<Value>;
  /** Resolves once no decision is under way. */
  settled(): Promise<void>;
}

/** The approvals of one datasite. */
export function createApprovals(parts: ApprovalParts): Approvals {
  const turns = inTurn();
  const rejecting = new Map<JobId, number>();
  const count = (id: JobId, more: 1 | -1) => {
    const now = (rejecting.get(id) ?? 0) + more;
    if (now === 0) rejecting.delete(id);
    else rejecting.set(id, now);
  };

  function reject(request: RejectionRequest): Promise<Reply<Job>> {
    const id = jobIdOf(request.place);
    count(id, 1);
    return turns.run(() => rejectOnce(parts, request)).finally(() => count(id, -1));
  }

  return {
    approve: (request) =>
      turns.run(() => approveOnce(parts, request, () => rejecting.has(jobIdOf(request.place)))),
    reject,
    withdraw: (place) => turns.run(() => withdrawOnce(parts, place)),
    receive: (place) => turns.run(() => receiveOnce(parts, place)),
    between: (task) => turns.run(task),
    settled: () => turns.settled(),
  };
}

interface Asked {
  readonly action: DecisionAction;
  readonly place: JobPlace;
  readonly digest: Digest | null;
}

async function approveOnce(
  parts: ApprovalParts,
  request: ApprovalRequest,
  isBeingRejected: () => boolean,
): Promise<Reply<Job>> {
  const { place, digest, reason, acknowledged } = request;
  const asked: Asked = { action: 'approve', place, digest };
  const fresh = await readFresh(parts, place);
  if (!fresh.ok) return fresh;
  const job = fresh.value;
  const permit = canApprove(job, { email: parts.owner }, acknowledged);
  const freeze = await permitted(parts, asked, job, permit, async () =>
    isBeingRejected() ? rejectedMeanwhile(place) : planJobFreeze(parts, place),
  );
  if (!freeze.ok) {
    await recordRefusal(parts, asked, freeze.problem);
    return freeze;
  }
  const { effect, proof }: JobFreeze = freeze.value;
  return carryOut(parts, {
    place,
    digest,
    reason,
    acknowledged,
    via: 'hand',
    proof: { proven: proof.proven, sentence: proof.sentence },
    plan: (at) => planApproval(job, { by: parts.owner, at, reason }, effect),
  });
}

/** Of an approval and a rejection at the same moment the rejection wins. */
function rejectedMeanwhile({ folder }: JobPlace): Reply<never> {
  return refused(
    'wrong-state',
    `“${folder}” is being rejected at this moment, and a rejection wins.`,
    'Look at the job again.',
  );
}

async function rejectOnce(parts: ApprovalParts, request: RejectionRequest): Promise<Reply<Job>> {
  const { place, digest, reason } = request;
  const asked: Asked = { action: 'reject', place, digest };
  const fresh = await readFresh(parts, place);
  if (!fresh.ok) return fresh;
  const job = fresh.value;
  const permit = canReject(job, { email: parts.owner });
  const agreed = await permitted(parts, asked, job, permit, async () => ({ ok: true, value: null }));
  if (!agreed.ok) {
    await recordRefusal(parts, asked, agreed.problem);
    return agreed;
  }
  return carryOut(parts, {
    place,
    digest,
    reason,
    acknowledged: [],
    via: 'hand',
    proof: null,
    plan: (at) => planRejection(job, { by: parts.owner, at, reason }),
  });
}

async function receiveOnce(parts: ApprovalParts, place: JobPlace): Promise<Reply<Job>> {
  const fresh = await readFresh(parts, place);
  if (!fresh.ok) return fresh;
  const job = fresh.value;
  const verdict = canReceive(job, { email: parts.owner });
  if (!verdict.allowed) return { ok: false, problem: problemFrom(verdict, 'receive') };
  return carryOut(parts, {
    place,
    digest: job.facts.digest,
    reason: null,
    acknowledged: [],
    via: 'receiving',
    proof: null,
    plan: (at) => planReceiving(job, at),
  });
}

/** Goes on only when the job is what was shown and the verdict allows it. */
async function permitted<Value>(
  parts: ApprovalParts,
  { action, digest }: Asked,
  job: Job,
  verdict: Verdict,
  goOn: () => Promise<Reply<Value>>,
): Promise<Reply<Value>> {
  if (job.facts.digest !== digest) {
    const changes = digest === null ? null : await parts.changesSince(digest, job);
    return { ok: false, problem: contentChanged(job, digest, changes) };
  }
  return verdict.allowed ? goOn() : { ok: false, problem: problemFrom(verdict, action) };
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
