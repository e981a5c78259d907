import type { DefectCode } from '../../shared/terms/defect.ts';
import { type Digest, type JobPlace, jobIdOf } from '../../shared/terms/ids.ts';
import { done, type Json, type Reply, refused } from '../../shared/terms/problem.ts';
import type { Plan } from '../core/approval/plan.ts';
import type { AuditBody } from '../core/audit/entry.ts';
import { type Job, jobFrom } from '../core/jobs/job.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobSource } from '../ports/job-source.ts';
import type { StateWriter } from '../ports/state-writer.ts';
import { applyEffect, type FreezeParts, notClosed, undoEffect, whyStillOpen } from './freezing.ts';
import { isoMicros } from './iso-time.ts';

/** What carrying a decision out needs. */
export interface CarryOutParts extends FreezeParts {
  readonly source: JobSource;
  readonly writer: StateWriter;
  readonly log: AuditLog;
  readonly clock: Clock;
  /** What changed since that digest was shown, for the refusal. */
  readonly changesSince: (shown: Digest, now: Job) => Promise<Json>;
  /** Reads the job again after its state was written, so that what is shown comes from the disk. */
  readonly lookAgain: (place: JobPlace) => Promise<Job | null>;
  /** Told of what the owner must know besides the answer, in one sentence. */
  readonly onTrouble: (what: string) => void;
}

/** A decision that may be made. */
export interface Decided {
  readonly place: JobPlace;
  readonly digest: Digest | null;
  readonly reason: string | null;
  readonly acknowledged: readonly DefectCode[];
  readonly via: Extract<AuditBody, { kind: 'intent' }>['via'];
  readonly proof: { readonly proven: boolean; readonly sentence: string } | null;
  readonly plan: (at: string) => Plan;
  /** What the owner should know about it when it succeeds. */
  readonly remark?: string | null;
}

/** The job as it lies there, every byte read again. Problem: `no-such-job`. */
export async function readFresh(
  { source, clock }: Pick<CarryOutParts, 'source' | 'clock'>,
  place: JobPlace,
): Promise<Reply<Job>> {
  const facts = await source.read(place, { verify: true });
  if (facts === null) {
    return refused('no-such-job', `There is no job at “${jobIdOf(place)}”.`, 'Look at the list again.');
  }
  return done(jobFrom(facts, clock.now()));
}

/** Records what is about to happen, does it, records what became of it, and looks at the job again. */
export async function carryOut(parts: CarryOutParts, decided: Decided): Promise<Reply<Job>> {
  const { place } = decided;
  const plan = decided.plan(isoMicros(parts.clock.now()));
  const { action, before, after, from, to, ruleFile } = plan;
  const { digest, reason, acknowledged, via, proof } = decided;
  const intent = await parts.log.append({
    kind: 'intent',
    action,
    job: place,
    by: parts.owner,
    via,
    digest,
    reason,
    acknowledged,
    before,
    after,
    from,
    to,
    ruleFile,
    proof,
  });
  if (!intent.ok) return intent;
  const written = await write(parts, place, plan);
  const remark = written.ok ? await remarkOn(parts, decided, plan) : null;
  const outcome = await parts.log.append({
    kind: 'outcome',
    intent: intent.value.seq,
    job: place,
    action,
    result: written.ok ? 'written' : 'failed',
    why: written.ok ? remark : written.problem.what,
  });
  const seen = await parts.lookAgain(place);
  if (!written.ok) return written;
  if (!outcome.ok) return outcome;
  if (seen !== null) return done(seen);
  return refused(
    'no-such-job',
    `“${jobIdOf(place)}” disappeared right after it was decided.`,
    'Look at Activity.',
  );
}

/** A job is never approved and open at once: closing it comes before the approval, opening it after the withdrawal. */
async function write(parts: CarryOutParts, place: JobPlace, plan: Plan): Promise<Reply<null>> {
  const { writer, ruleWriter } = parts;
  const { before, after, ruleFile } = plan;
  if (plan.action === 'withdraw') return writer.write(place, before, after);
  const closed = await applyEffect(ruleWriter, ruleFile);
  // Where another program was faster, there is nothing of ours to undo.
  if (!closed.ok && closed.problem.code === 'state-changed') return notClosed(place, closed.problem.what);
  const written = closed.ok
    ? await writer.write(place, before, after)
    : notClosed(place, closed.problem.what);
  if (written.ok) return written;
  const left = await undoEffect(ruleWriter, ruleFile);
  if (left === null) return written;
  parts.onTrouble(`“${place.folder}” from ${place.sender}: ${left}`);
  return { ok: false, problem: { ...written.problem, what: `${written.problem.what} ${left}` } };
}

async function remarkOn(parts: CarryOutParts, decided: Decided, plan: Plan): Promise<string | null> {
  const { place, remark = null } = decided;
  const { action, ruleFile } = plan;
  const said = [remark];
  if (action === 'withdraw') {
    const opened = await applyEffect(parts.ruleWriter, ruleFile);
    if (!opened.ok) said.push(`Its permission file stayed as it is: ${opened.problem.what}`);
  }
  if (action === 'approve') said.push(await whyStillOpen(parts, place));
  const text = said.filter((one) => one !== null).join(' ');
  if (text === '') return null;
  parts.onTrouble(`“${place.folder}” from ${place.sender}: ${text}`);
  return text;
}
