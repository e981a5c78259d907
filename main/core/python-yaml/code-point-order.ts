const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;

function rank(unit: number): number {
  // Surrogates stand for characters beyond U+FFFF, so they come after every other unit.
  if (unit < FIRST_SURROGATE) return unit;
  return unit < AFTER_SURROGATES ? unit + 0x10000 : unit;
}

/** Orders texts by code point, as Python's `sorted` does; JavaScript's own order is by UTF-16 unit. */
export function compareCodePoints(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}
