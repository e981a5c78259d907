import { isGlob } from './glob-pattern.ts';

/** What a pattern holds where the requester's e-mail goes. */
export const EMAIL_TEMPLATE = '{{.UserEmail}}';

/**
 * How specific a pattern is, most telling number first: holds the e-mail template, literal names, names with
 * wildcards, minus the names that are `**`, all names. The greater tuple is asked first.
 */
export function specificityOf(pattern: string): readonly number[] {
  const names = pattern.split('/');
  let literal = 0;
  let wild = 0;
  let globstars = 0;
  for (const name of names) {
    if (name === '**') globstars++;
    else if (isGlob(name)) wild += name.includes(EMAIL_TEMPLATE) ? 0 : 1;
    else if (!name.includes('{')) literal++;
  }
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
