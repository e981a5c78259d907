import { describe, expect, test } from 'vitest';
import { ageText, areApart, exactText, isoText, momentText } from '../../../renderer/parts/time.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');

describe('how long ago', () => {
  test.each([
    ['2026-03-10T11:59:30Z', 'now'],
    ['2026-03-10T12:00:30Z', 'now'],
    ['2026-03-10T11:58:00Z', '2 min'],
    ['2026-03-10T11:00:01Z', '59 min'],
    ['2026-03-10T11:00:00Z', '1 h'],
    ['2026-03-10T00:01:00Z', '11 h'],
    ['2026-03-09T23:59:00Z', 'Yesterday'],
    ['2026-03-09T01:00:00Z', 'Yesterday'],
    ['2026-03-08T12:00:00Z', '8 Mar'],
    ['2024-11-12T12:00:00Z', '12 Nov 2024'],
    ['2026-03-10T14:30:00Z', '14:30 today'],
    ['nonsense', 'no time'],
  ])('%s is %s', (iso, text) => {
    expect(ageText(iso, NOW)).toBe(text);
  });

  test('an hour after midnight, the evening before is still hours ago', () => {
    const now = Date.parse('2026-03-10T01:00:00Z');
    expect(ageText('2026-03-09T22:00:00Z', now)).toBe('3 h');
  });
});

test.each([
  ['2026-03-10T08:05:00Z', '08:05 today'],
  ['2026-03-09T20:14:00Z', '20:14 yesterday'],
  ['2026-02-01T20:14:00Z', '20:14 on 1 Feb'],
  ['2025-02-01T20:14:00Z', '20:14 on 1 Feb 2025'],
  ['when', 'at no readable time'],
])('the moment %s is %s', (iso, text) => {
  expect(momentText(iso, NOW)).toBe(text);
});

test('exact times are local to the second; what is no time stays as it is', () => {
  expect(exactText('2026-11-21T20:14:53.446548Z')).toBe('21 Nov 2026, 20:14:53');
  expect(exactText('soon')).toBe('soon');
  expect(isoText('2026-11-21T20:14:53.446548Z')).toBe('2026-11-21T20:14:53.446Z');
  expect(isoText('soon')).toBe('soon');
});

test.each([
  ['2026-03-10T12:00:00Z', '2026-03-10T12:02:00Z', false],
  ['2026-03-10T12:00:00Z', '2026-03-10T12:02:01Z', true],
  ['2026-03-10T12:02:01Z', '2026-03-10T12:00:00Z', true],
  [null, '2026-03-10T12:00:00Z', false],
  ['2026-03-10T12:00:00Z', 'soon', false],
])('%s and %s are apart: %s', (one, other, apart) => {
  expect(areApart(one, other, 120_000)).toBe(apart);
});
