import { isGlob } from './glob-pattern.ts';

/** What a pattern holds where the requester's e-mail goes. */
export const EMAIL_TEMPLATE = '{{.UserEmail}}';

/**
 * How specific a pattern is, most telling number first: holds the e-mail template, literal names, names with
 * wildcards, minus the names that are `**`, all names. The greater tuple is asked first.
 */
export function specificityOf(pattern: string): readonly number[] {
  const names = pattern.split('/');
  const literal = names.filter((name) => !/[*?[{]/.test(name)).length;
  const globstars = names.filter((name) => name === '**').length;
  const wild = names.filter((name) => name !== '**' && isGlob(name) && !name.includes(EMAIL_TEMPLATE)).length;
  return [pattern.includes(EMAIL_TEMPLATE) ? 1 : 0, literal, wild, -globstars, names.length];
}

/** The rules in the order they are asked; rules of equal specificity keep the order of the file. */
export function inAskingOrder<Ruled extends { readonly pattern: string }>(
  rules: readonly Ruled[],
): readonly Ruled[] {
  return rules
    .map((rule) => ({ rule, specificity: specificityOf(rule.pattern) }))
    .sort((one, other) => compareDescending(one.specificity, other.specificity))
    .map(({ rule }) => rule);
}

function compareDescending(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < one.length; index++) {
    const difference = (other[index] ?? 0) - (one[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
