import { Cursor, isBlank } from './cursor.ts';
import { PossibleKeys } from './possible-keys.ts';
import { scanBlockScalar } from './scan-block-scalar.ts';
import { scanPlain } from './scan-plain.ts';
import { scanQuoted } from './scan-quoted.ts';
import { scanAnchor, scanDirective, scanTag } from './scan-tag.ts';
import { mark, type Token, type TokenKind } from './token.ts';
import { MAX_DEPTH } from './yaml-node.ts';

const CANNOT_START_PLAIN = /[-?:,[\]{}#&*!|>'"%@`\0 \t\r\n\x85\u2028\u2029]/;

/** Turns text into YAML 1.1 tokens, with PyYAML's rules of indentation and of where a key may stand. */
class Scanner {
  readonly tokens: Token[] = [];
  private readonly cursor: Cursor;
  private flowLevel = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private mayStartKey = true;
  private readonly possibleKeys: PossibleKeys;

  constructor(text: string) {
    this.cursor = new Cursor(text);
    this.possibleKeys = new PossibleKeys(this.cursor);
  }

  scanAll(): void {
    do {
      this.skipToToken();
      this.possibleKeys.dropStale();
      if (this.flowLevel === 0) this.closeBlocks(this.cursor.column);
    } while (this.scanToken());
  }

  private add(kind: TokenKind): void {
    this.tokens.push(mark(kind, this.cursor.line));
  }

  private addAndPass(kind: TokenKind, length: number): void {
    this.add(kind);
    this.cursor.index += length;
  }

  private skipToToken(): void {
    for (;;) {
      this.cursor.skipSpaces();
      if (this.cursor.peek() === '#') this.cursor.restOfLine();
      if (this.cursor.takeBreak() === '') return;
      if (this.flowLevel === 0) this.mayStartKey = true;
    }
  }

  private keepPossibleKey(): void {
    if (!this.mayStartKey) return;
    const { index, line, column } = this.cursor;
    const required = this.flowLevel === 0 && this.indent === column;
    this.possibleKeys.keep(this.flowLevel, { slot: this.tokens.length, index, line, column, required });
    this.add('none');
    this.add('none');
  }

  private closeBlocks(column: number): void {
    while (this.indent > column) {
      this.indent = this.indents.pop() ?? -1;
      this.add('block-end');
    }
  }

  private openBlock(column: number): boolean {
    if (this.indent >= column) return false;
    if (this.indents.length >= MAX_DEPTH) throw this.cursor.refusal('the text nests too deep');
    this.indents.push(this.indent);
    this.indent = column;
    return true;
  }

  /** Takes one token; false at the end of the text. */
  private scanToken(): boolean {
    const character = this.cursor.peek();
    if (character === '\0') return this.scanEnd();
    if (this.cursor.column === 0 && this.scanAtLineStart(character)) return true;
    return this.scanStructure(character) || this.scanContent(character);
  }

  private scanEnd(): false {
    this.closeBlocks(-1);
    this.possibleKeys.drop(this.flowLevel);
    this.add('stream-end');
    return false;
  }

  private scanAtLineStart(character: string): boolean {
    if (character !== '%' && !this.cursor.atDocumentMark()) return false;
    if (this.flowLevel === 0) this.closeBlocks(-1);
    this.possibleKeys.drop(this.flowLevel);
    this.mayStartKey = false;
    if (character === '%') this.tokens.push(scanDirective(this.cursor));
    else this.addAndPass(character === '-' ? 'document-start' : 'document-end', 3);
    return true;
  }

  private scanStructure(character: string): boolean {
    switch (character) {
      case '[':
        return this.scanFlowStart('flow-sequence-start');
      case '{':
        return this.scanFlowStart('flow-mapping-start');
      case ']':
        return this.scanFlowEnd('flow-sequence-end');
      case '}':
        return this.scanFlowEnd('flow-mapping-end');
      case ',':
        return this.scanFlowEntry();
      case '-':
        return isBlank(this.cursor.peek(1)) && this.scanBlockEntry();
      case '?':
        return (this.flowLevel > 0 || isBlank(this.cursor.peek(1))) && this.scanKey();
      case ':':
        return (this.flowLevel > 0 || isBlank(this.cursor.peek(1))) && this.scanValue();
      default:
        return false;
    }
  }

  private scanContent(character: string): true {
    if ((character === '|' || character === '>') && this.flowLevel === 0) {
      this.scanBlockText();
    } else {
      this.scanKeyContent(character);
    }
    return true;
  }

  private scanBlockText(): void {
    this.mayStartKey = true;
    this.possibleKeys.drop(this.flowLevel);
    const { line } = this.cursor;
    this.tokens.push({ ...mark('scalar', line), text: scanBlockScalar(this.cursor, this.indent) });
  }

  private scanKeyContent(character: string): void {
    const { line } = this.cursor;
    const named = character === '*' || character === '&';
    const quoted = character === "'" || character === '"';
    const plain = !named && !quoted && character !== '!';
    if (plain && !this.canStartPlain(character)) {
      throw this.cursor.refusal(`the character ${JSON.stringify(character)} cannot stand here`);
    }
    this.keepPossibleKey();
    this.mayStartKey = false;
    if (named) this.tokens.push(scanAnchor(this.cursor));
    else if (quoted) this.tokens.push({ ...mark('scalar', line), text: scanQuoted(this.cursor) });
    else if (plain) this.scanPlainText();
    else this.tokens.push(scanTag(this.cursor));
  }

  private canStartPlain(character: string): boolean {
    if (!CANNOT_START_PLAIN.test(character)) return true;
    if (isBlank(this.cursor.peek(1))) return false;
    return character === '-' || (this.flowLevel === 0 && (character === '?' || character === ':'));
  }

  private scanPlainText(): void {
    const { line } = this.cursor;
    const { text, endsOnNewLine } = scanPlain(this.cursor, this.indent + 1, this.flowLevel > 0);
    this.mayStartKey = endsOnNewLine;
    this.tokens.push({ ...mark('scalar', line), text, plain: true });
  }

  private scanFlowStart(kind: 'flow-sequence-start' | 'flow-mapping-start'): true {
    this.keepPossibleKey();
    if (this.flowLevel >= MAX_DEPTH) throw this.cursor.refusal('the text nests too deep');
    this.flowLevel += 1;
    this.mayStartKey = true;
    this.addAndPass(kind, 1);
    return true;
  }

  private scanFlowEnd(kind: 'flow-sequence-end' | 'flow-mapping-end'): true {
    this.possibleKeys.drop(this.flowLevel);
    if (this.flowLevel === 0) throw this.cursor.refusal('a bracket is closed that was not opened');
    this.flowLevel -= 1;
    this.mayStartKey = false;
    this.addAndPass(kind, 1);
    return true;
  }

  private scanFlowEntry(): true {
    this.mayStartKey = true;
    this.possibleKeys.drop(this.flowLevel);
    this.addAndPass('flow-entry', 1);
    return true;
  }

  private openBlockHere(kind: 'block-sequence-start' | 'block-mapping-start'): void {
    if (this.flowLevel > 0) return;
    if (!this.mayStartKey) throw this.cursor.refusal(`a '${this.cursor.peek()}' cannot stand here`);
    if (this.openBlock(this.cursor.column)) this.add(kind);
  }

  private scanBlockEntry(): true {
    this.openBlockHere('block-sequence-start');
    this.mayStartKey = true;
    this.possibleKeys.drop(this.flowLevel);
    this.addAndPass('block-entry', 1);
    return true;
  }

  private scanKey(): true {
    this.openBlockHere('block-mapping-start');
    this.mayStartKey = this.flowLevel === 0;
    this.possibleKeys.drop(this.flowLevel);
    this.addAndPass('key', 1);
    return true;
  }

  private scanValue(): true {
    const key = this.possibleKeys.take(this.flowLevel);
    if (key === undefined) {
      this.openBlockHere('block-mapping-start');
      this.mayStartKey = this.flowLevel === 0;
    } else {
      const opens = this.flowLevel === 0 && this.openBlock(key.column);
      if (opens) this.tokens[key.slot] = mark('block-mapping-start', key.line);
      this.tokens[key.slot + 1] = mark('key', key.line);
      this.mayStartKey = false;
    }
    this.addAndPass('value', 1);
    return true;
  }
}

/** All tokens of a text, ending in `stream-end`. Throws `YamlRefusal`. */
export function scanTokens(text: string): readonly Token[] {
  const scanner = new Scanner(text);
  scanner.scanAll();
  return scanner.tokens;
}
