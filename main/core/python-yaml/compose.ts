import { resolvePlainTag } from './resolve-plain.ts';
import { scanTokens } from './scanner.ts';
import type { Token, TokenKind } from './token.ts';
import { MAX_DEPTH, MAX_NODES, type NodePair, TAG, type YamlNode, YamlRefusal } from './yaml-node.ts';

/** The anchor and tag written before a node; `tag` is whole, or null when there is none. */
interface Properties {
  readonly anchor: string | null;
  readonly tag: string | null;
  readonly line: number;
}

const DEFAULT_HANDLES: ReadonlyMap<string, string> = new Map([
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
]);
const NON_SPECIFIC = '!';
const AFTER_BLOCK_KEY: readonly TokenKind[] = ['key', 'value', 'block-end'];
const AFTER_BLOCK_ENTRY: readonly TokenKind[] = ['block-entry', 'block-end'];
const AFTER_INDENTLESS_ENTRY: readonly TokenKind[] = ['block-entry', 'key', 'value', 'block-end'];

function emptyNode(line: number): YamlNode {
  return { kind: 'scalar', tag: TAG.null, text: '', line, anchored: false, weight: 1, height: 1 };
}

/** Builds the nodes of one document from tokens, as PyYAML's parser and composer do together. */
class Composer {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;
  private handles = DEFAULT_HANDLES;
  /** Null while the anchored node is still being read. */
  private readonly anchors = new Map<string, YamlNode | null>();

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.skipFreeSlots();
  }

  composeSingle(): YamlNode | null {
    const explicit = this.isAtAny(['directive', 'document-start', 'stream-end']);
    const node = explicit ? this.explicitDocument() : this.node(true, false);
    while (this.isAt('document-end')) this.pass();
    if (!this.isAt('stream-end'))
      throw this.refusal('there is more than one document, or text behind its end');
    return node;
  }

  private token(): Token {
    const token = this.tokens[this.at];
    if (token === undefined) throw new YamlRefusal('the text ends too early');
    return token;
  }

  private skipFreeSlots(): void {
    while (this.tokens[this.at]?.kind === 'none') this.at += 1;
  }

  private pass(): Token {
    const token = this.token();
    this.at += 1;
    this.skipFreeSlots();
    return token;
  }

  private isAt(kind: TokenKind): boolean {
    return this.token().kind === kind;
  }

  private isAtAny(kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.token().kind);
  }

  private refusal(reason: string): YamlRefusal {
    return new YamlRefusal(reason, this.token().line);
  }

  private explicitDocument(): YamlNode | null {
    if (this.isAt('stream-end')) return null;
    this.directives();
    if (!this.isAt('document-start')) throw this.refusal("a '---' is missing");
    this.pass();
    const empty = this.isAtAny(['directive', 'document-start', 'document-end', 'stream-end']);
    return empty ? null : this.node(true, false);
  }

  private directives(): void {
    const handles = new Map<string, string>();
    let hasVersion = false;
    for (; this.isAt('directive'); this.pass()) {
      const { directive } = this.token();
      if (directive?.kind === 'version') {
        if (hasVersion || directive.major !== 1)
          throw this.refusal('the %YAML line is doubled or not of version 1');
        hasVersion = true;
      } else if (directive?.kind === 'tag') {
        if (handles.has(directive.handle)) throw this.refusal('a %TAG line is doubled');
        handles.set(directive.handle, directive.prefix);
      }
    }
    this.handles = new Map([...DEFAULT_HANDLES, ...handles]);
  }

  private node(block: boolean, indentless: boolean): YamlNode {
    if (this.isAt('alias')) return this.alias();
    if (this.depth >= MAX_DEPTH) throw this.refusal('the text nests too deep');
    this.depth += 1;
    const properties = this.properties();
    const node = this.content(properties, block, indentless);
    this.depth -= 1;
    if (node.weight > MAX_NODES || node.height > MAX_DEPTH)
      throw this.refusal('aliases make the text too large');
    if (properties.anchor !== null) this.anchors.set(properties.anchor, node);
    return node;
  }

  private alias(): YamlNode {
    const node = this.anchors.get(this.token().text);
    if (node === undefined) throw this.refusal('an alias names nothing');
    if (node === null) throw this.refusal('an alias names what it stands in');
    this.pass();
    return node;
  }

  private properties(): Properties {
    const { line } = this.token();
    let anchor: string | null = null;
    let tag: string | null = null;
    for (;;) {
      if (anchor === null && this.isAt('anchor')) anchor = this.anchor();
      else if (tag === null && this.isAt('tag')) tag = this.tag();
      else return { anchor, tag, line };
    }
  }

  private anchor(): string {
    const name = this.token().text;
    if (this.anchors.has(name)) throw this.refusal('two anchors have the same name');
    this.anchors.set(name, null);
    this.pass();
    return name;
  }

  private tag(): string {
    const { handle, text } = this.token();
    const prefix = handle === null ? '' : this.handles.get(handle);
    if (prefix === undefined) throw this.refusal('a tag has an unknown handle');
    this.pass();
    return prefix + text;
  }

  private content(properties: Properties, block: boolean, indentless: boolean): YamlNode {
    const { kind } = this.token();
    if (kind === 'scalar') return this.scalar(properties);
    if (kind === 'flow-sequence-start') return this.flowSequence(properties);
    if (kind === 'flow-mapping-start') return this.flowMapping(properties);
    if (indentless && kind === 'block-entry') return this.indentlessSequence(properties);
    if (block && kind === 'block-sequence-start') return this.blockSequence(properties);
    if (block && kind === 'block-mapping-start') return this.blockMapping(properties);
    if (properties.anchor === null && properties.tag === null) throw this.refusal('a value is missing');
    return this.scalarOf(properties, '', true);
  }

  private scalar(properties: Properties): YamlNode {
    const { text, plain } = this.pass();
    return this.scalarOf(properties, text, plain);
  }

  private scalarOf(properties: Properties, text: string, plain: boolean): YamlNode {
    const { tag, line, anchor } = properties;
    const resolves = tag === NON_SPECIFIC || (tag === null && plain);
    const resolved = resolves ? resolvePlainTag(text) : (tag ?? TAG.str);
    return { kind: 'scalar', tag: resolved, text, line, anchored: anchor !== null, weight: 1, height: 1 };
  }

  private sequenceOf(properties: Properties, items: readonly YamlNode[]): YamlNode {
    let weight = 1;
    let height = 0;
    for (const item of items) {
      weight += item.weight;
      height = Math.max(height, item.height);
    }
    const { tag, line, anchor } = properties;
    const resolved = tag === null || tag === NON_SPECIFIC ? TAG.seq : tag;
    return {
      kind: 'sequence',
      tag: resolved,
      items,
      line,
      anchored: anchor !== null,
      weight,
      height: height + 1,
    };
  }

  private mappingOf(properties: Properties, pairs: readonly NodePair[]): YamlNode {
    let weight = 1;
    let height = 0;
    for (const [key, value] of pairs) {
      weight += key.weight + value.weight;
      height = Math.max(height, key.height, value.height);
    }
    const { tag, line, anchor } = properties;
    const resolved = tag === null || tag === NON_SPECIFIC ? TAG.map : tag;
    return {
      kind: 'mapping',
      tag: resolved,
      pairs,
      line,
      anchored: anchor !== null,
      weight,
      height: height + 1,
    };
  }

  /** A node, or an empty one when the text goes on with a token that shows there is none. */
  private nodeUnless(empty: readonly TokenKind[], block: boolean, indentless: boolean): YamlNode {
    return this.isAtAny(empty) ? emptyNode(this.token().line) : this.node(block, indentless);
  }

  private blockEnd(): void {
    if (!this.isAt('block-end')) throw this.refusal('the indentation does not fit');
    this.pass();
  }

  private blockSequence(properties: Properties): YamlNode {
    this.pass();
    const items = this.entries(AFTER_BLOCK_ENTRY);
    this.blockEnd();
    return this.sequenceOf(properties, items);
  }

  private indentlessSequence(properties: Properties): YamlNode {
    return this.sequenceOf(properties, this.entries(AFTER_INDENTLESS_ENTRY));
  }

  private entries(empty: readonly TokenKind[]): readonly YamlNode[] {
    const items: YamlNode[] = [];
    while (this.isAt('block-entry')) {
      this.pass();
      items.push(this.nodeUnless(empty, true, false));
    }
    return items;
  }

  private blockMapping(properties: Properties): YamlNode {
    this.pass();
    const pairs: NodePair[] = [];
    while (this.isAt('key')) {
      this.pass();
      const key = this.nodeUnless(AFTER_BLOCK_KEY, true, true);
      pairs.push([key, this.pairValue(AFTER_BLOCK_KEY, true)]);
    }
    this.blockEnd();
    return this.mappingOf(properties, pairs);
  }

  private pairValue(empty: readonly TokenKind[], block: boolean): YamlNode {
    if (!this.isAt('value')) return emptyNode(this.token().line);
    this.pass();
    return this.nodeUnless(empty, block, block);
  }

  private flowSequence(properties: Properties): YamlNode {
    const items: YamlNode[] = [];
    this.flowEntries('flow-sequence-end', () => {
      if (this.isAt('key')) items.push(this.singlePair());
      else items.push(this.node(false, false));
    });
    return this.sequenceOf(properties, items);
  }

  private singlePair(): YamlNode {
    const { line } = this.token();
    return this.mappingOf({ anchor: null, tag: null, line }, [this.flowPair('flow-sequence-end')]);
  }

  private flowPair(end: TokenKind): NodePair {
    this.pass();
    const key = this.nodeUnless(['value', 'flow-entry', end], false, false);
    return [key, this.pairValue(['flow-entry', end], false)];
  }

  private flowMapping(properties: Properties): YamlNode {
    const pairs: NodePair[] = [];
    this.flowEntries('flow-mapping-end', () => {
      if (this.isAt('key')) {
        pairs.push(this.flowPair('flow-mapping-end'));
      } else {
        const key = this.node(false, false);
        pairs.push([key, emptyNode(key.line)]);
      }
    });
    return this.mappingOf(properties, pairs);
  }

  private flowEntries(end: TokenKind, readEntry: () => void): void {
    this.pass();
    while (!this.isAt(end)) {
      readEntry();
      if (this.isAt(end)) break;
      if (!this.isAt('flow-entry')) throw this.refusal("a ',' or a closing bracket is missing");
      this.pass();
    }
    this.pass();
  }
}

/** The single document of a text as nodes; null for a text without one. Throws `YamlRefusal`. */
export function composeDocument(text: string): YamlNode | null {
  return new Composer(scanTokens(text)).composeSingle();
}
