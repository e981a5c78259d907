import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChange, compareRows, listFrom } from '../../../renderer/store/job-list.ts';
import type { JobRow } from '../../../shared/view/job.ts';
import { jobRowView } from '../../build/views.ts';

const row = (id: string, order = id): JobRow => jobRowView({ id: `d/s/${id}`, name: id, order });
const names = (rows: readonly JobRow[]) => rows.map((one) => one.name);

describe('the list as a snapshot gives it', () => {
  test('is sorted by order, then by id', () => {
    const list = listFrom({ revision: 4, jobs: [row('c', '1'), row('a', '2'), row('b', '1')] });
    expect(names(list.rows)).toEqual(['b', 'c', 'a']);
    expect(list.revision).toBe(4);
    expect(list.byId.get('d/s/c')?.name).toBe('c');
  });
});

describe('a push', () => {
  const list = listFrom({ revision: 1, jobs: [row('a'), row('b'), row('c')] });
  const push = (given: { from?: number; revision?: number; changed?: JobRow[]; removed?: string[] }) => ({
    from: 1,
    revision: 2,
    changed: [],
    removed: [],
    ...given,
  });

  test('adds, moves and removes rows', () => {
    const after = applyChange(list, push({ changed: [row('bb'), row('a', 'z')], removed: ['d/s/c'] }));
    if (after === 'gap') throw new Error('a gap');
    expect(names(after.rows)).toEqual(['b', 'bb', 'a']);
    expect(after.revision).toBe(2);
    expect([...after.byId.keys()].sort()).toEqual(['d/s/a', 'd/s/b', 'd/s/bb']);
  });

  test('leaves the list before it as it was', () => {
    applyChange(list, push({ changed: [row('0')], removed: ['d/s/a'] }));
    expect(names(list.rows)).toEqual(['a', 'b', 'c']);
    expect(list.byId.size).toBe(3);
  });

  test('that the list holds already changes nothing', () => {
    expect(applyChange(list, push({ from: 0, revision: 1, removed: ['d/s/a'] }))).toBe(list);
  });

  test('that starts where the list does not stand is a gap', () => {
    expect(applyChange(list, push({ from: 2, revision: 3 }))).toBe('gap');
    expect(applyChange(list, push({ from: 0, revision: 2 }))).toBe('gap');
  });

  test('keeps rows that did not change the same objects', () => {
    const after = applyChange(list, push({ changed: [row('b')] }));
    if (after === 'gap') throw new Error('a gap');
    expect(after.rows[0]).toBe(list.rows[0]);
    expect(after.rows[1]).not.toBe(list.rows[1]);
  });
});

test('any run of pushes leaves the list that a snapshot would give', () => {
  const key = fc.integer({ min: 0, max: 60 });
  const change = fc.record({
    changed: fc.uniqueArray(fc.record({ key, order: fc.integer({ min: 0, max: 9 }) }), {
      selector: (one) => one.key,
      maxLength: 8,
    }),
    removed: fc.uniqueArray(key, { maxLength: 4 }),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { maxLength: 60 }),
      fc.array(change, { maxLength: 12 }),
      (keys, changes) => {
        let list = listFrom({ revision: 0, jobs: keys.map((one) => row(`${one}`)) });
        const truth = new Map(list.byId);
        changes.forEach((one, place) => {
          const changed = one.changed.map((given) => row(`${given.key}`, `${given.order}`));
          const ids = new Set(changed.map((given) => given.id));
          const removed = one.removed.map((given) => `d/s/${given}`).filter((id) => !ids.has(id));
          for (const id of removed) truth.delete(id);
          for (const given of changed) truth.set(given.id, given);
          const after = applyChange(list, { from: place, revision: place + 1, changed, removed });
          if (after === 'gap') throw new Error('a gap');
          list = after;
        });
        expect(list.rows).toEqual([...truth.values()].sort(compareRows));
        expect(new Map(list.byId)).toEqual(truth);
      },
    ),
  );
});
