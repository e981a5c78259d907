import { keyIdentity } from './key-identity.ts';
import { mergedPairs } from './merge-keys.ts';
import { constructBytes } from './python-bytes.ts';
import { constructFloat, constructInt } from './python-number.ts';
import { constructTimestamp } from './python-time.ts';
import { type MappingNode, TAG, type YamlNode, YamlRefusal } from './yaml-node.ts';
import type { PythonSet, PythonTuple, YamlKey, YamlMapping, YamlValue } from './yaml-value.ts';

type Made = Map<YamlNode, YamlValue>;
type Maker = (node: YamlNode, made: Made) => YamlValue;

const BOOL_OF: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
  ['true', true],
  ['false', false],
  ['on', true],
  ['off', false],
]);

function scalarText(node: YamlNode): string {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'mapping') {
    // YAML 1.1's "default value": a mapping may stand for the scalar under its `=` key.
    const stand = node.pairs.find(([key]) => key.tag === TAG.value);
    if (stand !== undefined) return scalarText(stand[1]);
  }
  throw new YamlRefusal(`a single value was expected, but there is a ${node.kind}`, node.line);
}

function makeBool(node: YamlNode): boolean {
  const value = BOOL_OF.get(scalarText(node).toLowerCase());
  if (value === undefined) throw new YamlRefusal('a value marked as a boolean is not one', node.line);
  return value;
}

function makeTimestamp(node: YamlNode): YamlValue {
  if (node.kind !== 'scalar') throw new YamlRefusal('a value marked as a time is not one', node.line);
  return constructTimestamp(node.text);
}

function isKey(value: YamlValue): value is YamlKey {
  if (value === null || typeof value !== 'object') return true;
  return 'python' in value && value.python !== 'set' && value.python !== 'tuple';
}

function entriesOf(node: YamlNode, made: Made): Map<YamlKey, YamlValue> {
  if (node.kind !== 'mapping') {
    throw new YamlRefusal(`a mapping was expected, but there is a ${node.kind}`, node.line);
  }
  const entries = new Map<YamlKey, YamlValue>();
  const firstSpelling = new Map<string, YamlKey>();
  for (const [keyNode, valueNode] of mergedPairs(node)) {
    const key = keyNode.tag === TAG.value ? scalarText(keyNode) : makeValue(keyNode, made);
    if (!isKey(key)) throw new YamlRefusal('a list or mapping is used as a key', keyNode.line);
    const value = makeValue(valueNode, made);
    if (typeof key === 'string') {
      entries.set(key, value);
      continue;
    }
    const identity = keyIdentity(key);
    const known = firstSpelling.get(identity);
    if (known === undefined) firstSpelling.set(identity, key);
    entries.set(known === undefined ? key : known, value);
  }
  return entries;
}

function makeMapping(node: YamlNode, made: Made): YamlMapping {
  return entriesOf(node, made);
}

function makeSet(node: YamlNode, made: Made): PythonSet {
  return { python: 'set', items: [...entriesOf(node, made).keys()] };
}

function makeSequence(node: YamlNode, made: Made): readonly YamlValue[] {
  if (node.kind !== 'sequence') {
    throw new YamlRefusal(`a list was expected, but there is a ${node.kind}`, node.line);
  }
  return node.items.map((item) => makeValue(item, made));
}

function onlyPair(node: YamlNode): MappingNode['pairs'][number] {
  const pair = node.kind === 'mapping' && node.pairs.length === 1 ? node.pairs[0] : undefined;
  if (pair === undefined) throw new YamlRefusal('a mapping with one entry was expected', node.line);
  return pair;
}

function makePairs(node: YamlNode, made: Made): readonly PythonTuple[] {
  if (node.kind !== 'sequence') throw new YamlRefusal('a list of pairs was expected', node.line);
  return node.items.map((item) => {
    const [key, value] = onlyPair(item);
    return { python: 'tuple', items: [makeValue(key, made), makeValue(value, made)] };
  });
}

function makeNull(node: YamlNode): null {
  scalarText(node);
  return null;
}

const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  [TAG.null, makeNull],
  [TAG.bool, makeBool],
  [TAG.int, (node) => ({ python: 'int', value: constructInt(scalarText(node)) })],
  [TAG.float, (node) => ({ python: 'float', value: constructFloat(scalarText(node)) })],
  [TAG.binary, (node) => ({ python: 'bytes', value: constructBytes(scalarText(node)) })],
  [TAG.timestamp, makeTimestamp],
  [TAG.omap, makePairs],
  [TAG.pairs, makePairs],
  [TAG.set, makeSet],
  [TAG.str, scalarText],
  [TAG.seq, makeSequence],
  [TAG.map, makeMapping],
]);

function makeAnew(node: YamlNode, made: Made): YamlValue {
  if (node.kind === 'scalar' && node.tag === TAG.str) return node.text;
  const maker = MAKERS.get(node.tag);
  if (maker === undefined) throw new YamlRefusal(`the tag ${node.tag} is not allowed`, node.line);
  try {
    return maker(node, made);
  } catch (problem) {
    if (problem instanceof YamlRefusal && problem.line === undefined)
      throw new YamlRefusal(problem.reason, node.line);
    throw problem;
  }
}

function makeValue(node: YamlNode, made: Made): YamlValue {
  if (!node.anchored) return makeAnew(node, made);
  const known = made.get(node);
  if (known !== undefined) return known;
  const value = makeAnew(node, made);
  made.set(node, value);
  return value;
}

/** The value PyYAML's safe constructor makes of a composed document. Throws `YamlRefusal`. */
export function constructPythonValue(root: YamlNode): YamlValue {
  return makeValue(root, new Map());
}
