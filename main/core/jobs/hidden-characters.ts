/** One character that a reader cannot see or that changes how the text around it is seen. */
export interface HiddenCharacter {
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  /** Counted from 1; lines end with `\n`. */
  readonly line: number;
  /** UTF-16 units from the start of the line, counted from 1. */
  readonly column: number;
  readonly codePoint: number;
  readonly name: string;
}

type Range = readonly [from: number, to: number, name: string];

const RANGES: readonly Range[] = [
  [0x00, 0x08, 'control character'],
  [0x0b, 0x0c, 'control character'],
  [0x0e, 0x1a, 'control character'],
  [0x1b, 0x1b, 'escape'],
  [0x1c, 0x1f, 'control character'],
  [0x7f, 0x7f, 'delete'],
  [0x80, 0x9f, 'control character'],
  [0xad, 0xad, 'soft hyphen'],
  [0x034f, 0x034f, 'combining grapheme joiner'],
  [0x061c, 0x061c, 'Arabic letter mark'],
  [0x115f, 0x1160, 'Hangul filler'],
  [0x17b4, 0x17b5, 'Khmer inherent vowel'],
  [0x180b, 0x180d, 'variation selector'],
  [0x180e, 0x180e, 'Mongolian vowel separator'],
  [0x180f, 0x180f, 'variation selector'],
  [0x200b, 0x200b, 'zero width space'],
  [0x200c, 0x200c, 'zero width non-joiner'],
  [0x200d, 0x200d, 'zero width joiner'],
  [0x200e, 0x200e, 'left-to-right mark'],
  [0x200f, 0x200f, 'right-to-left mark'],
  [0x2028, 0x2028, 'line separator'],
  [0x2029, 0x2029, 'paragraph separator'],
  [0x202a, 0x202a, 'left-to-right embedding'],
  [0x202b, 0x202b, 'right-to-left embedding'],
  [0x202c, 0x202c, 'pop directional formatting'],
  [0x202d, 0x202d, 'left-to-right override'],
  [0x202e, 0x202e, 'right-to-left override'],
  [0x2060, 0x2060, 'word joiner'],
  [0x2061, 0x2064, 'invisible operator'],
  [0x2065, 0x2065, 'invisible character'],
  [0x2066, 0x2066, 'left-to-right isolate'],
  [0x2067, 0x2067, 'right-to-left isolate'],
  [0x2068, 0x2068, 'first strong isolate'],
  [0x2069, 0x2069, 'pop directional isolate'],
  [0x206a, 0x206f, 'deprecated format character'],
  [0x3164, 0x3164, 'Hangul filler'],
  [0xfe00, 0xfe0f, 'variation selector'],
  [0xfeff, 0xfeff, 'zero width no-break space'],
  [0xffa0, 0xffa0, 'Hangul filler'],
  [0xfff9, 0xfffb, 'interlinear annotation mark'],
  [0xe0000, 0xe007f, 'tag character'],
  [0xe0100, 0xe01ef, 'variation selector'],
];

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
/** The first half of every pair that a range beyond U+FFFF holds. */
const TAG_SURROGATE = 0xdb40;
const BYTE_ORDER_MARK = 0xfeff;

const HIDDEN_UNITS = new Uint8Array(0x10000);
for (const [from, to] of RANGES) if (to <= 0xffff) HIDDEN_UNITS.fill(1, from, to + 1);
const PAIRS = RANGES.filter(([from]) => from > 0xffff);
const isHiddenPair = (codePoint: number) => PAIRS.some(([from, to]) => codePoint >= from && codePoint <= to);

const escaped = (codePoint: number) => `\\u{${codePoint.toString(16)}}`;
const CLASS = RANGES.map(([from, to]) => `${escaped(from)}-${escaped(to)}`).join('');
const HIDDEN = new RegExp(`[${CLASS}]|\\r(?!\\n)`, 'gu');
const NOT_IN_A_LINE = new RegExp(`[${CLASS}\\t\\n\\r]`, 'u');
const EVERY_NOT_IN_A_LINE = new RegExp(NOT_IN_A_LINE, 'gu');

/** How many hidden, bidirectional or control characters a text holds; a lone carriage return is one. */
export function countHiddenCharacters(text: string): number {
  let count = 0;
  // Unit by unit: a hostile text may be made of nothing else, and matches one by one take a hundred times as long.
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (HIDDEN_UNITS[unit] === 1) count += 1;
    else if (unit === CARRIAGE_RETURN) count += Number(text.charCodeAt(at + 1) !== LINE_FEED);
    else if (unit === TAG_SURROGATE) count += Number(isHiddenPair(text.codePointAt(at) ?? 0));
  }
  return count;
}

/** True when a name holds any of them; in a name tabs, newlines and carriage returns count too. */
export function hasHiddenCharacter(name: string): boolean {
  return NOT_IN_A_LINE.test(name);
}

/** The first `limit` hidden characters of a text with their places and names, in the order they stand. */
export function findHiddenCharacters(text: string, limit: number): readonly HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  let line = 1;
  let lineStart = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (found.length >= limit) break;
    for (let next = nextLine(text, lineStart); next <= match.index; next = nextLine(text, lineStart)) {
      line += 1;
      lineStart = next;
    }
    const codePoint = match[0].codePointAt(0) ?? 0;
    const name = nameOf(codePoint, match.index);
    found.push({ offset: match.index, line, column: match.index - lineStart + 1, codePoint, name });
  }
  return found;
}

/** The text on one line, with tabs, newlines and every hidden character written out as `\u{202e}`. */
export function spellOutHidden(text: string): string {
  return text.replace(EVERY_NOT_IN_A_LINE, (character) => escaped(character.codePointAt(0) ?? 0));
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? Number.POSITIVE_INFINITY : end + 1;
}

function nameOf(codePoint: number, offset: number): string {
  if (codePoint === CARRIAGE_RETURN) return 'lone carriage return';
  if (codePoint === BYTE_ORDER_MARK && offset === 0) return 'byte order mark';
  return RANGES.find(([from, to]) => codePoint >= from && codePoint <= to)?.[2] ?? 'hidden character';
}
