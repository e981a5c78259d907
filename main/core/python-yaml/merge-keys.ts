import { type MappingNode, type NodePair, TAG, type YamlNode, YamlRefusal } from './yaml-node.ts';

function sourcesOf(value: YamlNode): readonly MappingNode[] {
  if (value.kind === 'mapping') return [value];
  if (value.kind === 'scalar') throw new YamlRefusal('a merge key needs a mapping', value.line);
  const sources: MappingNode[] = [];
  for (const item of value.items) {
    if (item.kind !== 'mapping') throw new YamlRefusal('a merge key needs mappings only', item.line);
    sources.push(item);
  }
  // The first source wins, and later pairs overwrite earlier ones.
  return sources.reverse();
}

/** The pairs of a mapping with its `<<` keys written out in front, as PyYAML does; own keys win. */
export function mergedPairs(node: MappingNode): readonly NodePair[] {
  if (!node.pairs.some(([key]) => key.tag === TAG.merge)) return node.pairs;
  const merged: NodePair[] = [];
  const own: NodePair[] = [];
  for (const pair of node.pairs) {
    if (pair[0].tag !== TAG.merge) own.push(pair);
    else
      for (const source of sourcesOf(pair[1]))
        for (const inherited of mergedPairs(source)) merged.push(inherited);
  }
  return merged.concat(own);
}
