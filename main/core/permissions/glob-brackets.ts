import { type CodePointSet, codePointAt, DASH } from './code-points.ts';

/** A bracket expression as read from a pattern, and the index just after its `]`. */
export interface Bracket {
  readonly set: CodePointSet;
  readonly end: number;
}

type Range = readonly [first: number, last: number];
type Token = { readonly char: number } | { readonly ranges: readonly Range[] } | 'dash';

const POSIX_CLASSES: ReadonlyMap<string, readonly Range[]> = new Map([
  [
    'alnum',
    [
      [0x30, 0x39],
      [0x41, 0x5a],
      [0x61, 0x7a],
    ],
  ],
  [
    'alpha',
    [
      [0x41, 0x5a],
      [0x61, 0x7a],
    ],
  ],
  ['ascii', [[0x00, 0x7f]]],
  [
    'blank',
    [
      [0x09, 0x09],
      [0x20, 0x20],
    ],
  ],
  [
    'cntrl',
    [
      [0x00, 0x1f],
      [0x7f, 0x7f],
    ],
  ],
  ['digit', [[0x30, 0x39]]],
  ['graph', [[0x21, 0x7e]]],
  ['lower', [[0x61, 0x7a]]],
  ['print', [[0x20, 0x7e]]],
  [
    'punct',
    [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
  ],
  [
    'space',
    [
      [0x09, 0x0d],
      [0x20, 0x20],
    ],
  ],
  ['upper', [[0x41, 0x5a]]],
  [
    'word',
    [
      [0x30, 0x39],
      [0x41, 0x5a],
      [0x5f, 0x5f],
      [0x61, 0x7a],
    ],
  ],
  [
    'xdigit',
    [
      [0x30, 0x39],
      [0x41, 0x46],
      [0x61, 0x66],
    ],
  ],
]);
const POSIX_CLASS = /^\[:([a-z]+):\]/;
const LONGEST_CLASS = '[:xdigit:]'.length;

/**
 * Reads `[...]` of a path pattern (given as its characters) whose `[` lies just before `start`; null when it is
 * never closed or holds a slash, so that the `[` is an ordinary character. Ranges, escapes and POSIX classes are
 * those of wcmatch.
 */
export function readGlobBracket(characters: readonly string[], start: number): Bracket | null {
  return new BracketReader(characters, start).read();
}

class BracketReader {
  private readonly characters: readonly string[];
  private at: number;
  private readonly tokens: Token[] = [];
  /** A dash up to here is an ordinary character: it follows a range that was just closed. */
  private plainDashUntil = -1;
  private insideRange = false;
  private afterClass = false;
  private bareCaret: Token | null = null;

  constructor(characters: readonly string[], start: number) {
    this.characters = characters;
    this.at = start;
  }

  read(): Bracket | null {
    const negated = this.peek() === '!' || this.peek() === '^';
    if (negated) this.at++;
    this.readFirst();
    for (let char = this.peek(); char !== ']'; char = this.peek()) {
      if (char === '-') this.readDash();
      else if (!this.readMember(char)) return null;
    }
    const set = { negated: negated || this.takeBareCaret(), ranges: rangesOf(this.tokens) };
    return { set, end: this.at + 1 };
  }

  /** wcmatch drops a backward range and then reads a bare `^` left at the front as "not". */
  private takeBareCaret(): boolean {
    if (this.bareCaret === null || this.tokens[0] !== this.bareCaret) return false;
    this.tokens.shift();
    return true;
  }

  private readFirst(): void {
    const char = this.peek();
    if (char === '[') this.afterClass = this.readClass();
    if (char === '-' || char === ']' || (char === '[' && !this.afterClass)) this.add(char);
  }

  private readDash(): void {
    const opensRange = !this.afterClass && this.at > this.plainDashUntil;
    if (opensRange) {
      this.tokens.push('dash');
      this.plainDashUntil = this.at + 2;
      this.insideRange = true;
      this.at++;
    } else if (this.insideRange && !this.afterClass) this.closeRange('-');
    else this.add('-');
    this.afterClass = false;
  }

  private readMember(char: string): boolean {
    this.afterClass = char === '[' && this.readClass();
    if (this.afterClass) return true;
    if (char === '\\') this.at++;
    const member = this.peek();
    if (member === '' || member === '/') return false;
    const isFirst = this.tokens.length === 0;
    if (this.insideRange) this.closeRange(member);
    else this.add(member);
    if (isFirst && char === '^') this.bareCaret = this.tokens[0] ?? null;
    return true;
  }

  /** A range that runs backwards is dropped together with the character that began it. */
  private closeRange(char: string): void {
    const first = this.tokens.at(-2);
    const last = codePointAt(char, 0);
    const backwards = typeof first === 'object' && 'char' in first && last < first.char;
    if (backwards) this.tokens.splice(-2, 2);
    else this.tokens.push({ char: last });
    this.insideRange = false;
    this.at++;
  }

  /** `[:alpha:]` and its like; a dash just before one is an ordinary character. */
  private readClass(): boolean {
    const ahead = this.characters.slice(this.at, this.at + LONGEST_CLASS).join('');
    const found = POSIX_CLASS.exec(ahead);
    const ranges = POSIX_CLASSES.get(found?.[1] ?? '');
    if (found === null || ranges === undefined) return false;
    if (this.tokens.at(-1) === 'dash') this.tokens.splice(-1, 1, { char: DASH });
    this.tokens.push({ ranges });
    this.at += found[0].length;
    return true;
  }

  private add(char: string): void {
    this.tokens.push({ char: codePointAt(char, 0) });
    this.at++;
  }

  private peek(): string {
    return this.characters[this.at] ?? '';
  }
}

/** Ranges of a bracket's tokens: `a`, dash, `z` is a range; a dash that joins nothing stands for itself. */
function rangesOf(tokens: readonly Token[]): readonly Range[] {
  const ranges: Range[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (token === 'dash') ranges.push([DASH, DASH]);
    else if ('ranges' in token) ranges.push(...token.ranges);
    else {
      const last = tokens[index + 1] === 'dash' ? tokens[index + 2] : undefined;
      const joined = last !== undefined && last !== 'dash' && 'char' in last;
      ranges.push([token.char, joined ? last.char : token.char]);
      if (joined) index += 2;
    }
  }
  return ranges;
}
