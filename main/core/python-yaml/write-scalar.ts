import type { Pen } from './pen.ts';
import { pythonCharacters } from './surrogates.ts';

const BEST_WIDTH = 80;
const RUNS_OF_PLAIN = / +|[^ ]+/g;
const RUNS_OF_SINGLE = / +|\n+|'|[^ \n']+/g;
const BARE_IN_DOUBLE = /^[\x20\x21\x23-\x5B\x5D-\x7E]$/;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1B', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x85', '\\N'],
  ['\xA0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

/** Where a scalar is written: continuation lines begin at `indent`; keys are never folded. */
export interface ScalarPlace {
  readonly indent: number;
  readonly folds: boolean;
}

/** Writes a scalar without quotes, folding at single spaces beyond column 80. */
export function writePlain(pen: Pen, text: string, place: ScalarPlace): void {
  if (!pen.whitespace) pen.put(' ');
  pen.whitespace = false;
  pen.indention = false;
  for (const run of text.match(RUNS_OF_PLAIN) ?? []) {
    if (run !== ' ' || pen.column <= BEST_WIDTH || !place.folds) {
      pen.put(run);
      continue;
    }
    pen.indentTo(place.indent);
    pen.whitespace = false;
    pen.indention = false;
  }
}

/** Writes a scalar in single quotes; a line break in it becomes an empty line. */
export function writeSingleQuoted(pen: Pen, text: string, place: ScalarPlace): void {
  pen.indicator("'", true);
  let at = 0;
  for (const run of text.match(RUNS_OF_SINGLE) ?? []) {
    const inside = at > 0 && at + run.length < text.length;
    at += run.length;
    if (run === "'") {
      pen.put("''");
    } else if (run.startsWith('\n')) {
      for (let breaks = 0; breaks <= run.length; breaks += 1) pen.lineBreak();
      pen.indentTo(place.indent);
    } else if (run === ' ' && inside && pen.column > BEST_WIDTH && place.folds) {
      pen.indentTo(place.indent);
    } else {
      pen.put(run);
    }
  }
  pen.indicator("'", false);
}

function escapeOf(character: string): string {
  const short = ESCAPES.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

/** Writes a scalar in double quotes, ASCII only, folding beyond column 80 with a backslash at the line's end. */
export function writeDoubleQuoted(pen: Pen, text: string, place: ScalarPlace): void {
  pen.indicator('"', true);
  const characters = pythonCharacters(text);
  let pending = '';
  for (const [index, character] of characters.entries()) {
    const bare = BARE_IN_DOUBLE.test(character);
    if (!bare) {
      pen.put(pending + escapeOf(character));
      pending = '';
    }
    const inside = index > 0 && index < characters.length - 1;
    const mayFold = inside && place.folds && (character === ' ' || pending === '');
    // PyYAML counts one column less right after an escape.
    const width = pen.column + (bare ? pending.length : -1);
    if (mayFold && width > BEST_WIDTH) {
      pen.put(`${pending}\\`);
      pending = '';
      pen.indentTo(place.indent);
      pen.whitespace = false;
      pen.indention = false;
      const next = bare ? character : characters[index + 1];
      if (next === ' ') pen.put('\\');
    }
    if (bare) pending += character;
  }
  pen.put(pending);
  pen.indicator('"', false);
}

/** Writes text that ends in a line break as a `|` block. */
export function writeLiteral(pen: Pen, text: string, place: ScalarPlace): void {
  pen.indicator('|', true);
  for (const line of text.slice(0, -1).split('\n')) {
    pen.lineBreak();
    pen.indentTo(place.indent);
    pen.put(line);
  }
  pen.lineBreak();
}
