import { done, type Problem, type Reply } from '../../../shared/terms/problem.ts';
import type { AccessAnswerView } from '../../../shared/view/permissions.ts';
import type { AccessQuery } from '../../core/permissions/check-access.ts';
import { explainAccess } from '../../core/permissions/explain-access.ts';
import { ACCESS_LEVELS, type AccessLevel } from '../../core/permissions/rule.ts';
import { EMPTY_RULE_TREE, type RuleTree } from '../../core/permissions/rule-tree.ts';
import { withRuleFiles } from '../../core/permissions/rule-tree-news.ts';
import type { RuleFiles } from '../../ports/rule-files.ts';
import { accessAnswerOf } from '../views/permissions/access-answer.ts';
import type { CommandWorld, RulesWhere } from './world.ts';

export { ACCESS_LEVELS, type AccessLevel };

/** One question about access. */
export interface AccessQuestion {
  readonly user: string;
  readonly path: string;
  readonly level: AccessLevel;
}

/** What one line of a batch gets, in place of its question. */
export type BatchAnswer =
  | Pick<AccessAnswerView, 'allowed' | 'governing' | 'matched' | 'trail'>
  | { readonly problem: Problem };

/** What the real engine answers, and why; where Gatehouse itself would answer otherwise, the trail says so. */
export async function askAccess(
  where: RulesWhere,
  question: AccessQuestion,
  world: CommandWorld,
): Promise<Reply<AccessAnswerView>> {
  const opened = await world.rules(where);
  if (!opened.ok) return opened;
  const { owner, ruleFiles } = opened.value;
  const tree = await treeFrom(ruleFiles, () => ruleFiles.refreshOnWay(question.path));
  return done(answerIn(tree, owner, question));
}

/** A function that answers one line of a batch after the other, by the rules as they lay there at the start. */
export async function openBatch(
  where: RulesWhere,
  world: CommandWorld,
): Promise<Reply<(line: string | null) => BatchAnswer>> {
  const opened = await world.rules(where);
  if (!opened.ok) return opened;
  const { owner, ruleFiles } = opened.value;
  const tree = await treeFrom(ruleFiles, () => ruleFiles.sweep('everywhere'));
  return done((line) => {
    const question = questionIn(line);
    if (typeof question === 'string') return { problem: badLine(question) };
    const { allowed, governing, matched, trail } = answerIn(tree, owner, question);
    return { allowed, governing, matched, trail };
  });
}

/** The rules that one look at the disk finds. */
export async function treeFrom(files: RuleFiles, look: () => Promise<void>): Promise<RuleTree> {
  let tree = EMPTY_RULE_TREE;
  files.onNews((news) => {
    tree = withRuleFiles(tree, news);
  });
  await look();
  return tree;
}

function answerIn(tree: RuleTree, owner: string, { user, path, level }: AccessQuestion): AccessAnswerView {
  const query = { owner, user, path, level };
  const answer = accessAnswerOf(explainAccess(tree, query, true));
  const remarks = [...brokenRemark(tree), ...ownRemark(tree, query, answer.allowed)];
  return { ...answer, trail: [...answer.trail, ...remarks] };
}

function brokenRemark({ broken }: RuleTree): AccessAnswerView['trail'] {
  const [first] = broken;
  if (first === undefined) return [];
  const sentence = `${first.path} does not load. The real engine refuses every decision of this datasite until that is repaired; to Gatehouse it closes its own folder only.`;
  return [{ code: 'engine-stops', file: first.path, pattern: null, sentence }];
}

function ownRemark(tree: RuleTree, query: AccessQuery, allowed: boolean): AccessAnswerView['trail'] {
  const own = explainAccess(tree, query);
  if (own.answer.allowed === allowed) return [];
  const sentence = `Gatehouse itself decides otherwise: ${own.sentence}`;
  return [{ code: 'gatehouse-differs', file: null, pattern: null, sentence }];
}

/** The question in a line, or why there is none. */
function questionIn(line: string | null): AccessQuestion | string {
  if (line === null) return 'The line is too long.';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'The line is not JSON.';
  }
  if (typeof value !== 'object' || value === null || !('user' in value) || !('path' in value)) {
    return 'The line is no object with user and path.';
  }
  const { user, path } = value;
  const asked = 'level' in value ? value.level : 'read';
  const level = ACCESS_LEVELS.find((one) => one === asked);
  if (typeof user !== 'string' || typeof path !== 'string') return 'user and path are texts.';
  return level === undefined ? `level is one of: ${ACCESS_LEVELS.join(', ')}.` : { user, path, level };
}

function badLine(what: string): Problem {
  const next = 'Write a line as {"user": EMAIL, "path": PATH, "level": "read"}.';
  return { code: 'bad-request', what, next };
}
