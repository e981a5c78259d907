import type { JobPlace } from '../../shared/terms/ids.ts';
import { done, type Reply } from '../../shared/terms/problem.ts';
import { canWithdraw } from '../core/approval/permits.ts';
import { planWithdrawal } from '../core/approval/plan.ts';
import type { AuditEntry, RuleFileEffect } from '../core/audit/entry.ts';
import type { Job } from '../core/jobs/job.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import { type CarryOutParts, carryOut, readFresh } from './carry-out.ts';
import { problemFrom } from './refusals.ts';

/** How many entries of the log are looked through at once. */
const PAGE = 500;

/**
 * Takes an approval back. Not bound to the bytes that were shown: whatever lies there now, it is not to run. The digest
 * in the log is that of the bytes that lay there.
 */
export async function withdrawOnce(parts: CarryOutParts, place: JobPlace): Promise<Reply<Job>> {
  const fresh = await readFresh(parts, place);
  if (!fresh.ok) return fresh;
  const job = fresh.value;
  const verdict = canWithdraw(job, { email: parts.owner });
  if (!verdict.allowed) return { ok: false, problem: problemFrom(verdict, 'withdraw') };
  const closing = await closingOf(parts.log, place);
  if (!closing.ok) return closing;
  const { restored, remark } = await restoring(parts, closing.value);
  return carryOut(parts, {
    place,
    digest: job.facts.digest,
    reason: null,
    acknowledged: [],
    via: 'hand',
    proof: null,
    plan: () => planWithdrawal(job, restored),
    remark,
  });
}

/** How the rule file goes back to what it was before the approval, as long as it still is what we wrote. */
async function restoring(
  { ruleWriter }: CarryOutParts,
  closing: RuleFileEffect | null,
): Promise<{ readonly restored: RuleFileEffect | null; readonly remark: string | null }> {
  if (closing === null || closing.before === closing.after) return { restored: null, remark: null };
  const { path, before, after } = closing;
  const now = await ruleWriter.read(path);
  if (now.ok && now.value === after)
    return { restored: { path, before: after, after: before }, remark: null };
  const remark = 'Its permission file is no longer what Gatehouse wrote, so it was left as it is.';
  return { restored: null, remark };
}

/** What the last decision of ours that was carried out did to the job's rule file, when that was an approval. */
async function closingOf(log: AuditLog, place: JobPlace): Promise<Reply<RuleFileEffect | null>> {
  const carriedOut = new Set<number>();
  let before: number | undefined;
  for (;;) {
    const page = await log.newest(PAGE, before);
    if (!page.ok) return page;
    for (const entry of page.value) if (wentWell(entry)) carriedOut.add(entry.intent);
    const last = page.value.find((entry) => closesOrOpens(entry, place) && carriedOut.has(entry.seq));
    if (last !== undefined) {
      return done(last.kind === 'intent' && last.action === 'approve' ? (last.ruleFile ?? null) : null);
    }
    before = page.value.at(-1)?.seq;
    if (page.value.length < PAGE || before === undefined) return done(null);
  }
}

function wentWell(entry: AuditEntry): entry is Extract<AuditEntry, { kind: 'outcome' }> {
  return (
    entry.kind === 'outcome' && (entry.result === 'written' || entry.result === 'finished-after-restart')
  );
}

function closesOrOpens(entry: AuditEntry, place: JobPlace): boolean {
  const ofKind = entry.kind === 'intent' && (entry.action === 'approve' || entry.action === 'withdraw');
  return ofKind && isSamePlace(entry.job, place);
}

function isSamePlace(one: JobPlace, other: JobPlace): boolean {
  return one.datasite === other.datasite && one.sender === other.sender && one.folder === other.folder;
}
