import { pythonCharacters } from './surrogates.ts';

const SURROGATE = /[\uD800-\uDFFF]/;

function compareUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Orders texts by code point, as Python's `sorted` does; JavaScript's own order is by UTF-16 unit. */
export function compareCodePoints(left: string, right: string): number {
  if (!SURROGATE.test(left) && !SURROGATE.test(right)) return compareUnits(left, right);
  const [mine, others] = [pythonCharacters(left), pythonCharacters(right)];
  for (const [index, character] of mine.entries()) {
    const other = others[index];
    if (other === undefined) return 1;
    const difference = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return mine.length - others.length;
}
