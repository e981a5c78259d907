import { type Cursor, isBreak } from './cursor.ts';

type Chomping = 'strip' | 'clip' | 'keep';

interface Header {
  readonly chomping: Chomping;
  readonly increment: number | null;
}

const INDICATORS = /(?:[-+][0-9]?|[0-9][-+]?)?/y;

function scanHeader(cursor: Cursor): Header {
  const indicators = cursor.take(INDICATORS);
  const digit = /[0-9]/.exec(indicators)?.[0];
  if (digit === '0') throw cursor.refusal('a block of text cannot be indented by 0');
  if (cursor.peek() !== ' ' && cursor.peek() !== '\0' && !isBreak(cursor.peek())) {
    throw cursor.refusal('a block of text begins with unknown indicators');
  }
  cursor.endLine('the head of a block of text');
  const chomping = indicators.includes('+') ? 'keep' : indicators.includes('-') ? 'strip' : 'clip';
  return { chomping, increment: digit === undefined ? null : Number(digit) };
}

/** Passes empty lines and finds how deep the deepest line before the text is indented. */
function scanUnknownIndent(cursor: Cursor): { readonly breaks: string; readonly deepest: number } {
  let breaks = '';
  let deepest = 0;
  for (;;) {
    cursor.skipSpaces();
    deepest = Math.max(deepest, cursor.column);
    if (!isBreak(cursor.peek())) return { breaks, deepest };
    breaks += cursor.takeBreak();
  }
}

function scanBreaks(cursor: Cursor, indent: number): string {
  let breaks = '';
  for (;;) {
    while (cursor.column < indent && cursor.peek() === ' ') cursor.index += 1;
    if (!isBreak(cursor.peek())) return breaks;
    breaks += cursor.takeBreak();
  }
}

function startsIndented(cursor: Cursor): boolean {
  return cursor.peek() === ' ' || cursor.peek() === '\t';
}

/** Takes a `|` or `>` scalar that belongs to a collection indented by `parentIndent` (-1 at the root). */
export function scanBlockScalar(cursor: Cursor, parentIndent: number): string {
  const folded = cursor.peek() === '>';
  cursor.index += 1;
  const { chomping, increment } = scanHeader(cursor);
  const least = Math.max(parentIndent + 1, 1);
  const unknown = increment === null ? scanUnknownIndent(cursor) : null;
  const indent = unknown === null ? least + (increment ?? 1) - 1 : Math.max(least, unknown.deepest);
  let breaks = unknown === null ? scanBreaks(cursor, indent) : unknown.breaks;
  let lastBreak = '';
  let text = '';
  while (cursor.column === indent && cursor.peek() !== '\0') {
    text += breaks;
    const indented = startsIndented(cursor);
    text += cursor.restOfLine();
    lastBreak = cursor.takeBreak();
    breaks = scanBreaks(cursor, indent);
    if (cursor.column !== indent || cursor.peek() === '\0') break;
    if (!folded || lastBreak !== '\n' || indented || startsIndented(cursor)) text += lastBreak;
    else if (breaks === '') text += ' ';
  }
  if (chomping !== 'strip') text += lastBreak;
  return chomping === 'keep' ? text + breaks : text;
}
