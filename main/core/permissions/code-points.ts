/** Code points a bracket stands for: pairs of first and last, both included. */
export interface CodePointSet {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

/** The code points of the characters used by patterns and paths. */
export const SLASH = 0x2f;
export const DOT = 0x2e;
export const DASH = 0x2d;
export const NEWLINE = 0x0a;

/** True when the set holds the code point. */
export function hasCodePoint(set: CodePointSet, code: number): boolean {
  const listed = set.ranges.some(([first, last]) => code >= first && code <= last);
  return listed !== set.negated;
}

/** The code point at an index that lies inside the text; a lone surrogate counts as itself, as in Python. */
export function codePointAt(text: string, index: number): number {
  return text.codePointAt(index) ?? -1;
}
