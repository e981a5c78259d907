import { resolvePlainTag } from './resolve-plain.ts';
import { type NodePair, TAG, type YamlNode } from './yaml-node.ts';

/** The anchor and tag written before a node; `tag` is whole, or null when there is none. */
export interface Properties {
  readonly anchor: string | null;
  readonly tag: string | null;
  readonly line: number;
}

const NON_SPECIFIC = '!';

/** The null that stands where no value is written. */
export function emptyNode(line: number): YamlNode {
  return scalarNode({ anchor: null, tag: null, line }, '', true);
}

/** A scalar; without a tag, or behind a lone `!`, its type depends on its text. */
export function scalarNode(properties: Properties, text: string, plain: boolean): YamlNode {
  const { tag, line, anchor } = properties;
  const resolves = tag === NON_SPECIFIC || (tag === null && plain);
  const resolved = resolves ? resolvePlainTag(text) : (tag ?? TAG.str);
  return { kind: 'scalar', tag: resolved, text, line, anchored: anchor !== null, weight: 1, height: 1 };
}

/** A sequence with the size and depth of all below it. */
export function sequenceNode(properties: Properties, items: readonly YamlNode[]): YamlNode {
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

/** A mapping with the size and depth of all below it. */
export function mappingNode(properties: Properties, pairs: readonly NodePair[]): YamlNode {
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
