import { keyIdentity } from '../../../main/core/python-yaml/key-identity.ts';
import { joinApart } from '../../../main/core/python-yaml/surrogates.ts';
import {
  isList,
  isMapping,
  type PythonDatetime,
  type YamlKey,
  type YamlValue,
} from '../../../main/core/python-yaml/yaml-value.ts';

/** Python values as the vector file spells them in JSON; `units` are the code points of a text with surrogates. */
export type Encoded =
  | null
  | boolean
  | string
  | readonly Encoded[]
  | { readonly int: string }
  | { readonly float: string }
  | { readonly date: string }
  | { readonly datetime: string }
  | { readonly bytes: string }
  | { readonly units: readonly number[] }
  | { readonly set: readonly Encoded[] }
  | { readonly tuple: readonly Encoded[] }
  | { readonly dict: readonly (readonly [Encoded, Encoded])[] };

const DATETIME = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)(?:\.(\d+))?(?:([-+])(\d+):(\d+))?$/;
const FLOAT_WORDS = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['nan', Number.NaN],
]);

function decodeDatetime(text: string): PythonDatetime {
  const match = DATETIME.exec(text);
  if (match === null) throw new Error(`not a datetime: ${text}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micros = 0] = match
    .slice(1, 8)
    .map((part) => Number(part ?? 0));
  const size = Number(match[9]) * 60 + Number(match[10]);
  const offsetMinutes = match[8] === undefined ? null : match[8] === '-' && size > 0 ? -size : size;
  return { python: 'datetime', year, month, day, hour, minute, second, micros, offsetMinutes };
}

function decodeDate(text: string): YamlKey {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { python: 'date', year, month, day };
}

function decodeBytes(hex: string): YamlKey {
  return {
    python: 'bytes',
    value: Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
  };
}

function decodeKey(encoded: Encoded): YamlKey {
  const value = decodeValue(encoded);
  if (value === null || typeof value !== 'object') return value;
  if (isMapping(value) || isList(value) || value.python === 'set' || value.python === 'tuple') {
    throw new Error('not a key');
  }
  return value;
}

/** The value a vector means. */
export function decodeValue(encoded: Encoded): YamlValue {
  if (encoded === null || typeof encoded !== 'object') return encoded;
  if ('int' in encoded) return { python: 'int', value: BigInt(encoded.int) };
  if ('float' in encoded)
    return { python: 'float', value: FLOAT_WORDS.get(encoded.float) ?? Number(encoded.float) };
  if ('date' in encoded) return decodeDate(encoded.date);
  if ('datetime' in encoded) return decodeDatetime(encoded.datetime);
  if ('bytes' in encoded) return decodeBytes(encoded.bytes);
  if ('units' in encoded)
    return encoded.units.map((unit) => String.fromCodePoint(unit)).reduce(joinApart, '');
  if ('set' in encoded) return { python: 'set', items: encoded.set.map(decodeKey) };
  if ('tuple' in encoded) return { python: 'tuple', items: encoded.tuple.map(decodeValue) };
  if ('dict' in encoded)
    return new Map(encoded.dict.map(([key, value]) => [decodeKey(key), decodeValue(value)]));
  return encoded.map(decodeValue);
}

function byIdentity(left: YamlKey, right: YamlKey): number {
  return keyIdentity(left) < keyIdentity(right) ? -1 : 1;
}

/** The value with the members of sets in one order, and mappings as lists so that their order counts. */
export function comparable(value: YamlValue): unknown {
  if (isMapping(value))
    return { dict: [...value].map(([key, inner]) => [comparable(key), comparable(inner)]) };
  if (isList(value)) return value.map(comparable);
  if (value === null || typeof value !== 'object' || !('python' in value)) return value;
  if (value.python === 'set') return { set: [...value.items].sort(byIdentity).map(comparable) };
  return value.python === 'tuple' ? { tuple: value.items.map(comparable) } : value;
}
