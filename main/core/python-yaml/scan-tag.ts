import { type Cursor, isBlank } from './cursor.ts';
import { decodeUtf8 } from './python-bytes.ts';
import { type Directive, mark, type Token } from './token.ts';

const WORD = /[0-9A-Za-z_-]+/y;
const HANDLE = /![0-9A-Za-z_-]*!|!(?= )/y;
const SUFFIX = /(?:[0-9A-Za-z\-;/?:@&=+$,_.!~*'()[\]]|%[0-9A-Fa-f]{2})+/y;
const ESCAPED = /(?:%[0-9A-Fa-f]{2})+/g;
const HANDLE_AHEAD = /![^\0 \r\n\x85\u2028\u2029!]+!/y;
const DIGITS = /[0-9]+/y;
const MAY_FOLLOW_ANCHOR = '?:,]}%@`';

function endsWord(cursor: Cursor): boolean {
  return cursor.peek() !== '\t' && isBlank(cursor.peek());
}

/** Takes `&name` or `*name`. */
export function scanAnchor(cursor: Cursor): Token {
  const kind = cursor.peek() === '*' ? 'alias' : 'anchor';
  const { line } = cursor;
  cursor.index += 1;
  const text = cursor.take(WORD);
  if (text === '') throw cursor.refusal(`the name of an ${kind} is missing`);
  if (!isBlank(cursor.peek()) && !MAY_FOLLOW_ANCHOR.includes(cursor.peek())) {
    throw cursor.refusal(`the name of an ${kind} has a character it may not have`);
  }
  return { ...mark(kind, line), text };
}

function scanSuffix(cursor: Cursor): string {
  const raw = cursor.take(SUFFIX);
  if (raw === '') throw cursor.refusal('the name of a tag is missing');
  if (cursor.peek() === '%') throw cursor.refusal('a tag has a broken escape');
  return raw.replace(ESCAPED, (escaped) => {
    const bytes = escaped
      .slice(1)
      .split('%')
      .map((digits) => Number.parseInt(digits, 16));
    const text = decodeUtf8(Uint8Array.from(bytes));
    if (text === null) throw cursor.refusal('a tag has a broken escape');
    return text;
  });
}

function scanHandle(cursor: Cursor): string {
  const handle = cursor.take(HANDLE);
  if (handle === '') throw cursor.refusal('a tag has a broken handle');
  return handle;
}

function scanTagParts(cursor: Cursor): { readonly handle: string | null; readonly text: string } {
  const next = cursor.peek(1);
  if (next === '<') {
    cursor.index += 2;
    const text = scanSuffix(cursor);
    if (cursor.peek() !== '>') throw cursor.refusal('a tag is not closed');
    cursor.index += 1;
    return { handle: null, text };
  }
  if (isBlank(next)) {
    cursor.index += 1;
    return { handle: null, text: '!' };
  }
  HANDLE_AHEAD.lastIndex = cursor.index;
  if (next === '!' || HANDLE_AHEAD.test(cursor.text))
    return { handle: scanHandle(cursor), text: scanSuffix(cursor) };
  cursor.index += 1;
  return { handle: '!', text: scanSuffix(cursor) };
}

/** Takes `!tag`, `!!tag`, `!handle!tag`, `!<whole tag>` or a lone `!`. */
export function scanTag(cursor: Cursor): Token {
  const { line } = cursor;
  const parts = scanTagParts(cursor);
  if (!endsWord(cursor)) throw cursor.refusal('a tag has a character it may not have');
  return { ...mark('tag', line), ...parts };
}

function scanVersion(cursor: Cursor): Directive {
  cursor.skipSpaces();
  const major = cursor.take(DIGITS);
  const point = cursor.peek();
  cursor.index += 1;
  const minor = point === '.' ? cursor.take(DIGITS) : '';
  if (major === '' || minor === '' || !endsWord(cursor)) throw cursor.refusal('the %YAML line is broken');
  return { kind: 'version', major: Number(major) };
}

function scanTagDirective(cursor: Cursor): Directive {
  cursor.skipSpaces();
  const handle = scanHandle(cursor);
  if (cursor.peek() !== ' ') throw cursor.refusal('the %TAG line is broken');
  cursor.skipSpaces();
  const prefix = scanSuffix(cursor);
  if (!endsWord(cursor)) throw cursor.refusal('the %TAG line is broken');
  return { kind: 'tag', handle, prefix };
}

function scanDirectiveBody(cursor: Cursor, name: string): Directive {
  if (name === 'YAML') return scanVersion(cursor);
  if (name === 'TAG') return scanTagDirective(cursor);
  cursor.restOfLine();
  return { kind: 'ignored' };
}

/** Takes a line that begins with `%`. */
export function scanDirective(cursor: Cursor): Token {
  const { line } = cursor;
  cursor.index += 1;
  const name = cursor.take(WORD);
  if (name === '' || !endsWord(cursor)) throw cursor.refusal('the name of a % line is broken');
  const directive = scanDirectiveBody(cursor, name);
  cursor.endLine('a % line');
  return { ...mark('directive', line), directive };
}
