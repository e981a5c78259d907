import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { EditPreview } from '../../../shared/view/permissions.ts';
import type { AuditBody, RecordedText } from '../../core/audit/entry.ts';
import type { EditProblem } from '../../core/permissions/edit-problem.ts';
import type { AccessEdit, RuleFileChange } from '../../core/permissions/edit-rules.ts';
import { folderOf, tidyPath } from '../../core/permissions/paths.ts';
import { type EditPlan, planGrant, planRevoke } from '../../core/permissions/plan-edit.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { RuleWriter } from '../../ports/rule-writer.ts';
import { isOwnFolder } from '../rules/own-folders.ts';
import type { Rules } from '../rules/rules.ts';

/** What changing rules needs. */
export interface EditingParts {
  readonly owner: string;
  readonly rules: Rules;
  readonly ruleWriter: RuleWriter;
  readonly log: AuditLog;
  readonly sha256: (text: string) => string;
  /** Why the rule file in that folder must stay as it is for now, in one sentence; null when it may change. */
  readonly whyHeld: (folder: string) => string | null;
}

type Planned = Extract<EditPlan, { ok: true }>;

/** Texts up to this length, in UTF-16 units, are kept whole in the log. */
const KEPT_WHOLE = 16_384;

/** What an edit would write, and what that changes for whom, by rules read just now. Problem: `edit-refused`. */
export async function previewEdit(parts: EditingParts, edit: AccessEdit): Promise<Reply<EditPreview>> {
  const planned = await planOf(parts, edit);
  return planned.ok ? done(previewOf(planned.value)) : planned;
}

/**
 * Makes an edit that was previewed, when the rule file still is what the preview showed. Recorded before and after.
 * Problems: `edit-refused`, `state-changed`, those of the log and of writing.
 */
export async function makeEdit(
  parts: EditingParts,
  edit: AccessEdit,
  shown: string | null,
): Promise<Reply<EditPreview>> {
  const planned = await planOf(parts, edit);
  if (!planned.ok) return planned;
  const { change } = planned.value;
  if (change.before !== shown) return changedSince(change.path);
  const record = recordOf(parts, edit, change);
  const intent = await parts.log.append({ ...record, stage: 'intended', intent: null, why: null });
  if (!intent.ok) return intent;
  const written = await parts.ruleWriter.write(change.path, change.before, change.after);
  const outcome = await parts.log.append({
    ...record,
    stage: written.ok ? 'written' : 'failed',
    intent: intent.value.seq,
    why: written.ok ? null : written.problem.what,
  });
  await parts.rules.freshOnWay(folderOf(change.path));
  if (!written.ok) return written.problem.code === 'state-changed' ? changedSince(change.path) : written;
  return outcome.ok ? done(previewOf(planned.value)) : outcome;
}

async function planOf(parts: EditingParts, edit: AccessEdit): Promise<Reply<Planned>> {
  const { owner, rules } = parts;
  const { kind, ...wish } = edit;
  const tree = edit.path.endsWith('/')
    ? await rules.fresh(tidyPath(edit.path))
    : await rules.freshOnWay(edit.path);
  const plan = kind === 'grant' ? planGrant(tree, { owner, ...wish }) : planRevoke(tree, { owner, ...wish });
  if (!plan.ok) return editRefused(plan.problem);
  const folder = folderOf(plan.change.path);
  const held = isOwnFolder(folder) ? OWN_FOLDER : parts.whyHeld(folder);
  if (held !== null) return refused('edit-refused', held, 'Choose another path.', { code: 'held' });
  const there = await rules.folders(folder, 1);
  return there.ok ? done(plan) : there;
}

const OWN_FOLDER = 'Gatehouse keeps its log and lists there; nobody else gets access to them.';

function editRefused({ code, what, next, people, effects }: EditProblem): Reply<never> {
  return refused('edit-refused', what, next, {
    code,
    people,
    effects: effects.map(({ who, before, after }) => ({ who, before, after })),
  });
}

function changedSince(path: string): Reply<never> {
  return refused(
    'state-changed',
    `${path} is not what was shown any more: another program changed it.`,
    'Look at the change again.',
  );
}

function previewOf({ change, effects }: Planned): EditPreview {
  const { path, before, after } = change;
  return { file: path, before, after, effects: effects.map((one) => ({ ...one })) };
}

function recordOf({ owner, sha256 }: EditingParts, edit: AccessEdit, change: RuleFileChange) {
  const recorded = (text: string): RecordedText => ({
    sha256: sha256(text),
    text: text.length > KEPT_WHOLE ? null : text,
  });
  const { kind, level, path, user } = edit;
  return {
    kind: 'rule-edit',
    by: owner,
    file: change.path,
    edit: { kind, level, path, user },
    before: change.before === null ? null : recorded(change.before),
    after: recorded(change.after),
  } as const satisfies Partial<AuditBody>;
}
