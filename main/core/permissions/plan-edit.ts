import { EVERYONE } from './access-list.ts';
import { checkAccess } from './check-access.ts';
import { type EditEffect, effectsAt, probeFor, samplePath } from './edit-effects.ts';
import { type EditProblem, editProblem, listed } from './edit-problem.ts';
import {
  changeAsUpstream,
  type EditTarget,
  type EditWish,
  editTarget,
  type RuleFileChange,
} from './edit-rules.ts';
import { entriesLeft, entriesShadowed } from './edit-surprises.ts';
import { isPlainEmail } from './identity.ts';
import { refusalOfPath, tidyPath } from './paths.ts';
import { EMAIL_TEMPLATE } from './rule-order.ts';
import { type RuleTree, withRuleFile } from './rule-tree.ts';

/** A rule file to write, with what that changes for whom; or why it should not be written. */
export type EditPlan =
  | {
      readonly ok: true;
      readonly change: RuleFileChange;
      readonly tree: RuleTree;
      readonly effects: readonly EditEffect[];
    }
  | { readonly ok: false; readonly problem: EditProblem };

type Refusal = Extract<EditPlan, { ok: false }>;

/**
 * Plans a grant: the bytes the real modifier would write, unless they would surprise: a name that acts as a
 * pattern, a narrow rule that takes access from those a broader rule names, or a grant another rule undoes.
 */
export function planGrant(tree: RuleTree, wish: EditWish): EditPlan {
  const target = targetOf(tree, wish);
  if ('ok' in target) return target;
  const change = changeAsUpstream(tree, { kind: 'grant', ...wish });
  if (change === null) return unreadable(wish.path);
  const after = withRuleFile(tree, change.path, change.after);
  const losers = entriesShadowed(target, after, wish);
  const effects = effectsAt(tree, after, wish.owner, wish.path);
  if (losers.length > 0) {
    const what = `A rule for ${wish.path} alone would decide before the broader rules do, and take access from ${listed(losers)}.`;
    return editProblem('takes-from-others', what, 'Grant on the broader folder instead.', losers, effects);
  }
  if (!holds(after, wish)) {
    const what = `${listed([wish.user])} would still have no ${wish.level} access: a more specific rule decides for ${wish.path}.`;
    return editProblem('has-no-effect', what, 'Change the rule that decides; the trail shows which it is.');
  }
  return { ok: true, change, tree: after, effects };
}

/**
 * Plans a revoke: the bytes the real modifier would write, unless they would take access from others, reach beyond
 * the path, or leave the person with access through another entry.
 */
export function planRevoke(tree: RuleTree, wish: EditWish): EditPlan {
  const target = targetOf(tree, wish);
  if ('ok' in target) return target;
  const change = changeAsUpstream(tree, { kind: 'revoke', ...wish });
  if (change === null) {
    const what = `No rule file says anything about ${wish.path}.`;
    return editProblem('has-no-effect', what, 'There is nothing to take away.');
  }
  const after = withRuleFile(tree, change.path, change.after);
  const effects = effectsAt(tree, after, wish.owner, wish.path);
  const refusal = takenTooFar(change, target, wish, effects) ?? takenTooLittle(change, after, wish);
  return refusal ?? { ok: true, change, tree: after, effects };
}

function takenTooFar(
  change: RuleFileChange,
  target: EditTarget,
  wish: EditWish,
  effects: readonly EditEffect[],
): Refusal | null {
  const others = change.removed.filter((entry) => entry !== wish.user);
  if (others.length > 0) {
    const what = `${listed([wish.user])} is covered by an entry for ${listed(others)}; taking that out takes it from all of them.`;
    const next = 'Replace that entry by the people who should keep access.';
    return editProblem('takes-from-others', what, next, others, effects);
  }
  if (change.removed.length === 0 || change.pattern === target.pattern) return null;
  const what = `The access comes from the rule ${change.pattern}; taking it out there reaches beyond ${wish.path}.`;
  const next = `Revoke on ${change.pattern}, or narrow that rule first.`;
  return editProblem('reaches-further', what, next, [change.pattern], effects);
}

function takenTooLittle(change: RuleFileChange, after: RuleTree, wish: EditWish): Refusal | null {
  const left = entriesLeft(after, wish);
  if (left.length > 0) {
    const what = `${listed([wish.user])} would keep ${wish.level} access to ${wish.path} through ${left.join('; ')}.`;
    return editProblem('access-remains', what, 'Take those entries out as well.', left);
  }
  if (change.removed.length > 0) return null;
  const what = `${listed([wish.user])} has no ${wish.level} access to ${wish.path}.`;
  return editProblem('has-no-effect', what, 'There is nothing to take away.');
}

function targetOf(tree: RuleTree, wish: EditWish): EditTarget | Refusal {
  const refusal = refusalOfPath(wish.path);
  if (refusal !== null) {
    return editProblem(
      'path-refused',
      `${wish.path} is not a path inside the datasite.`,
      'Choose a file or folder of the datasite.',
    );
  }
  if (!isClearPerson(wish.user)) {
    const what = `"${wish.user}" is neither a plain e-mail, nor * for everyone, nor *@domain.`;
    return editProblem('person-unclear', what, 'Write the e-mail out.');
  }
  const target = editTarget(tree, wish.path);
  if (target === null) return unreadable(wish.path);
  if (/[*?[\\]/.test(tidyPath(wish.path)) || wish.path.includes(EMAIL_TEMPLATE)) {
    const what = `${wish.path} holds characters that act as a pattern in a rule: it would match other names, and perhaps not its own.`;
    return editProblem('name-has-glob', what, 'Rename it, or grant on the folder it lies in.');
  }
  return target;
}

function unreadable(path: string): Refusal {
  const what = `The rule file that decides for ${path} does not load, so it is left as it is.`;
  return editProblem('rule-file-broken', what, 'Repair that file first; Health names it.');
}

function isClearPerson(user: string): boolean {
  return (
    user === EVERYONE || isPlainEmail(user) || (user.startsWith('*@') && isPlainEmail(`a${user.slice(1)}`))
  );
}

function holds(tree: RuleTree, wish: EditWish): boolean {
  const user = probeFor(wish.user);
  const path = samplePath(wish.path);
  return user !== null && checkAccess(tree, { owner: wish.owner, user, path, level: wish.level }).allowed;
}
