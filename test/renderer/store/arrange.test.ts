import { describe, expect, test } from 'vitest';
import { arrangeAnew, arrangeInPlace, orderAfter, scrollShift } from '../../../renderer/store/arrange.ts';
import { jobRowView } from '../../build/views.ts';

const row = (id: string, status: 'pending' | 'approved' = 'pending') => jobRowView({ id, status });
const byId = (...rows: ReturnType<typeof row>[]) => new Map(rows.map((one) => [one.id, one]));

describe('a list that somebody points at', () => {
  const before = arrangeAnew([row('a'), row('b'), row('c')]);

  test('keeps its places, brings its rows up to date and counts new ones', () => {
    const now = [row('x'), row('b', 'approved'), row('a'), row('c')];
    const after = arrangeInPlace(
      before,
      [now[0], now[2], now[3]].filter((one) => one !== undefined),
      byId(...now),
    );
    expect(after.rows.map((one) => `${one.id} ${one.status}`)).toEqual([
      'a pending',
      'b approved',
      'c pending',
    ]);
    expect([...after.kept]).toEqual(['x']);
    expect(after.gone.size).toBe(0);
  });

  test('keeps the place of a row that left the disk, and says so', () => {
    const after = arrangeInPlace(before, [row('a'), row('c')], byId(row('a'), row('c')));
    expect(after.rows.map((one) => one.id)).toEqual(['a', 'b', 'c']);
    expect([...after.gone]).toEqual(['b']);
  });
});

describe('scrolling after rows came or went', () => {
  const ids = (...all: string[]) => all.map((id) => row(id));
  const view = (given: { top: number; chosen?: string | null }) => ({
    height: 200,
    row: 100,
    chosen: null,
    ...given,
  });

  test.each([
    ['holds on to the chosen row in view', 0, 'b', 100],
    ['holds on to the first row in view when the chosen one is not', 200, 'a', 100],
    ['holds on to the first row in view when nothing is chosen', 100, null, 100],
    ['lets new rows in at the top when nothing is chosen', 0, null, 0],
  ] as const)('%s', (_, top, chosen, shift) => {
    expect(scrollShift(ids('a', 'b', 'c', 'd'), ids('x', 'a', 'b', 'c', 'd'), view({ top, chosen }))).toBe(
      shift,
    );
  });

  test('goes up when rows above went', () => {
    expect(scrollShift(ids('a', 'b', 'c'), ids('b', 'c'), view({ top: 100, chosen: 'c' }))).toBe(-100);
  });

  test('stays when the row it held on to went', () => {
    expect(scrollShift(ids('a', 'b'), ids('a'), view({ top: 0, chosen: 'b' }))).toBe(0);
  });
});

test.each([
  ['b', ['c', 'd', 'a']],
  ['d', ['a', 'b', 'c']],
  ['a', ['b', 'c', 'd']],
  ['elsewhere', ['a', 'b', 'c', 'd']],
])('the rows after %s', (id, after) => {
  expect(orderAfter([row('a'), row('b'), row('c'), row('d')], id)).toEqual(after);
});
