import { Pen } from './pen.ts';
import { base64Text, dateText, datetimeText, floatText } from './python-text.ts';
import { resolvePlainTag } from './resolve-plain.ts';
import { chooseScalarStyle, hasLineBreak, type ScalarStyle } from './scalar-style.ts';
import { sortEntries } from './sort-keys.ts';
import { writeDoubleQuoted, writeLiteral, writePlain, writeSingleQuoted } from './write-scalar.ts';
import { TAG } from './yaml-node.ts';
import type { PythonSet, PythonTuple, YamlKey, YamlValue } from './yaml-value.ts';

/** What can be written: read values, and whole JavaScript numbers as Python ints. */
export type WritableYaml = YamlValue | number | readonly WritableYaml[] | ReadonlyMap<YamlKey, WritableYaml>;

type Scalar = YamlKey | number;

/** A scalar ready to be written; `tag` is null when none is shown. */
interface WrittenScalar {
  readonly text: string;
  readonly style: ScalarStyle;
  readonly tag: string | null;
  readonly keyLength: number;
}

const INDENT = 2;
const BEST_KEY_LENGTH = 128;
const SHOWN_TAG = { str: 5, int: 5, bool: 6, null: 6, float: 7, binary: 8, timestamp: 11 } as const;

function typedText(value: Exclude<Scalar, string>): readonly [keyof typeof SHOWN_TAG, string] {
  if (value === null) return ['null', 'null'];
  if (typeof value === 'boolean') return ['bool', String(value)];
  if (typeof value === 'number') return ['int', String(BigInt(value))];
  switch (value.python) {
    case 'int':
      return ['int', String(value.value)];
    case 'float':
      return ['float', floatText(value.value)];
    case 'bytes':
      return ['binary', base64Text(value.value)];
    case 'date':
      return ['timestamp', dateText(value)];
    case 'datetime':
      return ['timestamp', datetimeText(value, ' ')];
  }
}

function scalarToWrite(value: Scalar): WrittenScalar {
  const [type, text]: readonly [keyof typeof SHOWN_TAG, string] =
    typeof value === 'string' ? ['str', value] : typedText(value);
  const keyLength = Array.from(text).length + SHOWN_TAG[type];
  if (type === 'binary')
    return { text, style: text === '' ? 'double' : 'literal', tag: '!!binary', keyLength };
  const plainKeepsType = type !== 'str' || resolvePlainTag(text) === TAG.str;
  return { text, style: chooseScalarStyle(text, plainKeepsType), tag: null, keyLength };
}

function putScalar(pen: Pen, scalar: WrittenScalar, indent: number, folds: boolean): void {
  if (scalar.tag !== null) pen.indicator(scalar.tag, true);
  const place = { indent, folds };
  if (scalar.style === 'plain') writePlain(pen, scalar.text, place);
  else if (scalar.style === 'single') writeSingleQuoted(pen, scalar.text, place);
  else if (scalar.style === 'double') writeDoubleQuoted(pen, scalar.text, place);
  else writeLiteral(pen, scalar.text, place);
}

function isSimpleKey(key: WrittenScalar): boolean {
  return key.keyLength < BEST_KEY_LENGTH && key.text !== '' && !hasLineBreak(key.text);
}

function putMapping(pen: Pen, entries: ReadonlyMap<Scalar, WritableYaml>, indent: number): void {
  if (entries.size === 0) {
    pen.indicator('{', true, { whitespace: true });
    pen.indicator('}', false);
    return;
  }
  for (const [key, value] of sortEntries(entries)) {
    const scalar = scalarToWrite(key);
    pen.indentTo(indent);
    if (isSimpleKey(scalar)) {
      putScalar(pen, scalar, indent + INDENT, false);
      pen.indicator(':', false);
    } else {
      pen.indicator('?', true, { indention: true });
      putScalar(pen, scalar, indent + INDENT, true);
      pen.indentTo(indent);
      pen.indicator(':', true, { indention: true });
    }
    putNode(pen, value, indent, true);
  }
}

function putSequence(pen: Pen, items: readonly WritableYaml[], indent: number): void {
  if (items.length === 0) {
    pen.indicator('[', true, { whitespace: true });
    pen.indicator(']', false);
    return;
  }
  for (const item of items) {
    pen.indentTo(indent);
    pen.indicator('-', true, { indention: true });
    putNode(pen, item, indent, false);
  }
}

function isScalar(value: WritableYaml): value is Scalar {
  if (value === null || typeof value !== 'object') return true;
  return 'python' in value && value.python !== 'set' && value.python !== 'tuple';
}

type Items = readonly WritableYaml[] | PythonTuple;

function isItems(value: Exclude<WritableYaml, Scalar>): value is Items {
  return Array.isArray(value) || ('python' in value && value.python === 'tuple');
}

function mappingOf(
  pen: Pen,
  value: PythonSet | ReadonlyMap<YamlKey, WritableYaml>,
): ReadonlyMap<Scalar, WritableYaml> {
  if (!('python' in value)) return value;
  pen.indicator('!!set', true);
  return new Map(value.items.map((item) => [item, null]));
}

function putNode(pen: Pen, value: WritableYaml, parentIndent: number, inMapping: boolean): void {
  if (isScalar(value)) {
    putScalar(pen, scalarToWrite(value), parentIndent + INDENT, true);
    return;
  }
  if (isItems(value)) {
    // A list right behind `key:` is not indented.
    const indentless = inMapping && !pen.indention;
    const items = 'python' in value ? value.items : value;
    putSequence(pen, items, indentless ? parentIndent : parentIndent + INDENT);
    return;
  }
  putMapping(pen, mappingOf(pen, value), parentIndent + INDENT);
}

/**
 * The text that PyYAML's `yaml.safe_dump(value, sort_keys=True, default_flow_style=False)` writes, byte for byte:
 * ASCII, lines folded near column 80, keys sorted by code point. Values used twice are written twice.
 */
export function writePythonYaml(value: WritableYaml): string {
  const pen = new Pen();
  if (!isScalar(value)) {
    putNode(pen, value, -INDENT, false);
    pen.indentTo(0);
    return pen.text();
  }
  const scalar = scalarToWrite(value);
  putScalar(pen, scalar, INDENT, true);
  pen.indentTo(0);
  // A bare value alone in a document is closed, so that it cannot run on.
  return scalar.style === 'plain' ? `${pen.text()}...\n` : pen.text();
}
