import { emptyNode, mappingNode, type Properties, scalarNode, sequenceNode } from './build-node.ts';
import { scanTokens } from './scanner.ts';
import type { Token, TokenKind } from './token.ts';
import { TokenStream } from './token-stream.ts';
import { MAX_DEPTH, MAX_NODES, type NodePair, type YamlNode } from './yaml-node.ts';

const DEFAULT_HANDLES: ReadonlyMap<string, string> = new Map([
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
]);
const AFTER_BLOCK_KEY: readonly TokenKind[] = ['key', 'value', 'block-end'];
const AFTER_BLOCK_ENTRY: readonly TokenKind[] = ['block-entry', 'block-end'];
const AFTER_INDENTLESS_ENTRY: readonly TokenKind[] = ['block-entry', 'key', 'value', 'block-end'];

/** Builds the nodes of one document from tokens, as PyYAML's parser and composer do together. */
class Composer {
  private readonly tokens: TokenStream;
  private depth = 0;
  private handles = DEFAULT_HANDLES;
  /** Null while the anchored node is still being read. */
  private readonly anchors = new Map<string, YamlNode | null>();

  constructor(tokens: readonly Token[]) {
    this.tokens = new TokenStream(tokens);
  }

  composeSingle(): YamlNode | null {
    const explicit = this.tokens.isAtAny(['directive', 'document-start', 'stream-end']);
    const node = explicit ? this.explicitDocument() : this.node(true, false);
    while (this.tokens.isAt('document-end')) this.tokens.pass();
    if (!this.tokens.isAt('stream-end'))
      throw this.tokens.refusal('there is more than one document, or text behind its end');
    return node;
  }

  private explicitDocument(): YamlNode | null {
    if (this.tokens.isAt('stream-end')) return null;
    this.directives();
    if (!this.tokens.isAt('document-start')) throw this.tokens.refusal("a '---' is missing");
    this.tokens.pass();
    const empty = this.tokens.isAtAny(['directive', 'document-start', 'document-end', 'stream-end']);
    return empty ? null : this.node(true, false);
  }

  private directives(): void {
    const handles = new Map<string, string>();
    let hasVersion = false;
    for (; this.tokens.isAt('directive'); this.tokens.pass()) {
      const { directive } = this.tokens.token();
      if (directive?.kind === 'version') {
        if (hasVersion || directive.major !== 1)
          throw this.tokens.refusal('the %YAML line is doubled or not of version 1');
        hasVersion = true;
      } else if (directive?.kind === 'tag') {
        if (handles.has(directive.handle)) throw this.tokens.refusal('a %TAG line is doubled');
        handles.set(directive.handle, directive.prefix);
      }
    }
    this.handles = new Map([...DEFAULT_HANDLES, ...handles]);
  }

  private node(block: boolean, indentless: boolean): YamlNode {
    if (this.tokens.isAt('alias')) return this.alias();
    if (this.depth >= MAX_DEPTH) throw this.tokens.refusal('the text nests too deep');
    this.depth += 1;
    const properties = this.properties();
    const node = this.content(properties, block, indentless);
    this.depth -= 1;
    if (node.weight > MAX_NODES || node.height > MAX_DEPTH)
      throw this.tokens.refusal('aliases make the text too large');
    if (properties.anchor !== null) this.anchors.set(properties.anchor, node);
    return node;
  }

  private alias(): YamlNode {
    const node = this.anchors.get(this.tokens.token().text);
    if (node === undefined) throw this.tokens.refusal('an alias names nothing');
    if (node === null) throw this.tokens.refusal('an alias names what it stands in');
    this.tokens.pass();
    return node;
  }

  private properties(): Properties {
    const { line } = this.tokens.token();
    let anchor: string | null = null;
    let tag: string | null = null;
    for (;;) {
      if (anchor === null && this.tokens.isAt('anchor')) anchor = this.anchor();
      else if (tag === null && this.tokens.isAt('tag')) tag = this.tag();
      else return { anchor, tag, line };
    }
  }

  private anchor(): string {
    const name = this.tokens.token().text;
    if (this.anchors.has(name)) throw this.tokens.refusal('two anchors have the same name');
    this.anchors.set(name, null);
    this.tokens.pass();
    return name;
  }

  private tag(): string {
    const { handle, text } = this.tokens.token();
    const prefix = handle === null ? '' : this.handles.get(handle);
    if (prefix === undefined) throw this.tokens.refusal('a tag has an unknown handle');
    this.tokens.pass();
    return prefix + text;
  }

  private content(properties: Properties, block: boolean, indentless: boolean): YamlNode {
    const { kind } = this.tokens.token();
    if (kind === 'scalar') return this.scalar(properties);
    if (kind === 'flow-sequence-start') return this.flowSequence(properties);
    if (kind === 'flow-mapping-start') return this.flowMapping(properties);
    if (indentless && kind === 'block-entry') return this.indentlessSequence(properties);
    if (block && kind === 'block-sequence-start') return this.blockSequence(properties);
    if (block && kind === 'block-mapping-start') return this.blockMapping(properties);
    if (properties.anchor === null && properties.tag === null)
      throw this.tokens.refusal('a value is missing');
    return scalarNode(properties, '', true);
  }

  private scalar(properties: Properties): YamlNode {
    const { text, plain } = this.tokens.pass();
    return scalarNode(properties, text, plain);
  }

  /** A node, or an empty one when the text goes on with a token that shows there is none. */
  private nodeUnless(empty: readonly TokenKind[], block: boolean, indentless: boolean): YamlNode {
    return this.tokens.isAtAny(empty) ? emptyNode(this.tokens.token().line) : this.node(block, indentless);
  }

  private blockEnd(): void {
    if (!this.tokens.isAt('block-end')) throw this.tokens.refusal('the indentation does not fit');
    this.tokens.pass();
  }

  private blockSequence(properties: Properties): YamlNode {
    this.tokens.pass();
    const items = this.entries(AFTER_BLOCK_ENTRY);
    this.blockEnd();
    return sequenceNode(properties, items);
  }

  private indentlessSequence(properties: Properties): YamlNode {
    return sequenceNode(properties, this.entries(AFTER_INDENTLESS_ENTRY));
  }

  private entries(empty: readonly TokenKind[]): readonly YamlNode[] {
    const items: YamlNode[] = [];
    while (this.tokens.isAt('block-entry')) {
      this.tokens.pass();
      items.push(this.nodeUnless(empty, true, false));
    }
    return items;
  }

  private blockMapping(properties: Properties): YamlNode {
    this.tokens.pass();
    const pairs: NodePair[] = [];
    while (this.tokens.isAt('key')) {
      this.tokens.pass();
      const key = this.nodeUnless(AFTER_BLOCK_KEY, true, true);
      pairs.push([key, this.pairValue(AFTER_BLOCK_KEY, true)]);
    }
    this.blockEnd();
    return mappingNode(properties, pairs);
  }

  private pairValue(empty: readonly TokenKind[], block: boolean): YamlNode {
    if (!this.tokens.isAt('value')) return emptyNode(this.tokens.token().line);
    this.tokens.pass();
    return this.nodeUnless(empty, block, block);
  }

  private flowSequence(properties: Properties): YamlNode {
    const items: YamlNode[] = [];
    this.flowEntries('flow-sequence-end', () => {
      if (this.tokens.isAt('key')) items.push(this.singlePair());
      else items.push(this.node(false, false));
    });
    return sequenceNode(properties, items);
  }

  private singlePair(): YamlNode {
    const { line } = this.tokens.token();
    return mappingNode({ anchor: null, tag: null, line }, [this.flowPair('flow-sequence-end')]);
  }

  private flowPair(end: TokenKind): NodePair {
    this.tokens.pass();
    const key = this.nodeUnless(['value', 'flow-entry', end], false, false);
    return [key, this.pairValue(['flow-entry', end], false)];
  }

  private flowMapping(properties: Properties): YamlNode {
    const pairs: NodePair[] = [];
    this.flowEntries('flow-mapping-end', () => {
      if (this.tokens.isAt('key')) {
        pairs.push(this.flowPair('flow-mapping-end'));
      } else {
        const key = this.node(false, false);
        pairs.push([key, emptyNode(key.line)]);
      }
    });
    return mappingNode(properties, pairs);
  }

  private flowEntries(end: TokenKind, readEntry: () => void): void {
    this.tokens.pass();
    while (!this.tokens.isAt(end)) {
      readEntry();
      if (this.tokens.isAt(end)) break;
      if (!this.tokens.isAt('flow-entry')) throw this.tokens.refusal("a ',' or a closing bracket is missing");
      this.tokens.pass();
    }
    this.tokens.pass();
  }
}

/** The single document of a text as nodes; null for a text without one. Throws `YamlRefusal`. */
export function composeDocument(text: string): YamlNode | null {
  return new Composer(scanTokens(text)).composeSingle();
}
