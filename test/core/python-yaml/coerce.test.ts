import { describe, expect, it } from 'vitest';
import {
  coerceBool,
  coerceItems,
  coerceText,
  coerceTextKeys,
  coerceTexts,
  coerceWhole,
  hasFieldNames,
} from '../../../main/core/python-yaml/coerce.ts';
import type { YamlKey, YamlValue } from '../../../main/core/python-yaml/yaml-value.ts';

const int = (value: bigint): YamlKey => ({ python: 'int', value });
const float = (value: number): YamlKey => ({ python: 'float', value });
const bytes = (...value: number[]): YamlKey => ({ python: 'bytes', value: Uint8Array.from(value) });
const DATE: YamlKey = { python: 'date', year: 2026, month: 1, day: 1 };

describe('texts', () => {
  it.each<[YamlValue, string | undefined]>([
    ['a', 'a'],
    [bytes(), ''],
    [bytes(0x68, 0xc3, 0xa9), 'h\u00e9'],
    [bytes(0xc3), undefined],
    [bytes(0xed, 0xa0, 0x80), undefined],
    [bytes(0xc0, 0x80), undefined],
    [int(5n), undefined],
    [true, undefined],
    [null, undefined],
    [DATE, undefined],
    [['a'], undefined],
  ])('%o', (value, text) => {
    expect(coerceText(value)).toBe(text);
  });
});

describe('booleans', () => {
  it.each<[YamlValue, boolean | undefined]>([
    [true, true],
    [false, false],
    ['yes', true],
    ['ON', true],
    ['t', true],
    ['1', true],
    ['n', false],
    ['Off', false],
    ['F', false],
    ['Y ', undefined],
    ['', undefined],
    ['maybe', undefined],
    ['2', undefined],
    [int(1n), true],
    [int(0n), false],
    [int(2n), undefined],
    [float(1), true],
    [float(-0), false],
    [float(0.5), undefined],
    [bytes(0x79), true],
    [null, undefined],
    [DATE, undefined],
    [[], undefined],
    [new Map(), undefined],
  ])('%o', (value, expected) => {
    expect(coerceBool(value)).toBe(expected);
  });
});

describe('whole numbers', () => {
  it.each<[YamlValue, number | undefined]>([
    [int(-9n), -9],
    [float(3), 3],
    [float(3.5), undefined],
    [float(Number.NaN), undefined],
    [false, 0],
    ['+12', 12],
    ['-012', -12],
    ['5.000', 5],
    ['5.', 5],
    ['1_0', 10],
    ['_1', undefined],
    ['1_', undefined],
    ['++1', undefined],
    ['0x10', undefined],
    ['1e3', undefined],
    [int(2n ** 60n), undefined],
    [null, undefined],
    [{ python: 'set', items: [] }, undefined],
  ])('%o', (value, expected) => {
    expect(coerceWhole(value)).toBe(expected);
  });
});

describe('collections', () => {
  it('are lists, sets and tuples, but not mappings or texts', () => {
    expect(coerceItems(['a'])).toEqual(['a']);
    expect(coerceItems({ python: 'set', items: ['a'] })).toEqual(['a']);
    expect(coerceItems({ python: 'tuple', items: ['a', null] })).toEqual(['a', null]);
    for (const other of ['a', null, new Map(), DATE, true]) expect(coerceItems(other)).toBe(undefined);
  });

  it('of texts hold nothing else', () => {
    expect(coerceTexts(['a', bytes(0x62)])).toEqual(['a', 'b']);
    expect(coerceTexts([])).toEqual([]);
    for (const other of [['a', int(1n)], [null], 'a', null]) expect(coerceTexts(other)).toBe(undefined);
  });

  it('with named entries need texts as keys', () => {
    expect(
      coerceTextKeys(
        new Map<YamlKey, YamlValue>([
          ['a', null],
          [bytes(0x62), true],
        ]),
      ),
    ).toEqual([
      ['a', null],
      ['b', true],
    ]);
    expect(coerceTextKeys(new Map([[int(1n), 'a']]))).toBe(undefined);
    expect(coerceTextKeys([])).toBe(undefined);
  });

  it('pass for named fields only with plain texts', () => {
    expect(hasFieldNames(new Map([['a', 1 > 0]]))).toBe(true);
    expect(hasFieldNames(new Map([[bytes(0x62), null]]))).toBe(false);
    expect(hasFieldNames(new Map([[null, null]]))).toBe(false);
  });
});
