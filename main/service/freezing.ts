import type { JobPlace } from '../../shared/terms/ids.ts';
import { done, type Reply, refused } from '../../shared/terms/problem.ts';
import type { RuleFileEffect } from '../core/audit/entry.ts';
import { freezeHolds, planFreeze } from '../core/permissions/freeze.ts';
import { proveJobSender } from '../core/permissions/job-sender.ts';
import type { SenderProof } from '../core/permissions/sender-proof.ts';
import type { RuleWriter } from '../ports/rule-writer.ts';
import { jobPathOf } from './rules/job-place.ts';
import type { Rules } from './rules/rules.ts';
import { freezeSentence } from './views/permissions/freeze.ts';

/** What closing a job needs. */
export interface FreezeParts {
  readonly owner: string;
  readonly rules: Pick<Rules, 'fresh'>;
  readonly ruleWriter: RuleWriter;
}

/** What an approval does to the job's rule file, and what the rules said about its sender before. */
export interface JobFreeze {
  readonly effect: RuleFileEffect;
  readonly proof: SenderProof;
}

/** The most a job's own rule file may hold: its text goes into one line of the log, to be put back from there. */
const RESTORABLE = 64 * 1024;

/** Plans how the job is closed, from rules read just now. Problem: `freeze-failed`; then nothing may be approved. */
export async function planJobFreeze(parts: FreezeParts, place: JobPlace): Promise<Reply<JobFreeze>> {
  const { owner, rules, ruleWriter } = parts;
  const jobPath = jobPathOf(place);
  const tree = await rules.fresh(jobPath);
  const proof = proveJobSender(tree, { owner, sender: place.sender, jobPath });
  const plan = planFreeze(tree, jobPath, place.sender);
  if (!plan.ok) return notClosed(place, 'its folder has a name that no permission rule can stand for');
  const before = await ruleWriter.read(plan.path);
  if (!before.ok) return notClosed(place, before.problem.what);
  if (before.value !== null && before.value.length > RESTORABLE) {
    return notClosed(place, `it holds a permission file of over ${RESTORABLE / 1024} KB`);
  }
  return done({ effect: { path: plan.path, before: before.value, after: plan.text }, proof });
}

/** Puts a rule file from what it was to what it is to be. */
export async function applyEffect(writer: RuleWriter, effect: RuleFileEffect | null): Promise<Reply<null>> {
  if (effect === null || effect.before === effect.after) return done(null);
  return writer.write(effect.path, effect.before, effect.after);
}

/** Puts a rule file back to what it was; null when that went well, else why not, in one sentence. */
export async function undoEffect(writer: RuleWriter, effect: RuleFileEffect | null): Promise<string | null> {
  if (effect === null) return null;
  const undone = await applyEffect(writer, { ...effect, before: effect.after, after: effect.before });
  return undone.ok ? null : `Its permission file could not be put back: ${undone.problem.what}`;
}

/** Asks the engine, with rules read just now, whether the job is closed; null when it is, else one sentence. */
export async function whyStillOpen({ rules, owner }: FreezeParts, place: JobPlace): Promise<string | null> {
  const jobPath = jobPathOf(place);
  const check = freezeHolds(await rules.fresh(jobPath), jobPath, owner);
  return check.holds ? null : freezeSentence(check);
}

/** The problem of a job that could not be closed. */
export function notClosed(place: JobPlace, why: string): Reply<never> {
  return refused(
    'freeze-failed',
    `“${place.folder}” was not approved, because it could not be closed to later edits: ${why}`,
    'Make sure that its folder can be written, then approve again. Nothing was decided.',
  );
}
