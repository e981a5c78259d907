import { describe, expect, test } from 'vitest';
import { AT_REST, filterRows, type Group, groupOf, isForUs } from '../../../renderer/store/filter.ts';
import type { JobStatus } from '../../../shared/terms/job-status.ts';
import { jobRowView } from '../../build/views.ts';

const STATUSES: readonly (readonly [status: JobStatus, group: Group])[] = [
  ['received', 'waiting'],
  ['pending', 'waiting'],
  ['approved', 'approved'],
  ['running', 'running'],
  ['done', 'done'],
  ['failed', 'failed'],
  ['rejected', 'rejected'],
];

describe('the group of a row', () => {
  test.each(STATUSES)('%s is in %s', (status, group) => {
    expect(groupOf(jobRowView({ status }))).toBe(group);
    expect(isForUs(jobRowView({ status }))).toBe(group === 'waiting');
  });

  test.each(STATUSES)('%s in another datasite is sent, and not for us', (status) => {
    const row = jobRowView({ status, own: false });
    expect(groupOf(row)).toBe('sent');
    expect(isForUs(row)).toBe(false);
  });
});

const rows = [
  jobRowView({ folder: 'Count customers', sender: 'ana@lab.example', id: '1' }),
  jobRowView({ folder: 'Mean age', sender: 'ana@lab.example', id: '2', status: 'done' }),
  jobRowView({ folder: 'Survival', sender: 'ben@uni.example', id: '3' }),
  jobRowView({ folder: 'Elsewhere', datasite: 'peer@lab.example', id: '4', own: false }),
];
const ids = (search: string, group: Group | null) =>
  filterRows(rows, { search, group }).rows.map((row) => row.id);

describe('what a filter leaves', () => {
  test('at rest: only what waits', () => {
    const { counts, hidden, rows: kept } = filterRows(rows, AT_REST);
    expect(kept.map((row) => row.id)).toEqual(['1', '3']);
    expect(hidden).toBe(2);
    expect(counts).toEqual({ waiting: 2, approved: 0, running: 0, done: 1, failed: 0, rejected: 0, sent: 1 });
  });

  test.each([
    ['', null, ['1', '2', '3', '4']],
    ['ANA', null, ['1', '2']],
    ['ana count', null, ['1']],
    ['  count   ana ', 'waiting', ['1']],
    ['done', null, ['2']],
    ['peer@', null, ['4']],
    ['ben', 'done', []],
    ['nobody', null, []],
  ] as const)('“%s” in %s', (search, group, left) => {
    expect(ids(search, group)).toEqual(left);
  });

  test('counts follow the search, and what is hidden is counted over everything', () => {
    const { counts, hidden } = filterRows(rows, { search: 'ana', group: 'waiting' });
    expect(counts).toMatchObject({ waiting: 1, done: 1, sent: 0 });
    expect(hidden).toBe(3);
  });
});
