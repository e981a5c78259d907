import { EVERYONE, entryNames, USER_WORD } from './access-list.ts';
import {
  type AccessAnswer,
  type AccessQuery,
  checkAccess,
  checkAccessAsUpstream,
  levelNeeded,
} from './check-access.ts';
import type { CompiledRule } from './compiled-rules.ts';
import { listed } from './edit-problem.ts';
import { type PassedOver, passedOverInWords, whyPassedOver } from './passed-over.ts';
import { couldBeRuleFile } from './paths.ts';
import { ACCESS_LEVELS, type AccessLevel } from './rule.ts';
import {
  governanceOf,
  type LoadedRuleFile,
  type RuleFileEntry,
  type RuleTree,
  ruleFilesOnWay,
} from './rule-tree.ts';

/** What one step of a trail is about. */
export type TrailCode =
  | 'owner'
  | 'identity-refused'
  | 'path-refused'
  | 'admin-needed'
  | 'file-superseded'
  | 'file-governs'
  | 'file-broken'
  | 'file-unheard'
  | 'no-rule-file'
  | 'rule-passed-over'
  | 'rule-names-user'
  | 'rule-omits-user'
  | 'no-rule-matches'
  | 'rule-not-asked';

/** One step on the way to an answer, as data and as a sentence. */
export interface TrailStep {
  readonly code: TrailCode;
  readonly file: string | null;
  /** The rule's pattern as written. */
  readonly pattern: string | null;
  readonly reason: PassedOver | null;
  readonly sentence: string;
}

/** An answer with every step that led to it. */
export interface AccessTrail {
  readonly query: AccessQuery;
  readonly answer: AccessAnswer;
  readonly steps: readonly TrailStep[];
  /** The whole in one sentence. */
  readonly sentence: string;
}

/** Explains the answer of `checkAccess`, or of `checkAccessAsUpstream` when asked to: same answer, and why. */
export function explainAccess(tree: RuleTree, query: AccessQuery, asUpstream = false): AccessTrail {
  const answer = asUpstream ? checkAccessAsUpstream(tree, query) : checkAccess(tree, query);
  const steps = stepsTo(tree, query, answer, asUpstream);
  return { query, answer, steps, sentence: sentenceFor(query, answer, steps) };
}

function stepsTo(
  tree: RuleTree,
  query: AccessQuery,
  answer: AccessAnswer,
  asUpstream: boolean,
): readonly TrailStep[] {
  const { user } = query;
  if (answer.ground === 'owner')
    return [step('owner', `${user} owns this datasite and may do anything in it.`)];
  if (answer.ground === 'identity-refused') {
    return [step('identity-refused', `"${user}" is not a plain e-mail, so it is given nothing.`)];
  }
  if (answer.ground === 'path-refused') {
    return [step('path-refused', `"${query.path}" is not a path that stays inside the datasite.`)];
  }
  const { file, relative } = governanceOf(tree, query.path);
  const walked = ruleFilesOnWay(tree, query.path).map((each) => fileStep(each, file));
  if (file === null)
    return [step('no-rule-file', 'No rule file lies on the way there, so only the owner may.')];
  const level = neededFor(query, asUpstream);
  const admin =
    level === query.level
      ? []
      : [step('admin-needed', 'Anything done with a rule file needs admin access.', file.path)];
  return [...walked, ...admin, ...(file.kind === 'loaded' ? ruleSteps(file, relative, user, level) : [])];
}

function neededFor(query: AccessQuery, asUpstream: boolean): AccessLevel {
  if (asUpstream) return levelNeeded(query.path, query.level);
  return couldBeRuleFile(query.path) ? 'admin' : query.level;
}

function fileStep(file: RuleFileEntry, governing: RuleFileEntry | null): TrailStep {
  const { path } = file;
  if (file === governing && file.kind === 'broken') {
    return step(
      'file-broken',
      `${path} does not load (${file.reason}), so nobody but the owner may do anything here.`,
      path,
    );
  }
  if (file === governing) {
    const end = file.kind === 'loaded' && file.rules.terminal ? ' and lets no deeper one speak' : '';
    return step('file-governs', `${path} decides: it is the nearest rule file that is heard${end}.`, path);
  }
  const unheard = governing !== null && path.length > governing.path.length;
  if (unheard)
    return step(
      'file-unheard',
      `${path} is not heard, because ${governing.path} lets no deeper rule file speak.`,
      path,
    );
  return step(
    'file-superseded',
    `${path} does not count here, because a nearer rule file replaces it altogether.`,
    path,
  );
}

function ruleSteps(
  file: LoadedRuleFile,
  relative: string,
  user: string,
  level: AccessLevel,
): readonly TrailStep[] {
  const deciding = file.rules.decidingRule(relative, user);
  const steps = file.rules.rules.flatMap((rule) => {
    if (rule === deciding) return [decisionStep(file.path, rule, user, level)];
    const pattern = rule.patternFor(user);
    if (deciding === null || rule.rank < deciding.rank)
      return [passedOverStep(file.path, rule, pattern, relative)];
    return rule.matcherFor(user).matches(relative)
      ? [notAskedStep(file.path, rule, deciding, user, level)]
      : [];
  });
  if (deciding !== null) return steps;
  return [
    ...steps,
    step('no-rule-matches', `No rule in ${file.path} matches, so only the owner may.`, file.path),
  ];
}

function passedOverStep(file: string, rule: CompiledRule, pattern: string, relative: string): TrailStep {
  const reason = whyPassedOver(pattern, relative);
  const filled = rule.hasTemplate ? `${rule.rule.pattern} (here ${pattern})` : pattern;
  const sentence = `The rule ${filled} does not match: ${passedOverInWords(reason, pattern)}.`;
  return { code: 'rule-passed-over', file, pattern: rule.rule.pattern, reason, sentence };
}

function decisionStep(file: string, rule: CompiledRule, user: string, level: AccessLevel): TrailStep {
  const { pattern } = rule.rule;
  const found = entryGiving(rule, user, level);
  if (found !== null) {
    const through = found.entry === user ? '' : ` through the entry ${found.entry}`;
    const sentence = `The rule ${pattern} is the first that matches, and its ${found.list} list names ${user}${through}.`;
    return step('rule-names-user', sentence, file, pattern);
  }
  const sentence = `The rule ${pattern} is the first that matches, and it does not give ${user} ${level} access${hintFor(rule, user, level)}.`;
  return step('rule-omits-user', sentence, file, pattern);
}

function notAskedStep(
  file: string,
  rule: CompiledRule,
  deciding: CompiledRule,
  user: string,
  level: AccessLevel,
): TrailStep {
  const would = rule.gives(level, user) ? ' It would have allowed this.' : '';
  const sentence = `The rule ${rule.rule.pattern} matches too but is not asked: ${deciding.rule.pattern} is more specific or comes first, and decides alone.${would}`;
  return step('rule-not-asked', sentence, file, rule.rule.pattern);
}

/** The list and entry through which a rule gives a level to a user, the plainest list first; null when it does not. */
export function entryGiving(
  rule: CompiledRule,
  user: string,
  level: AccessLevel,
): { readonly list: AccessLevel; readonly entry: string } | null {
  for (const list of ACCESS_LEVELS.slice(ACCESS_LEVELS.indexOf(level))) {
    const entry = rule.rule.access[list].find((each) => entryNames(each, rule.hasTemplate, user));
    if (entry !== undefined) return { list, entry };
  }
  return null;
}

function hintFor(rule: CompiledRule, user: string, level: AccessLevel): string {
  const lists = ACCESS_LEVELS.slice(ACCESS_LEVELS.indexOf(level));
  const named = [...new Set(lists.flatMap((list) => rule.rule.access[list]))];
  const twin = named.find((entry) => entry.toLowerCase() === user.toLowerCase());
  if (twin !== undefined) return `: it names ${twin}, and capital letters count`;
  const lower = ACCESS_LEVELS.findLast((each) => rule.gives(each, user));
  if (lower !== undefined) return `, only ${lower}`;
  const people = named.map((entry) => (entry === USER_WORD && !rule.hasTemplate ? EVERYONE : entry));
  return people.length === 0 ? '; it gives that to nobody' : `, only ${listed(people)}`;
}

function sentenceFor(query: AccessQuery, answer: AccessAnswer, steps: readonly TrailStep[]): string {
  const can = answer.allowed ? 'may' : 'may not';
  const act = { read: 'read', write: 'write', admin: 'administer' }[query.level];
  const decisive = steps.find((each) => DECISIVE.has(each.code))?.sentence ?? '';
  return `${query.user} ${can} ${act} ${query.path === '' ? 'the datasite' : query.path}. ${decisive}`.trimEnd();
}

const DECISIVE: ReadonlySet<TrailCode> = new Set<TrailCode>([
  'owner',
  'identity-refused',
  'path-refused',
  'file-broken',
  'no-rule-file',
  'rule-names-user',
  'rule-omits-user',
  'no-rule-matches',
]);

function step(
  code: TrailCode,
  sentence: string,
  file: string | null = null,
  pattern: string | null = null,
): TrailStep {
  return { code, file, pattern, reason: null, sentence };
}
