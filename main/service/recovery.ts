import { jobIdOf } from '../../shared/terms/ids.ts';
import { done, type Reply } from '../../shared/terms/problem.ts';
import { canApprove, canReceive, canReject } from '../core/approval/permits.ts';
import type { Verdict } from '../core/approval/verdict.ts';
import type { AuditEntry } from '../core/audit/entry.ts';
import { type Job, jobFrom } from '../core/jobs/job.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobSource } from '../ports/job-source.ts';
import type { StateWriter } from '../ports/state-writer.ts';

/** What recovering needs. */
export interface RecoveryParts {
  readonly owner: string;
  readonly source: JobSource;
  readonly writer: StateWriter;
  readonly log: AuditLog;
  readonly clock: Clock;
}

type Intent = Extract<AuditEntry, { kind: 'intent' }>;

/** Decisions are made one at a time, so an unfinished one is among the newest entries. */
const LOOK_BACK = 200;

/**
 * Finishes or undoes every decision that a crash cut short: the state on disk tells how far it came. Returns how many
 * there were.
 */
export async function recover(parts: RecoveryParts): Promise<Reply<number>> {
  const recent = await parts.log.newest(LOOK_BACK);
  if (!recent.ok) return recent;
  const unfinished = unfinishedIntents(recent.value);
  for (const intent of unfinished) {
    const recorded = await finishOrUndo(parts, intent);
    if (!recorded.ok) return recorded;
  }
  return done(unfinished.length);
}

function unfinishedIntents(newestFirst: readonly AuditEntry[]): readonly Intent[] {
  const ended = new Set(newestFirst.flatMap((entry) => (entry.kind === 'outcome' ? [entry.intent] : [])));
  return newestFirst
    .filter((entry): entry is AuditEntry & Intent => entry.kind === 'intent' && !ended.has(entry.seq))
    .reverse();
}

async function finishOrUndo(parts: RecoveryParts, intent: Intent): Promise<Reply<null>> {
  // What could not be swept is only a stray file beside the state; it changes no decision.
  await parts.writer.sweepTempFiles(intent.job);
  const state = await parts.writer.read(intent.job);
  if (state.ok && state.value === intent.after) return record(parts, intent, null);
  if (!state.ok) return record(parts, intent, `The state could not be read: ${state.problem.what}`);
  if (state.value !== intent.before) return record(parts, intent, 'Somebody else wrote the state meanwhile.');
  const objection = await objectionNow(parts, intent);
  if (objection !== null) return record(parts, intent, objection);
  const written = await parts.writer.write(intent.job, intent.before, intent.after);
  return record(parts, intent, written.ok ? null : written.problem.what);
}

/** Why the decision must not be carried out after all: the job is no longer what was decided about. */
async function objectionNow(parts: RecoveryParts, intent: Intent): Promise<string | null> {
  const facts = await parts.source.read(intent.job, { verify: true });
  if (facts === null) return `“${jobIdOf(intent.job)}” is gone.`;
  if (facts.digest !== intent.digest) return 'The job changed meanwhile.';
  const verdict = permitFor(intent, jobFrom(facts, parts.clock.now(), 0), parts.owner);
  return verdict.allowed ? null : verdict.reasons.map((reason) => reason.text).join(' ');
}

function permitFor(intent: Intent, job: Job, owner: string): Verdict {
  const by = { email: owner };
  if (intent.action === 'approve') return canApprove(job, by, intent.acknowledged);
  return intent.action === 'reject' ? canReject(job, by) : canReceive(job, by);
}

async function record(parts: RecoveryParts, intent: Intent, objection: string | null): Promise<Reply<null>> {
  const outcome = await parts.log.append({
    kind: 'outcome',
    intent: intent.seq,
    job: intent.job,
    action: intent.action,
    result: objection === null ? 'finished-after-restart' : 'undone-after-restart',
    why: objection,
  });
  return outcome.ok ? done(null) : outcome;
}
