import type { CompiledRule } from './compiled-rules.ts';
import { compilePattern, folderOfGlobstar, type PatternMatcher } from './glob-matcher.ts';
import { isGlob } from './glob-pattern.ts';
import { EMAIL_TEMPLATE } from './rule-order.ts';

/** What is asked about, relative to a rule file's folder: one path, or everything below a folder. */
export interface Spot {
  readonly relative: string;
  readonly below: boolean;
}

/**
 * The rules that can decide something at the spot for somebody, in the order they are asked. Rules that no request
 * can reach because an earlier one takes every path are left out where that is certain, never where it is not.
 */
export function speakingRules(rules: readonly CompiledRule[], spot: Spot): readonly CompiledRule[] {
  const takers: CompiledRule[] = [];
  return rules.filter((rule) => {
    const speaks =
      speaksAt(anybodysMatcher(rule), spot) && !takers.some((taker) => leavesNothing(taker, rule, spot));
    if (speaks && takesAll(rule, spot)) takers.push(rule);
    return speaks;
  });
}

/** True when the matcher matches the spot's path, or may match something below its folder. */
export function speaksAt(matcher: PatternMatcher, spot: Spot): boolean {
  return spot.below ? matcher.mayMatchBelow(spot.relative) : matcher.matches(spot.relative);
}

/** A matcher for the pattern whoever asks: any name stands where the e-mail goes. */
function anybodysMatcher(rule: CompiledRule): PatternMatcher {
  const { pattern } = rule.rule;
  if (!rule.hasTemplate) return rule.matcherFor('');
  if (/[[\\]/.test(pattern)) return { matches: () => true, mayMatchBelow: () => true };
  return compilePattern(pattern.replaceAll(EMAIL_TEMPLATE, '*'));
}

/** True for a rule that takes every path at the spot; below a folder, all but those through dot names. */
function takesAll(rule: CompiledRule, spot: Spot): boolean {
  if (rule.hasTemplate) return false;
  if (!spot.below) return true;
  const folder = folderOfGlobstar(rule.rule.pattern);
  return (
    folder !== null &&
    (folder === '' || `${spot.relative}/`.startsWith(`${folder}/`)) &&
    !hasDotName(spot.relative, folder)
  );
}

function hasDotName(relative: string, folder: string): boolean {
  const rest = folder === '' ? relative : relative.slice(folder.length + 1);
  return rest.split('/').some((name) => name.startsWith('.'));
}

/** True when the earlier rule surely takes every path the later one matches at the spot. */
function leavesNothing(taker: CompiledRule, later: CompiledRule, spot: Spot): boolean {
  if (!spot.below) return true;
  const { pattern } = later.rule;
  if (!isGlob(pattern) && !later.hasTemplate) return taker.matcherFor('').matches(pattern);
  return !later.hasTemplate && !pattern.split('/').some(mayMatchDotName);
}

/** True when a name that begins with a dot might match this part of a pattern. */
function mayMatchDotName(part: string): boolean {
  const afterStars = part.replace(/^\*+/, '');
  return /^[.\\]/.test(part) || (afterStars !== part && /^[.?[\\]/.test(afterStars));
}
