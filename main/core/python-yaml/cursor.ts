import { YamlRefusal } from './yaml-node.ts';

const BREAK = /[\r\n\x85\u2028\u2029]/;
const BLANK = /[\0 \t\r\n\x85\u2028\u2029]/;
const REST_OF_LINE = /[^\0\r\n\x85\u2028\u2029]*/y;
const SPACES = / */y;

/** True for the five line breaks of YAML 1.1. */
export function isBreak(character: string): boolean {
  return BREAK.test(character);
}

/** True for a space, a tab, a line break and the end of the text. */
export function isBlank(character: string): boolean {
  return BLANK.test(character);
}

/** A place in a text that ends in NUL, with its line and column. */
export class Cursor {
  readonly text: string;
  index = 0;
  /** Counts from 1. */
  line = 1;
  private lineStart = 0;

  constructor(text: string) {
    this.text = `${text}\0`;
    if (text.startsWith('\uFEFF')) {
      this.index = 1;
      this.lineStart = 1;
    }
  }

  get column(): number {
    return this.index - this.lineStart;
  }

  /** The character `ahead` places on. */
  peek(ahead = 0): string {
    return this.text.charAt(this.index + ahead);
  }

  /** Takes what a sticky pattern matches here; may be empty. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.index += found.length;
    return found;
  }

  skipSpaces(): string {
    return this.take(SPACES);
  }

  restOfLine(): string {
    return this.take(REST_OF_LINE);
  }

  /** Takes a line break: `\n` for most, U+2028 and U+2029 as they are, nothing when there is none. */
  takeBreak(): string {
    const character = this.peek();
    if (!isBreak(character)) return '';
    this.index += character === '\r' && this.peek(1) === '\n' ? 2 : 1;
    this.line += 1;
    this.lineStart = this.index;
    return character === '\u2028' || character === '\u2029' ? character : '\n';
  }

  /** True when `---` or `...` stands here as a word of its own. */
  atDocumentMark(): boolean {
    const three = this.text.substring(this.index, this.index + 3);
    return (three === '---' || three === '...') && isBlank(this.peek(3));
  }

  /** Passes spaces, a comment and the line break after them; anything else is refused. */
  endLine(after: string): void {
    this.skipSpaces();
    if (this.peek() === '#') this.restOfLine();
    if (this.peek() !== '\0' && !isBreak(this.peek())) throw this.refusal(`unexpected text after ${after}`);
    this.takeBreak();
  }

  /** A refusal at this line. */
  refusal(reason: string): YamlRefusal {
    return new YamlRefusal(reason, this.line);
  }
}
