import { type Cursor, isBreak } from './cursor.ts';

const RUN_IN_BLOCK = /(?:[^\0 \t\r\n\x85\u2028\u2029:]|:(?![\0 \t\r\n\x85\u2028\u2029]))+/y;
const RUN_IN_FLOW = /(?:[^\0 \t\r\n\x85\u2028\u2029:,?[\]{}]|:(?![\0 \t\r\n\x85\u2028\u2029,[\]{}]))+/y;

/** A scalar without quotes; `endsOnNewLine` says that a line break was passed behind it. */
export interface PlainScalar {
  readonly text: string;
  readonly endsOnNewLine: boolean;
}

/** Line breaks inside a scalar: one becomes a space, more become one less. */
export function foldBreaks(first: string, others: string): string {
  if (first !== '\n') return first + others;
  return others === '' ? ' ' : others;
}

/** Passes the breaks and indentation between two lines of a plain scalar; null when a document mark ends it. */
function scanLineGap(cursor: Cursor): string | null {
  const first = cursor.takeBreak();
  let others = '';
  while (!cursor.atDocumentMark()) {
    cursor.skipSpaces();
    if (!isBreak(cursor.peek())) return foldBreaks(first, others);
    others += cursor.takeBreak();
  }
  return null;
}

/**
 * Takes a plain scalar. Its further lines must stand at `indent` or deeper, except inside brackets, where `,` and
 * `?` end it too.
 */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): PlainScalar {
  const run = inFlow ? RUN_IN_FLOW : RUN_IN_BLOCK;
  let text = '';
  let gap = '';
  let endsOnNewLine = false;
  while (cursor.peek() !== '#') {
    const word = cursor.take(run);
    if (word === '') break;
    text += gap + word;
    endsOnNewLine = false;
    const spaces = cursor.skipSpaces();
    const atBreak = isBreak(cursor.peek());
    if (!atBreak && spaces === '') break;
    endsOnNewLine = atBreak;
    const between = atBreak ? scanLineGap(cursor) : spaces;
    if (between === null || (!inFlow && cursor.column < indent)) break;
    gap = between;
  }
  return { text, endsOnNewLine };
}
