import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysInMonth, daysSince1970, instantMicros } from '../../../main/core/python-yaml/calendar.ts';
import {
  compareMoments,
  isoText,
  momentOf,
  parseClockTime,
  statedTime,
} from '../../../main/core/python-yaml/instant.ts';
import type { YamlValue } from '../../../main/core/python-yaml/yaml-value.ts';

function textOf(value: YamlValue): string | null {
  const time = parseClockTime(value);
  return time === null ? null : isoText(time);
}

const int = (value: bigint): YamlValue => ({ python: 'int', value });
const float = (value: number): YamlValue => ({ python: 'float', value });

describe('times as text', () => {
  it.each([
    ['2026-05-02T03:04:05.123456Z', '2026-05-02T03:04:05.123456Z'],
    ['2026-05-02 03:04:05', '2026-05-02T03:04:05'],
    ['2026-05-02t03:04z', '2026-05-02T03:04:00Z'],
    ['2026-05-02_03:04', '2026-05-02T03:04:00'],
    ['2026-05-02', '2026-05-02T00:00:00'],
    ['2026-05-02T03:04:05.5+05:30', '2026-05-02T03:04:05.500000+05:30'],
    ['2026-05-02T03:04:05,5-0030', '2026-05-02T03:04:05.500000-00:30'],
    ['2026-05-02T03:04:05\u221202:00', '2026-05-02T03:04:05-02:00'],
    ['2026-05-02T03:04:05-00:00', '2026-05-02T03:04:05Z'],
    ['2026-05-02T03:04:05.1234567Z', '2026-05-02T03:04:05.123456Z'],
    ['1770000000', '2026-02-02T02:40:00Z'],
    ['1770000000.25', '2026-02-02T02:40:00.250000Z'],
    ['-1', '1969-12-31T23:59:59Z'],
    ['1770000000000', '2026-02-02T02:40:00Z'],
  ])('%s', (text, iso) => {
    expect(textOf(text)).toBe(iso);
  });

  it.each([
    '',
    'yesterday',
    ' 2026-05-02',
    '2026-5-2',
    '2026-02-30',
    '2026-13-01',
    '0000-01-01',
    '2026-05-02T24:00:00',
    '2026-05-02T03:60:00',
    '2026-05-02T03:04:60',
    '2026-05-02T3:04:05',
    '2026-05-02T03',
    '2026-05-02T03:04:05.',
    '2026-05-02T03:04:05 +02:00',
    '2026-05-02T03:04:05+02',
    '2026-05-02T03:04:05+24:00',
    '2026-05-02T03:04:05+02:60',
    '2026-05-02Z',
    '1e9',
    '99999999999999999999',
  ])('refuses %j', (text) => {
    expect(textOf(text)).toBe(null);
  });
});

describe('times as other values', () => {
  it.each<[YamlValue, string | null]>([
    [int(0n), '1970-01-01T00:00:00Z'],
    [int(20_000_000_000n), '2603-10-11T11:33:20Z'],
    [int(20_000_000_001n), '1970-08-20T11:33:20.001000Z'],
    [int(-20_000_000_001n), '1969-05-14T12:26:39.999000Z'],
    [int(253_402_300_799_999n), '9999-12-31T23:59:59.999000Z'],
    [int(253_402_300_800_000n), null],
    [int(10n ** 30n), null],
    [float(1.5), '1970-01-01T00:00:01.500000Z'],
    [float(0.9999999), '1970-01-01T00:00:01Z'],
    [float(Number.NaN), null],
    [float(Number.POSITIVE_INFINITY), null],
    [{ python: 'date', year: 2026, month: 5, day: 2 }, '2026-05-02T00:00:00'],
    [
      { python: 'bytes', value: Uint8Array.from('2026-05-02', (digit) => digit.charCodeAt(0)) },
      '2026-05-02T00:00:00',
    ],
    [{ python: 'bytes', value: Uint8Array.of(255) }, null],
    [true, null],
    [null, null],
    [[], null],
    [new Map(), null],
    [{ python: 'set', items: [] }, null],
  ])('%s', (value, iso) => {
    expect(textOf(value)).toBe(iso);
  });
});

describe('the time line', () => {
  const stated = (text: string) => {
    const time = parseClockTime(text);
    if (time === null) throw new Error(text);
    return statedTime(time);
  };

  it('keeps microseconds beside milliseconds', () => {
    expect(stated('1970-01-01T00:00:00.001234Z')).toMatchObject({ epochMs: 1, micros: 234, naive: false });
    expect(stated('1969-12-31T23:59:59.999999Z')).toMatchObject({ epochMs: -1, micros: 999 });
  });

  it('reads a naive time by the local clock, any other as it is', () => {
    expect(momentOf(stated('1970-01-01T02:00:00'), 120)).toEqual({ epochMs: 0, micros: 0 });
    expect(momentOf(stated('1970-01-01T02:00:00+02:00'), 500)).toEqual({ epochMs: 0, micros: 0 });
  });

  it('orders by milliseconds, then microseconds', () => {
    const moments = ['1970-01-01T00:00:00.000002Z', '1970-01-01T00:00:00.000001Z', '1969-01-01'].map(stated);
    expect(moments.sort(compareMoments).map(({ text }) => text.slice(0, 4))).toEqual([
      '1969',
      '1970',
      '1970',
    ]);
    expect(moments[1]?.micros).toBe(1);
  });

  it('agrees with the calendar of JavaScript on every day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
          const days = Math.floor(date.getTime() / 86_400_000);
          expect(daysSince1970(year, month, day)).toBe(days);
          expect(day).toBeLessThanOrEqual(daysInMonth(year, month));
          const clock = parseClockTime(float(Math.floor(date.getTime() / 1000)));
          const inSeconds = Math.abs(date.getTime() / 1000) <= 20_000_000_000;
          if (inSeconds) expect(clock).toMatchObject({ year, month, day, hour: date.getUTCHours() });
        },
      ),
    );
  });

  it('gives a text back that means the same moment', () => {
    const offset = fc.integer({ min: -1439, max: 1439 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000_000_000 }), offset, (seconds, offsetMinutes) => {
        const utc = parseClockTime(int(BigInt(seconds)));
        if (utc === null) throw new Error('out of range');
        const local = { ...utc, offsetMinutes };
        const again = parseClockTime(isoText(local));
        expect(again).toEqual(local);
        expect(instantMicros(local)).toBe(BigInt(seconds - offsetMinutes * 60) * 1_000_000n);
      }),
    );
  });
});
