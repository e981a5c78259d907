import { jobIdOf } from '../../shared/terms/ids.ts';
import { done, type Reply } from '../../shared/terms/problem.ts';
import { canApprove, canReceive, canReject, canWithdraw } from '../core/approval/permits.ts';
import type { Verdict } from '../core/approval/verdict.ts';
import type { AuditEntry, DecisionAction } from '../core/audit/entry.ts';
import { type Job, jobFrom } from '../core/jobs/job.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobSource } from '../ports/job-source.ts';
import type { RuleWriter } from '../ports/rule-writer.ts';
import type { StateWriter } from '../ports/state-writer.ts';
import { applyEffect, undoEffect } from './freezing.ts';
import { settleRuleEdits } from './rule-edits/recovery.ts';

/** What recovering needs. */
export interface RecoveryParts {
  readonly owner: string;
  readonly source: JobSource;
  readonly writer: StateWriter;
  readonly ruleWriter: RuleWriter;
  readonly log: AuditLog;
  readonly clock: Clock;
  /** Hex SHA-256 of a text's UTF-8 bytes. */
  readonly sha256: (text: string) => string;
}

type Intent = Extract<AuditEntry, { kind: 'intent' }>;

/** How an unfinished decision ended: carried out or not, and what there is to say about it. */
interface Ending {
  readonly carriedOut: boolean;
  readonly why: string | null;
}

/** Decisions are made one at a time, so an unfinished one is among the newest entries. */
const LOOK_BACK = 200;

/**
 * Finishes or undoes every decision that a crash cut short, its state and its rule file alike: what lies on disk tells
 * how far it came. Returns how many there were.
 */
export async function recover(parts: RecoveryParts): Promise<Reply<number>> {
  const recent = await parts.log.newest(LOOK_BACK);
  if (!recent.ok) return recent;
  // What could not be swept is only a stray file in our own folder; it changes no decision.
  await parts.ruleWriter.sweepTempFiles();
  const unfinished = unfinishedIntents(recent.value);
  for (const intent of unfinished) {
    // The same goes for one beside the state.
    await parts.writer.sweepTempFiles(intent.job);
    const recorded = await record(parts, intent, await finishOrUndo(parts, intent));
    if (!recorded.ok) return recorded;
  }
  const edits = await settleRuleEdits(parts, recent.value);
  return edits.ok ? done(unfinished.length + edits.value) : edits;
}

function unfinishedIntents(newestFirst: readonly AuditEntry[]): readonly Intent[] {
  const ended = new Set(newestFirst.flatMap((entry) => (entry.kind === 'outcome' ? [entry.intent] : [])));
  return newestFirst
    .filter((entry): entry is AuditEntry & Intent => entry.kind === 'intent' && !ended.has(entry.seq))
    .reverse();
}

async function finishOrUndo(parts: RecoveryParts, intent: Intent): Promise<Ending> {
  const state = await parts.writer.read(intent.job);
  if (!state.ok) return undo(parts, intent, `The state could not be read: ${state.problem.what}`);
  if (state.value === intent.after) return finishRuleFile(parts, intent);
  if (state.value !== intent.before) return undo(parts, intent, 'Somebody else wrote the state meanwhile.');
  const objection = await objectionNow(parts, intent);
  return objection === null ? carryOutNow(parts, intent) : undo(parts, intent, objection);
}

/** The state was written: the rule file goes with it, unless somebody else wrote that meanwhile. */
async function finishRuleFile({ ruleWriter }: RecoveryParts, intent: Intent): Promise<Ending> {
  const applied = await applyEffect(ruleWriter, intent.ruleFile ?? null);
  const why = applied.ok ? null : `Its permission file was left as it is: ${applied.problem.what}`;
  return { carriedOut: true, why };
}

async function carryOutNow(parts: RecoveryParts, intent: Intent): Promise<Ending> {
  const { writer, ruleWriter } = parts;
  const { job, before, after, ruleFile = null } = intent;
  if (intent.action === 'withdraw') {
    const written = await writer.write(job, before, after);
    return written.ok ? finishRuleFile(parts, intent) : { carriedOut: false, why: written.problem.what };
  }
  const closed = await applyEffect(ruleWriter, ruleFile);
  if (!closed.ok) return undo(parts, intent, closed.problem.what);
  const written = await writer.write(job, before, after);
  return written.ok ? { carriedOut: true, why: null } : undo(parts, intent, written.problem.what);
}

/** The decision does not stand: a rule file that was written for it goes back. A withdrawal has not touched it yet. */
async function undo({ ruleWriter }: RecoveryParts, intent: Intent, why: string): Promise<Ending> {
  const { action, ruleFile = null } = intent;
  if (action === 'withdraw' || ruleFile === null) return { carriedOut: false, why };
  const now = await ruleWriter.read(ruleFile.path);
  const isOurs = now.ok && now.value === ruleFile.after;
  const left = isOurs ? await undoEffect(ruleWriter, ruleFile) : null;
  return { carriedOut: false, why: left === null ? why : `${why} ${left}` };
}

/** Why the decision must not be carried out after all: the job is no longer what was decided about. */
async function objectionNow(parts: RecoveryParts, intent: Intent): Promise<string | null> {
  const facts = await parts.source.read(intent.job, { verify: true });
  if (facts === null) return `“${jobIdOf(intent.job)}” is gone.`;
  // A withdrawal is not about the bytes: whatever lies there is not to run.
  if (intent.action !== 'withdraw' && facts.digest !== intent.digest) return 'The job changed meanwhile.';
  const verdict = permitFor(intent, jobFrom(facts, parts.clock.now(), 0), parts.owner);
  return verdict.allowed ? null : verdict.reasons.map((reason) => reason.text).join(' ');
}

function permitFor(intent: Intent, job: Job, owner: string): Verdict {
  const by = { email: owner };
  const permits: Readonly<Record<DecisionAction, () => Verdict>> = {
    approve: () => canApprove(job, by, intent.acknowledged),
    reject: () => canReject(job, by),
    receive: () => canReceive(job, by),
    withdraw: () => canWithdraw(job, by),
  };
  return permits[intent.action]();
}

async function record(
  parts: RecoveryParts,
  intent: Intent,
  { carriedOut, why }: Ending,
): Promise<Reply<null>> {
  const outcome = await parts.log.append({
    kind: 'outcome',
    intent: intent.seq,
    job: intent.job,
    action: intent.action,
    result: carriedOut ? 'finished-after-restart' : 'undone-after-restart',
    why,
  });
  return outcome.ok ? done(null) : outcome;
}
