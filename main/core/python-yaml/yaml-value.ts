/** A Python int of any size. */
export interface PythonInt {
  readonly python: 'int';
  readonly value: bigint;
}

/** A Python float; `1.0` stays apart from the int `1`. */
export interface PythonFloat {
  readonly python: 'float';
  readonly value: number;
}

/** A Python `datetime.date`. Months and days count from 1. */
export interface PythonDate {
  readonly python: 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A Python `datetime.datetime`; `offsetMinutes` is null for a naive time. */
export interface PythonDatetime {
  readonly python: 'datetime';
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
  readonly offsetMinutes: number | null;
}

/** Python `bytes`. */
export interface PythonBytes {
  readonly python: 'bytes';
  readonly value: Uint8Array;
}

/** A Python `set`, in the order its members were written. */
export interface PythonSet {
  readonly python: 'set';
  readonly items: readonly YamlKey[];
}

/** A Python `tuple`; only `!!omap` and `!!pairs` make them. */
export interface PythonTuple {
  readonly python: 'tuple';
  readonly items: readonly YamlValue[];
}

/** What may be a mapping key: Python's hashable values. Equal keys (1, 1.0 and True) are one key. */
export type YamlKey =
  | null
  | boolean
  | string
  | PythonInt
  | PythonFloat
  | PythonDate
  | PythonDatetime
  | PythonBytes;

/** A Python `dict` in insertion order; text keys are plain strings, so `get('rules')` is safe for any name. */
export type YamlMapping = ReadonlyMap<YamlKey, YamlValue>;

/** A value as `yaml.safe_load` returns it, with Python's types kept apart. Never cyclic. */
export type YamlValue = YamlKey | PythonSet | PythonTuple | YamlMapping | readonly YamlValue[];

/** The outcome of reading YAML text; `line` counts from 1. */
export type YamlReading =
  | { readonly ok: true; readonly value: YamlValue }
  | { readonly ok: false; readonly reason: string; readonly line?: number };

/** True for a mapping (Python `dict`). */
export function isMapping(value: YamlValue | undefined): value is YamlMapping {
  return value instanceof Map;
}

/** True for a list (Python `list`; tuples are not lists). */
export function isList(value: YamlValue | undefined): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** The name Python gives the value's type, for messages. */
export function pythonTypeOf(value: YamlValue): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (isMapping(value)) return 'dict';
  return isList(value) ? 'list' : value.python;
}
