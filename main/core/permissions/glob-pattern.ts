import { codePointAt, SLASH } from './code-points.ts';
import { readGlobBracket } from './glob-brackets.ts';
import type { GlobStep } from './glob-machine.ts';

/** True when a pattern is matched as a glob; without these characters it is compared as plain text. */
export function isGlob(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?') || pattern.includes('[');
}

/**
 * The steps of a path pattern, with the meaning of wcmatch 10 `globmatch` under GLOBSTAR alone: `*`, `?` and
 * `[...]` stay within a name and do not take its leading dot, `**` as a whole name is any number of names that do
 * not begin with a dot, `\` takes the next character as it is.
 */
export function globSteps(pattern: string): readonly GlobStep[] {
  return new GlobReader([...pattern]).read();
}

class GlobReader {
  private readonly characters: readonly string[];
  private at = 0;
  /** True while nothing of the current name has been read. */
  private atNameStart = true;
  private readonly steps: GlobStep[] = [];

  constructor(characters: readonly string[]) {
    this.characters = characters;
  }

  read(): readonly GlobStep[] {
    while (this.at < this.characters.length) this.readNext();
    return this.steps;
  }

  private readNext(): void {
    const char = this.peek();
    this.at++;
    if (char === '/') this.addSlash();
    else if (char === '*') this.readStar();
    else if (char === '?') this.addMember({ kind: 'any', except: this.exceptHere() });
    else if (char === '[') this.readBracket();
    else if (char === '\\') this.readEscape();
    else this.addChar(char);
  }

  private readEscape(): void {
    const char = this.peek();
    this.at++;
    if (char === '/') this.addSlash();
    else if (char !== '') this.addChar(char);
  }

  private readBracket(): void {
    const bracket = readGlobBracket(this.characters, this.at);
    if (bracket === null) this.addChar('[');
    else {
      this.at = bracket.end;
      this.addMember({ kind: 'set', set: bracket.set, except: this.exceptHere() });
    }
  }

  private readStar(): void {
    if (!this.atNameStart) this.addMember({ kind: 'run', except: 'slash' });
    else if (this.takeGlobstar()) this.addGlobstar();
    else {
      while (this.peek() === '*') this.at++;
      this.steps.push({ kind: 'real-name-ahead' }, { kind: 'run-unless-dot' });
      this.addMember({ kind: 'run', except: 'slash' });
    }
  }

  /** Reads on past `*` when it is the first of `**` that fills a whole name, with the slash behind it. */
  private takeGlobstar(): boolean {
    if (this.peek() !== '*') return false;
    const escaped = this.peek(1) === '\\';
    const after = this.peek(escaped ? 2 : 1);
    if (after !== '/' && after !== '') return false;
    this.at += escaped ? 3 : 2;
    return true;
  }

  /** A second `**` in a row adds nothing, but then a doubled slash behind it is not forgiven. */
  private addGlobstar(): void {
    this.atNameStart = true;
    const last = this.steps.at(-1);
    if (last?.kind === 'divider') return;
    if (last !== undefined) this.steps.splice(-1, 1, { kind: 'slash-ahead' });
    this.steps.push({ kind: 'globstar' }, { kind: 'divider' });
    this.skipSlashes();
  }

  private addSlash(): void {
    this.steps.push({ kind: 'char', code: SLASH });
    this.atNameStart = true;
    this.skipSlashes();
  }

  private addChar(char: string): void {
    this.addMember({ kind: 'char', code: codePointAt(char, 0) });
  }

  private addMember(step: GlobStep): void {
    this.steps.push(step);
    this.atNameStart = false;
  }

  private exceptHere(): 'slash' | 'slash-dot' {
    return this.atNameStart ? 'slash-dot' : 'slash';
  }

  private skipSlashes(): void {
    while (this.peek() === '/') this.at++;
  }

  private peek(ahead = 0): string {
    return this.characters[this.at + ahead] ?? '';
  }
}
