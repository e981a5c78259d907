import { type Cursor, isBreak } from './cursor.ts';
import { foldBreaks } from './scan-plain.ts';
import { joinApart } from './surrogates.ts';

const RUN = /[^'"\\\0 \t\r\n\x85\u2028\u2029]+/y;
const WHITESPACE = /[ \t]*/y;
const HEX_DIGITS: ReadonlyMap<string, RegExp> = new Map([
  ['x', /[0-9A-Fa-f]{2}/y],
  ['u', /[0-9A-Fa-f]{4}/y],
  ['U', /[0-9A-Fa-f]{8}/y],
]);
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1B'],
  [' ', ' '],
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['N', '\x85'],
  ['_', '\xA0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
const LAST_CODE_POINT = 0x10ffff;

function scanFurtherBreaks(cursor: Cursor): string {
  let breaks = '';
  for (;;) {
    if (cursor.atDocumentMark()) throw cursor.refusal('a document mark stands inside quotes');
    cursor.take(WHITESPACE);
    if (!isBreak(cursor.peek())) return breaks;
    breaks += cursor.takeBreak();
  }
}

function scanHexEscape(cursor: Cursor, pattern: RegExp): string {
  cursor.index += 1;
  const digits = cursor.take(pattern);
  if (digits === '') throw cursor.refusal('an escape lacks hexadecimal digits');
  const code = Number.parseInt(digits, 16);
  if (code > LAST_CODE_POINT) throw cursor.refusal('an escape names no character');
  return String.fromCodePoint(code);
}

function scanEscape(cursor: Cursor): string {
  cursor.index += 1;
  const character = cursor.peek();
  const simple = ESCAPES.get(character);
  if (simple !== undefined) {
    cursor.index += 1;
    return simple;
  }
  const pattern = HEX_DIGITS.get(character);
  if (pattern !== undefined) return scanHexEscape(cursor, pattern);
  if (!isBreak(character)) throw cursor.refusal('an unknown escape stands in double quotes');
  cursor.takeBreak();
  return scanFurtherBreaks(cursor);
}

function scanWords(cursor: Cursor, double: boolean): string {
  let text = '';
  for (;;) {
    text += cursor.take(RUN);
    const character = cursor.peek();
    if (double && character === '\\') {
      text = joinApart(text, scanEscape(cursor));
    } else if (!double && character === "'" && cursor.peek(1) === "'") {
      text += "'";
      cursor.index += 2;
    } else if (character === (double ? "'" : '"') || (!double && character === '\\')) {
      text += character;
      cursor.index += 1;
    } else {
      return text;
    }
  }
}

function scanWhitespace(cursor: Cursor): string {
  const whitespace = cursor.take(WHITESPACE);
  if (cursor.peek() === '\0') throw cursor.refusal('a quote is not closed');
  if (!isBreak(cursor.peek())) return whitespace;
  const first = cursor.takeBreak();
  return foldBreaks(first, scanFurtherBreaks(cursor));
}

/** Takes a scalar in single or double quotes; its lines may stand at any indentation. */
export function scanQuoted(cursor: Cursor): string {
  const quote = cursor.peek();
  const double = quote === '"';
  cursor.index += 1;
  let text = scanWords(cursor, double);
  while (cursor.peek() !== quote) {
    text += scanWhitespace(cursor);
    text += scanWords(cursor, double);
  }
  cursor.index += 1;
  return text;
}
