import { EVERYONE, entryNames, USER_WORD } from './access-list.ts';
import type { CompiledRule } from './compiled-rules.ts';
import { isPlainEmail } from './identity.ts';
import { isNamePattern } from './name-pattern.ts';
import { namesIn, pathBelow, tidyPath } from './paths.ts';
import { ACCESS_LEVELS, type AccessLevel } from './rule.ts';
import { EMAIL_TEMPLATE } from './rule-order.ts';
import {
  type BrokenRuleFile,
  governanceOf,
  type LoadedRuleFile,
  type RuleTree,
  ruleFilesAskedBelow,
} from './rule-tree.ts';
import { type Spot, speakingRules, speaksAt } from './speaking-rules.ts';

/** Somebody who may, and why. */
export interface Holder {
  /** An e-mail, a pattern over e-mails, or `*` for everyone. */
  readonly who: string;
  /** The list that names them: the level asked or a higher one. */
  readonly list: AccessLevel;
  readonly file: string;
  readonly pattern: string;
}

/** Everybody a level is open to, besides the owner, who may do anything. */
export interface Holders {
  readonly holders: readonly Holder[];
  /** Rule files that were asked. */
  readonly files: readonly string[];
  /** Rule files that would be asked but do not load: they give nothing, but may have given something before. */
  readonly broken: readonly BrokenRuleFile[];
}

/**
 * Who may do something with any path below a folder, existing or not. Every rule that may match there counts, in
 * the governing file and in those below, so the answer may name too many but nobody is left out.
 */
export function whoMayBelow(tree: RuleTree, folder: string, level: AccessLevel): Holders {
  const tidy = tidyPath(folder);
  const asked = ruleFilesAskedBelow(tree, tidy);
  const holders = asked.flatMap((file) => {
    if (file.kind === 'broken') return [];
    const inside = `${tidy}/`.startsWith(file.folder === '' ? '' : `${file.folder}/`);
    return holdersIn(file, { relative: inside ? pathBelow(file.folder, tidy) : '', below: true }, level);
  });
  const broken = asked.filter((file) => file.kind === 'broken');
  return { holders, files: asked.map((file) => file.path), broken };
}

/** Who may do something with exactly this path. */
export function whoMayAt(tree: RuleTree, path: string, level: AccessLevel): Holders {
  const { file, relative } = governanceOf(tree, path);
  if (file === null) return { holders: [], files: [], broken: [] };
  if (file.kind === 'broken') return { holders: [], files: [file.path], broken: [file] };
  return { holders: holdersIn(file, { relative, below: false }, level), files: [file.path], broken: [] };
}

function holdersIn(file: LoadedRuleFile, spot: Spot, level: AccessLevel): readonly Holder[] {
  const lists = ACCESS_LEVELS.slice(ACCESS_LEVELS.indexOf(level));
  return speakingRules(file.rules.rules, spot).flatMap((rule) =>
    lists.flatMap((list) =>
      namedBy(rule, list, spot).map((who) => ({ who, list, file: file.path, pattern: rule.rule.pattern })),
    ),
  );
}

function namedBy(rule: CompiledRule, list: AccessLevel, spot: Spot): readonly string[] {
  const entries = rule.rule.access[list];
  if (!rule.hasTemplate) return entries.map((entry) => (entry === USER_WORD ? EVERYONE : entry));
  const requester = onlyRequester(rule.rule.pattern, spot);
  if (requester === null) return [];
  return entries.flatMap((entry) => requestersNamed(entry, requester, rule, spot));
}

/**
 * The one e-mail a template rule can speak for at the spot, `*` when it may be anybody's, null when it is nobody's.
 * E-mails with glob characters are not counted: one that is a working address matches nobody outside its own domain.
 */
function onlyRequester(pattern: string, spot: Spot): string | null {
  const parts = pattern.split('/');
  const at = parts.findIndex((part) => part.includes(EMAIL_TEMPLATE));
  if (parts[at] !== EMAIL_TEMPLATE || parts.slice(0, at).includes('**')) return EVERYONE;
  const name = namesIn(spot.relative)[at];
  if (name === undefined) return spot.below ? EVERYONE : null;
  return isPlainEmail(name) ? name : null;
}

function requestersNamed(
  entry: string,
  requester: string,
  rule: CompiledRule,
  spot: Spot,
): readonly string[] {
  const matches = (user: string): boolean => speaksAt(rule.matcherFor(user), spot);
  if (requester !== EVERYONE)
    return matches(requester) && entryNames(entry, true, requester) ? [requester] : [];
  if (entry === USER_WORD || isNamePattern(entry)) return [entry === USER_WORD ? EVERYONE : entry];
  return matches(entry) ? [entry] : [];
}
