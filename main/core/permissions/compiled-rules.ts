import { type AccessList, compileAccessList } from './access-list.ts';
import { compilePattern, type PatternMatcher } from './glob-matcher.ts';
import { isGlob } from './glob-pattern.ts';
import type { AccessLevel, Rule, RuleFile } from './rule.ts';
import { EMAIL_TEMPLATE, inAskingOrder } from './rule-order.ts';

/** A rule ready to be asked. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Its place in the order rules are asked, from 0. */
  readonly rank: number;
  readonly hasTemplate: boolean;
  /** The pattern with the requester's e-mail in place of the template. */
  patternFor(user: string): string;
  matcherFor(user: string): PatternMatcher;
  /** True when the rule's lists give this user the level, through the level's own list or a higher one. */
  gives(level: AccessLevel, user: string): boolean;
}

/** A rule file ready to be asked. */
export interface CompiledRules {
  readonly terminal: boolean;
  /** In the order they are asked; the first that matches decides alone. */
  readonly rules: readonly CompiledRule[];
  /** The first rule whose pattern matches a path relative to the file's folder, or null. */
  decidingRule(relative: string, user: string): CompiledRule | null;
}

// A memo may be thrown away at any time; the bound keeps strangers' names from filling memory.
const REMEMBERED_USERS = 64;
const NONE: readonly CompiledRule[] = [];

interface RuleIndex {
  readonly rules: readonly CompiledRule[];
  readonly plain: ReadonlyMap<string, CompiledRule>;
  readonly byFirstName: ReadonlyMap<string, readonly CompiledRule[]>;
  readonly anywhere: readonly CompiledRule[];
}

/**
 * Compiles a rule file once, when it is first asked; a question afterwards costs the same however many plain
 * patterns, and patterns in other folders, it holds.
 */
export function compileRules(file: RuleFile): CompiledRules {
  let known: RuleIndex | null = null;
  const index = (): RuleIndex => {
    known ??= indexOf(file);
    return known;
  };
  return {
    terminal: file.terminal,
    get rules() {
      return index().rules;
    },
    decidingRule: (relative, user) => {
      const { plain, byFirstName, anywhere } = index();
      const slash = relative.indexOf('/');
      const here = byFirstName.get(slash < 0 ? relative : relative.slice(0, slash)) ?? NONE;
      return firstMatch(here, anywhere, plain.get(relative) ?? null, relative, user);
    },
  };
}

function indexOf(file: RuleFile): RuleIndex {
  const rules = inAskingOrder(file.rules).map(compileRule);
  const plain = new Map<string, CompiledRule>();
  const byFirstName = new Map<string, CompiledRule[]>();
  const anywhere: CompiledRule[] = [];
  for (const rule of rules) {
    const { pattern } = rule.rule;
    const first = fixedFirstName(pattern);
    if (!rule.hasTemplate && !isGlob(pattern)) {
      if (!plain.has(pattern)) plain.set(pattern, rule);
    } else if (first === null) anywhere.push(rule);
    else near(byFirstName, first).push(rule);
  }
  return { rules, plain, byFirstName, anywhere };
}

function near(byFirstName: Map<string, CompiledRule[]>, first: string): CompiledRule[] {
  const known = byFirstName.get(first) ?? [];
  if (known.length === 0) byFirstName.set(first, known);
  return known;
}

/** The first name of a pattern that only paths starting with that name can match, else null. */
function fixedFirstName(pattern: string): string | null {
  const slash = pattern.indexOf('/');
  const first = pattern.slice(0, Math.max(slash, 0));
  return slash <= 0 || /[*?[\\]/.test(first) || first.includes(EMAIL_TEMPLATE) ? null : first;
}

/** Goes through two lists that are each in asking order as if they were one, up to the plain match. */
function firstMatch(
  near: readonly CompiledRule[],
  anywhere: readonly CompiledRule[],
  exact: CompiledRule | null,
  relative: string,
  user: string,
): CompiledRule | null {
  const limit = exact === null ? Number.POSITIVE_INFINITY : exact.rank;
  let nearAt = 0;
  let anyAt = 0;
  for (;;) {
    const one = near[nearAt];
    const other = anywhere[anyAt];
    const nearIsNext = one !== undefined && (other === undefined || one.rank < other.rank);
    const next = nearIsNext ? one : other;
    if (next === undefined || next.rank > limit) return exact;
    if (next.matcherFor(user).matches(relative)) return next;
    if (nearIsNext) nearAt++;
    else anyAt++;
  }
}

function compileRule(rule: Rule, rank: number): CompiledRule {
  const { pattern, access } = rule;
  const hasTemplate = pattern.includes(EMAIL_TEMPLATE);
  const lists: { readonly [Level in AccessLevel]: AccessList } = {
    read: compileAccessList(access.read, hasTemplate),
    write: compileAccessList(access.write, hasTemplate),
    admin: compileAccessList(access.admin, hasTemplate),
  };
  const gives = (level: AccessLevel, user: string): boolean =>
    lists.admin.names(user) ||
    (level !== 'admin' && lists.write.names(user)) ||
    (level === 'read' && lists.read.names(user));
  if (!hasTemplate) {
    const matcher = compilePattern(pattern);
    return { rule, rank, hasTemplate, patternFor: () => pattern, matcherFor: () => matcher, gives };
  }
  const patternFor = (user: string): string => pattern.replaceAll(EMAIL_TEMPLATE, () => user);
  const matcherFor = rememberFew((user) => compilePattern(patternFor(user)));
  return { rule, rank, hasTemplate, patternFor, matcherFor, gives };
}

function rememberFew(make: (user: string) => PatternMatcher): (user: string) => PatternMatcher {
  const made = new Map<string, PatternMatcher>();
  return (user) => {
    const known = made.get(user);
    if (known !== undefined) return known;
    if (made.size >= REMEMBERED_USERS) made.clear();
    const matcher = make(user);
    made.set(user, matcher);
    return matcher;
  };
}
