import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constructBytes, decodeUtf8 } from '../../../main/core/python-yaml/python-bytes.ts';
import { constructFloat, constructInt } from '../../../main/core/python-yaml/python-number.ts';
import {
  base64Text,
  datetimeText,
  floatText,
  offsetText,
} from '../../../main/core/python-yaml/python-text.ts';
import { constructTimestamp } from '../../../main/core/python-yaml/python-time.ts';
import { resolvePlainTag } from '../../../main/core/python-yaml/resolve-plain.ts';
import { TAG, YamlRefusal } from '../../../main/core/python-yaml/yaml-node.ts';

describe('ints', () => {
  it.each([
    ['0', 0n],
    ['-0x_ff', -255n],
    ['0b1_0', 2n],
    ['0o17', 15n],
    ['017', 15n],
    ['0_', 0n],
    ['1:2:3', 3723n],
    ['1:99', 159n],
    [' 12 ', 12n],
    ['+-5', -5n],
    ['0b0b1', 1n],
  ])('%j', (text, value) => {
    expect(constructInt(text)).toBe(value);
  });

  it.each(['', '-', '_', '0b', '0x_', '08', '0b2', '1.0', 'x', '1:', `1${'0'.repeat(4300)}`])(
    'refuses %.20s',
    (text) => {
      expect(() => constructInt(text)).toThrow(YamlRefusal);
    },
  );

  it('gives every number back from every base', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), (value) => {
        expect(constructInt(`${value}`)).toBe(value);
        expect(constructInt(`-0x${value.toString(16)}`)).toBe(-value);
        expect(constructInt(`0b${value.toString(2)}`)).toBe(value);
        expect(constructInt(`0${value.toString(8)}`)).toBe(value);
      }),
    );
  });
});

describe('floats', () => {
  it.each([
    ['1', 1],
    ['1_0.5', 10.5],
    ['-.5e-1', -0.05],
    ['1:30.5', 90.5],
    ['-1:30.', -90],
    ['.INF', Number.POSITIVE_INFINITY],
    ['-infinity', Number.NEGATIVE_INFINITY],
    ['NaN', Number.NaN],
    [' 5e3 ', 5000],
  ])('%j', (text, value) => {
    expect(constructFloat(text)).toBe(value);
  });

  it.each(['', '+', '.', 'e5', '1e', '0x1', 'x', '1:x'])('refuses %j', (text) => {
    expect(() => constructFloat(text)).toThrow(YamlRefusal);
  });

  it('are written so that PyYAML takes them for floats, and the same ones', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const text = floatText(value);
        expect(resolvePlainTag(text)).toBe(TAG.float);
        expect(constructFloat(text)).toBe(value);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [1, '1.0'],
    [-0, '-0.0'],
    [1e15, '1000000000000000.0'],
    [1e16, '1.0e+16'],
    [1.5e300, '1.5e+300'],
    [0.0001, '0.0001'],
    [0.00001, '1.0e-05'],
    [0.1, '0.1'],
  ])('%d is written %s', (value, text) => {
    expect(floatText(value)).toBe(text);
  });
});

describe('times', () => {
  it('are read with one-digit parts and cut at microseconds', () => {
    expect(constructTimestamp('2024-1-2 3:04:05.12345678 +05')).toMatchObject({
      hour: 3,
      micros: 123_456,
      offsetMinutes: 300,
    });
    expect(constructTimestamp('2024-01-02T03:04:05.Z')).toMatchObject({ micros: 0, offsetMinutes: 0 });
    expect(constructTimestamp('2024-01-02T03:04:05-00:30')).toMatchObject({ offsetMinutes: -30 });
  });

  it.each([
    'x',
    '2024-02-30',
    '0000-01-01',
    '2024-01-01 24:00:00',
    '2024-01-01 00:00:60',
    '2024-01-01 00:00:00 +24',
  ])('refuse %s', (text) => {
    expect(() => constructTimestamp(text)).toThrow(YamlRefusal);
  });

  it('are written as Python writes them', () => {
    const time = { year: 7, month: 1, day: 2, hour: 3, minute: 4, second: 5, micros: 0, offsetMinutes: null };
    expect(datetimeText(time, ' ')).toBe('0007-01-02 03:04:05');
    expect(datetimeText({ ...time, micros: 10, offsetMinutes: -90 }, 'T')).toBe(
      '0007-01-02T03:04:05.000010-01:30',
    );
    expect(offsetText(0)).toBe('+00:00');
  });
});

describe('bytes', () => {
  it.each([
    ['Kio=', [42, 42]],
    ['Ki o\n=', [42, 42]],
    ['K=i=o=', [42, 42]],
    ['Kio=Kio=', [42, 42]],
    ['=Ki==', [42]],
    ['', []],
    ['====', []],
  ])('%j', (text, bytes) => {
    expect([...constructBytes(text)]).toEqual(bytes);
  });

  it.each(['A', 'Ki', 'Ki=', 'AAAAA', 'K===', '\u00e9'])('refuse %s', (text) => {
    expect(() => constructBytes(text)).toThrow(YamlRefusal);
  });

  it('come back from base64 in lines of 76', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = base64Text(bytes);
        expect([...constructBytes(text)]).toEqual([...bytes]);
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(76);
      }),
    );
  });

  it('are text only when they are strict UTF-8', () => {
    expect(decodeUtf8(Uint8Array.of(0x25, 0xf0, 0x9f, 0x99, 0x82))).toBe('%\u{1F642}');
    expect(decodeUtf8(Uint8Array.of(0xff))).toBe(null);
    expect(decodeUtf8(Uint8Array.of(0xe2, 0x82))).toBe(null);
  });
});
