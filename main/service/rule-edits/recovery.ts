import { done, type Reply } from '../../../shared/terms/problem.ts';
import type { AuditBody, AuditEntry } from '../../core/audit/entry.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { RuleWriter } from '../../ports/rule-writer.ts';

type RuleEdit = Extract<AuditEntry, { kind: 'rule-edit' }>;

/** What settling edits needs. */
export interface SettlingParts {
  readonly ruleWriter: RuleWriter;
  readonly log: AuditLog;
  readonly sha256: (text: string) => string;
}

/** Records what became of every edit that a crash cut short; none is made up for. Returns how many there were. */
export async function settleRuleEdits(
  parts: SettlingParts,
  newestFirst: readonly AuditEntry[],
): Promise<Reply<number>> {
  const edits = newestFirst.filter((entry) => entry.kind === 'rule-edit').reverse();
  const ended = new Set(edits.map((edit) => edit.intent));
  const unfinished = edits.filter(({ stage, seq }) => stage === 'intended' && !ended.has(seq));
  for (const edit of unfinished) {
    const recorded = await parts.log.append(await endingOf(parts, edit));
    if (!recorded.ok) return recorded;
  }
  return done(unfinished.length);
}

async function endingOf({ ruleWriter, sha256 }: SettlingParts, edit: RuleEdit): Promise<AuditBody> {
  const { kind, by, file, before, after, seq: intent } = edit;
  const now = await ruleWriter.read(file);
  const written = now.ok && now.value !== null && sha256(now.value) === after.sha256;
  const why = written ? 'Finished before Gatehouse stopped.' : 'Gatehouse stopped before it was written.';
  return {
    kind,
    by,
    file,
    before,
    after,
    edit: edit.edit,
    stage: written ? 'written' : 'failed',
    intent,
    why,
  };
}
