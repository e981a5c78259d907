// Python can hold both halves of a surrogate pair as two characters: `"\ud83d\ude42"` in YAML makes two, and they
// equal no file name. JavaScript would fuse them into one. So the second half is kept as a high surrogate too, which
// never fuses, and is turned back when written.

const LOW_MINUS_HIGH = 0x400;

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** Appends a piece without letting a low surrogate at its start fuse with a high one before it. */
export function joinApart(text: string, piece: string): string {
  const first = piece.charCodeAt(0);
  if (!isLow(first) || !isHigh(text.charCodeAt(text.length - 1))) return text + piece;
  return text + String.fromCharCode(first - LOW_MINUS_HIGH) + piece.slice(1);
}

/** The characters Python holds for a text that `joinApart` may have built. */
export function pythonCharacters(text: string): readonly string[] {
  const characters = Array.from(text);
  for (const [index, character] of characters.entries()) {
    const unit = character.charCodeAt(0);
    const lone = character.length === 1 && isHigh(unit);
    const before = index === 0 ? '' : (characters[index - 1] ?? '');
    if (lone && before.length === 1 && isHigh(before.charCodeAt(0))) {
      characters[index] = String.fromCharCode(unit + LOW_MINUS_HIGH);
    }
  }
  return characters;
}
