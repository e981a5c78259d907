import { describe, expect, test } from 'vitest';
import { mergeRows } from '../../../renderer/store/activity.ts';
import { done, refused } from '../../../shared/terms/problem.ts';
import { activityRowView } from '../../build/views.ts';
import { ready, settled } from '../screen/wired.ts';

const row = (seq: number) => activityRowView({ seq });
const range = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, place) => row(from - place));

/** A log of `count` entries, pages as the contract gives them. */
async function log(count: number) {
  const size = { count };
  const all = await ready({
    'activity.list': async ({ limit, before }) => {
      const newest = before === undefined ? size.count : before - 1;
      const oldest = Math.max(1, newest - limit + 1);
      return done({ rows: newest < 1 ? [] : range(newest, oldest), more: oldest > 1 });
    },
  });
  const { activity } = all.screen;
  return {
    all,
    activity,
    size,
    seqs: () => activity.state.getState().rows?.map((one) => one.seq) ?? null,
    append: (seq: number) => all.push({ name: 'activity.appended', payload: row(seq) }),
  };
}

describe('the log on the screen', () => {
  test('is not asked for before somebody looks', async () => {
    const { all, seqs, append } = await log(3);
    append(4);
    expect(seqs()).toBeNull();
    expect(all.asked('activity.list')).toEqual([]);
  });

  test('comes in pages, newest first', async () => {
    const { activity, seqs } = await log(150);
    await activity.reload();
    expect(seqs()?.[0]).toBe(150);
    expect(seqs()).toHaveLength(100);
    expect(activity.state.getState().more).toBe(true);
    await activity.loadMore();
    expect(seqs()).toHaveLength(150);
    expect(activity.state.getState().more).toBe(false);
  });

  test('takes new entries on top, each once', async () => {
    const { activity, seqs, append } = await log(2);
    await activity.reload();
    append(3);
    append(3);
    expect(seqs()).toEqual([3, 2, 1]);
  });

  test('is asked for again when an entry was missed', async () => {
    const { activity, seqs, append, size } = await log(2);
    await activity.reload();
    size.count = 5;
    append(5);
    await settled();
    expect(seqs()).toEqual([5, 4, 3, 2, 1]);
  });

  test('takes the first entry of an empty log', async () => {
    const { activity, seqs, append } = await log(0);
    await activity.reload();
    append(1);
    expect(seqs()).toEqual([1]);
  });

  test('says why it cannot be read', async () => {
    const all = await ready({ 'activity.list': async () => refused('log-broken', 'No.', 'Verify.') });
    await all.screen.activity.reload();
    expect(all.screen.activity.state.getState()).toMatchObject({
      loading: false,
      problem: { code: 'log-broken' },
    });
  });
});

describe('verifying', () => {
  test('keeps the verdict with its time', async () => {
    const verdict = { intact: false, entries: 3, problems: [{ file: 'a.jsonl', line: 2, what: 'Edited.' }] };
    const all = await ready({ 'activity.verify': async () => done(verdict) });
    await all.screen.activity.verify(() => 77);
    expect(all.screen.activity.state.getState().checking).toEqual({ kind: 'checked', verdict, at: 77 });
  });

  test('that could not be done is no verdict', async () => {
    const all = await ready({ 'activity.verify': async () => refused('read-failed', 'No.', 'Wait.') });
    await all.screen.activity.verify(() => 77);
    expect(all.screen.activity.state.getState().checking.kind).toBe('refused');
  });
});

test('pages that overlap give each entry once', () => {
  expect(mergeRows(range(5, 3), range(4, 1)).map((one) => one.seq)).toEqual([5, 4, 3, 2, 1]);
});
