import { TAG } from './yaml-node.ts';

// Python's `$` also matches before a final line break, hence `\n?$`.
const BOOL = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\n?$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\n?$/;
const INT =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)\n?$/;
const MERGE = /^<<\n?$/;
const NULL = /^(?:~|null|Null|NULL|)\n?$/;
const TIMESTAMP =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)\n?$/;
const VALUE = /^=\n?$/;
// Only a quoted scalar behind a lone `!` gets this far; no constructor takes it.
const YAML_ITSELF = /^[!&*]\n?$/;

type Resolver = readonly [tag: string, pattern: RegExp];

const WORD: readonly Resolver[] = [[TAG.bool, BOOL]];
const NULL_WORD: readonly Resolver[] = [
  [TAG.bool, BOOL],
  [TAG.null, NULL],
];
const SIGN: readonly Resolver[] = [
  [TAG.float, FLOAT],
  [TAG.int, INT],
];
const DIGIT: readonly Resolver[] = [...SIGN, [TAG.timestamp, TIMESTAMP]];

function byFirstCharacter(): ReadonlyMap<string, readonly Resolver[]> {
  const table = new Map<string, readonly Resolver[]>();
  for (const first of 'yYtTfFoO') table.set(first, WORD);
  for (const first of 'nN') table.set(first, NULL_WORD);
  for (const first of '-+') table.set(first, SIGN);
  for (const first of '0123456789') table.set(first, DIGIT);
  for (const first of '!&*') table.set(first, [[TAG.yaml, YAML_ITSELF]]);
  table.set('.', [[TAG.float, FLOAT]]);
  table.set('<', [[TAG.merge, MERGE]]);
  table.set('=', [[TAG.value, VALUE]]);
  table.set('~', [[TAG.null, NULL]]);
  return table;
}

const RESOLVERS = byFirstCharacter();

/** The tag PyYAML gives an untagged plain scalar: YAML 1.1 with PyYAML's own patterns. */
export function resolvePlainTag(text: string): string {
  if (text === '') return TAG.null;
  const candidates = RESOLVERS.get(text.charAt(0));
  if (candidates === undefined) return TAG.str;
  for (const [tag, pattern] of candidates) {
    if (pattern.test(text)) return tag;
  }
  return TAG.str;
}
