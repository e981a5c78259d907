import { eventsToAst, FAILSAFE_SCHEMA, type Node, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { resolvePlainTag } from './resolve-plain.ts';
import { TAG, type YamlNode, YamlRefusal } from './yaml-node.ts';

export const MAX_DEPTH = 100;
export const MAX_NODES = 50_000;

function fullTag(tag: string): string {
  return tag.startsWith('!!') ? `tag:yaml.org,2002:${tag.slice(2)}` : tag;
}

function composeNode(node: Node, anchors: Map<string, YamlNode>): YamlNode {
  if (node.kind === 'alias') {
    const target = anchors.get(node.anchor);
    if (target === undefined) throw new YamlRefusal('an alias names nothing');
    return target;
  }
  const made = composeAnchorless(node, anchors);
  if (made.weight > MAX_NODES || made.height > MAX_DEPTH)
    throw new YamlRefusal('the text repeats or nests too much');
  if (node.anchor !== undefined) {
    if (anchors.has(node.anchor)) throw new YamlRefusal('an anchor is used twice');
    anchors.set(node.anchor, made);
  }
  return made;
}

function composeAnchorless(node: Exclude<Node, { kind: 'alias' }>, anchors: Map<string, YamlNode>): YamlNode {
  const anchored = node.anchor !== undefined;
  if (node.kind === 'scalar') {
    const plain = node.style === SCALAR_STYLE.PLAIN;
    const tag = node.tagged ? fullTag(node.tag) : plain ? resolvePlainTag(node.value) : TAG.str;
    return { kind: 'scalar', tag, text: node.value, line: 1, anchored, weight: 1, height: 1 };
  }
  let weight = 1;
  let height = 0;
  const child = (inner: Node): YamlNode => {
    const made = composeNode(inner, anchors);
    weight += made.weight;
    height = Math.max(height, made.height);
    return made;
  };
  if (node.kind === 'sequence') {
    const items = node.items.map(child);
    const tag = node.tagged ? fullTag(node.tag) : TAG.seq;
    return { kind: 'sequence', tag, items, line: 1, anchored, weight, height: height + 1 };
  }
  const pairs = node.items.map((item) => [child(item.key), child(item.value)] as const);
  const tag = node.tagged ? fullTag(node.tag) : TAG.map;
  return { kind: 'mapping', tag, pairs, line: 1, anchored, weight, height: height + 1 };
}

/** The single document of a text, composed; null for a text without one. Throws `YamlRefusal`. */
export function composeDocument(text: string): YamlNode | null {
  try {
    const documents = eventsToAst(parseEvents(text, { maxDepth: MAX_DEPTH }), {
      source: text,
      schema: FAILSAFE_SCHEMA,
    });
    if (documents.length > 1) throw new YamlRefusal('there is more than one document');
    const contents = documents[0]?.contents ?? null;
    return contents === null ? null : composeNode(contents, new Map());
  } catch (problem) {
    if (problem instanceof YAMLException) {
      throw new YamlRefusal(problem.reason, problem.mark === undefined ? undefined : problem.mark.line + 1);
    }
    throw problem;
  }
}
