// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { done } from '../../../shared/terms/problem.ts';
import { activityRowView } from '../../build/views.ts';
import { all, said, the } from '../screen/find.ts';
import { jobs } from '../screen/jobs.ts';
import { page } from '../screen/page.tsx';

const activity = async (given = {}) => {
  const view = await page({ ...jobs([]), ...given });
  await view.click(the('button', 'Activity'));
  return view;
};
const entries = () => all('listitem', undefined, the('region', 'Entries')).map((entry) => said(entry));

test('lists sentence, time, by and hash, newest first', async () => {
  const rows = [
    activityRowView({ seq: 2, text: 'Rejected “count”', kind: 'refusal', reason: 'Too small' }),
    activityRowView({ seq: 1, text: 'Received “count”', by: null, at: '2026-03-01T09:00:00.000Z' }),
  ];
  await activity({ 'activity.list': async () => done({ rows, more: false }) });
  expect(entries()).toEqual([
    '1 Mar 2026, 09:00:00refusedRejected “count” Reason: Too smallby owner@example.orgbbbb…bbbb',
    '1 Mar 2026, 09:00:00outcomeReceived “count”bbbb…bbbb',
  ]);
  expect(document.querySelector('.entry time')?.getAttribute('title')).toBe('2026-03-01T09:00:00.000Z');
  expect(all('button', 'Load older entries')).toEqual([]);
});

test('loads older entries when asked to', async () => {
  const view = await activity({
    'activity.list': async ({ before }: { before?: number }) =>
      done({ rows: [activityRowView({ seq: before === undefined ? 9 : 8 })], more: before === undefined }),
  });
  expect(entries()).toHaveLength(1);
  await view.click(the('button', 'Load older entries'));
  expect(view.asked('activity.list').at(-1)).toEqual({ limit: 100, before: 9 });
  expect(entries()).toHaveLength(2);
});

test('new entries appear by themselves', async () => {
  const view = await activity({
    'activity.list': async () => done({ rows: [activityRowView()], more: false }),
  });
  await view.does(() =>
    view.push({ name: 'activity.appended', payload: activityRowView({ seq: 2, text: 'Approved “x”' }) }),
  );
  expect(entries()[0]).toContain('Approved “x”');
});

test('an empty log says what will be there', async () => {
  await activity();
  expect(said(the('main'))).toContain('Nothing has happened yet');
});

test.each([
  [
    { intact: true, entries: 12, problems: [] },
    'The log adds up: 12 entries, none edited, removed or moved.',
  ],
  [
    { intact: false, entries: 12, problems: [{ file: '2026-03.jsonl', line: 4, what: 'It was edited.' }] },
    'The log does not add up: 1 place in 12 entries.2026-03.jsonl:4 It was edited.',
  ],
])('Verify says what it found: %j', async (verdict, words) => {
  const view = await activity({ 'activity.verify': async () => done(verdict) });
  await view.click(the('button', 'Verify'));
  expect(said(the('main'))).toContain(words);
});
