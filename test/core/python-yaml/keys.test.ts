import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../../main/core/python-yaml/code-point-order.ts';
import { keyIdentity } from '../../../main/core/python-yaml/key-identity.ts';
import { sortEntries } from '../../../main/core/python-yaml/sort-keys.ts';
import { joinApart, pythonCharacters } from '../../../main/core/python-yaml/surrogates.ts';
import type { YamlKey } from '../../../main/core/python-yaml/yaml-value.ts';

const int = (value: bigint): YamlKey => ({ python: 'int', value });
const float = (value: number): YamlKey => ({ python: 'float', value });
const date: YamlKey = { python: 'date', year: 2024, month: 1, day: 1 };
const bytes = (...value: number[]): YamlKey => ({ python: 'bytes', value: Uint8Array.from(value) });

function time(hour: number, offsetMinutes: number | null): YamlKey {
  return {
    python: 'datetime',
    year: 2024,
    month: 1,
    day: 1,
    hour,
    minute: 0,
    second: 0,
    micros: 0,
    offsetMinutes,
  };
}

describe('one key to Python', () => {
  it.each<[YamlKey, YamlKey]>([
    [int(1n), true],
    [float(1), int(1n)],
    [float(-0), false],
    [float(1e30), int(BigInt(1e30))],
    [time(1, 60), time(0, 0)],
    [bytes(1, 2), bytes(1, 2)],
    [float(Number.NaN), float(Number.NaN)],
  ])('%o and %o', (left, right) => {
    expect(keyIdentity(left)).toBe(keyIdentity(right));
  });
});

describe('two keys to Python', () => {
  it.each<[YamlKey, YamlKey]>([
    [int(1n), '1'],
    [null, 'none'],
    [null, 'None'],
    ['n1', int(1n)],
    [float(1.5), int(1n)],
    [int(9007199254740993n), float(9007199254740992)],
    [time(0, 0), time(0, null)],
    [time(0, null), date],
    [bytes(1, 2), bytes(12)],
    [bytes(97), 'a'],
    [false, null],
  ])('%o and %o', (left, right) => {
    expect(keyIdentity(left)).not.toBe(keyIdentity(right));
  });
});

describe('sorting', () => {
  function sorted(...keys: YamlKey[]): readonly YamlKey[] {
    return sortEntries(new Map(keys.map((key) => [key, null]))).map(([key]) => key);
  }

  it('puts texts in the order of their code points', () => {
    expect(sorted('b', 'a', 'B', '', '_', '\uffff', '\u{10000}', 'ab')).toEqual([
      '',
      'B',
      '_',
      'a',
      'ab',
      'b',
      '\uffff',
      '\u{10000}',
    ]);
  });

  it('compares numbers of all kinds', () => {
    expect(sorted(float(2.5), int(3n), true, int(-1n))).toEqual([int(-1n), true, float(2.5), int(3n)]);
  });

  it('compares bytes, dates, and times of one kind', () => {
    expect(sorted(bytes(2), bytes(1, 9), bytes(1))).toEqual([bytes(1), bytes(1, 9), bytes(2)]);
    expect(sorted(time(1, 120), time(0, 0))).toEqual([time(1, 120), time(0, 0)]);
    const earlier: YamlKey = { python: 'date', year: 999, month: 12, day: 31 };
    expect(sorted(date, earlier)).toEqual([earlier, date]);
  });

  it('leaves what Python cannot compare', () => {
    expect(sorted('b', int(1n), 'a')).toEqual(['b', int(1n), 'a']);
    expect(sorted('b', null, 'a')).toEqual(['b', null, 'a']);
    expect(sorted(time(1, 0), time(0, null))).toEqual([time(1, 0), time(0, null)]);
    expect(sorted(date, time(0, null))).toEqual([date, time(0, null)]);
  });

  it('agrees with comparing arrays of code points', () => {
    const text = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const points = (given: string) => Array.from(given, (character) => character.codePointAt(0) ?? 0);
        const [mine, others] = [points(left), points(right)];
        const at = mine.findIndex((point, index) => point !== others[index]);
        const expected = at === -1 ? mine.length - others.length : (mine[at] ?? 0) - (others[at] ?? -1);
        expect(Math.sign(compareCodePoints(left, right))).toBe(Math.sign(expected));
      }),
    );
  });
});

describe('halves of surrogate pairs', () => {
  it('stay two characters, and come back as they were', () => {
    const apart = ['\ud83d', '\ude42', 'x', '\ude42', '\ud83d'].reduce(joinApart, '');
    expect(Array.from(apart)).toHaveLength(5);
    expect(apart).not.toContain('\u{1F642}');
    expect(pythonCharacters(apart)).toEqual(['\ud83d', '\ude42', 'x', '\ude42', '\ud83d']);
  });

  it('leave real characters alone', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (pieces) => {
        const joined = pieces.reduce(joinApart, '');
        expect(joined).toBe(pieces.join(''));
        expect(pythonCharacters(joined).join('')).toBe(joined);
      }),
    );
  });
});
