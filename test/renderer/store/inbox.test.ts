import { describe, expect, test } from 'vitest';
import { newCount } from '../../../renderer/store/inbox.ts';
import { done } from '../../../shared/terms/problem.ts';
import type { JobRow } from '../../../shared/view/job.ts';
import { healthViewOf, jobRowView } from '../../build/views.ts';
import { ready, type Wired } from '../screen/wired.ts';

const row = (id: string, given: Partial<JobRow> = {}) => jobRowView({ id, folder: id, order: id, ...given });

/** An inbox of four jobs, the last of them done. */
async function inbox() {
  const all = await ready({
    'jobs.snapshot': async () =>
      done({
        revision: 1,
        jobs: [row('job-b'), row('job-d'), row('job-f'), row('job-z', { status: 'done' })],
      }),
  });
  return { all, inbox: all.screen.inbox, state: () => all.screen.inbox.state.getState() };
}

function push(all: Wired, from: number, changed: JobRow[], removed: string[] = []) {
  all.push({ name: 'jobs.changed', payload: { from, revision: from + 1, changed, removed } });
}

const shown = (state: { arrangement: { rows: readonly JobRow[] } }) =>
  state.arrangement.rows.map((one) => one.id);

describe('the inbox', () => {
  test('opens on what waits, with the first job chosen', async () => {
    const { state, all } = await inbox();
    expect(shown(state())).toEqual(['job-b', 'job-d', 'job-f']);
    expect(state().chosen).toBe('job-b');
    expect(all.asked('jobs.show')).toEqual([{ id: 'job-b' }]);
  });

  test('shows every state when the chosen group is taken off, and again when filters are cleared', async () => {
    const { inbox: box, state } = await inbox();
    box.pick('waiting');
    expect(shown(state())).toHaveLength(4);
    box.pick('done');
    box.search('job');
    expect(shown(state())).toEqual(['job-z']);
    expect(state().filtered.hidden).toBe(3);
    box.clear();
    expect(shown(state())).toHaveLength(4);
    expect(state().filter).toEqual({ search: '', group: null });
  });

  test('steps through the rows and stops at both ends', async () => {
    const { inbox: box, state } = await inbox();
    const steps = [1, 1, 1, -1, -9, 9].map((by) => {
      box.step(by);
      return state().chosen;
    });
    expect(steps).toEqual(['job-d', 'job-f', 'job-f', 'job-d', 'job-b', 'job-f']);
  });

  test('a step from a row that is not shown goes to the first', async () => {
    const { inbox: box, state } = await inbox();
    box.pick('done');
    box.step(1);
    expect(state().chosen).toBe('job-z');
  });

  test('knows the order in which to go on', async () => {
    const { inbox: box } = await inbox();
    expect(box.after('job-d')).toEqual(['job-f', 'job-b']);
  });
});

describe('while somebody points at the list', () => {
  test('nothing in it moves; new rows are only counted until they are asked for', async () => {
    const { all, inbox: box, state } = await inbox();
    box.hold(true);
    push(all, 1, [row('job-a'), row('job-d', { status: 'approved' })], ['job-f']);
    expect(shown(state())).toEqual(['job-b', 'job-d', 'job-f']);
    expect(state().arrangement.rows[1]?.status).toBe('approved');
    expect([...state().arrangement.gone]).toEqual(['job-f']);
    expect(newCount(state())).toBe(1);
    expect(state().filtered.counts).toMatchObject({ waiting: 2, approved: 1 });
    box.showNew();
    expect(shown(state())).toEqual(['job-a', 'job-b']);
    expect(newCount(state())).toBe(0);
  });

  test('letting go gives every row its place', async () => {
    const { all, inbox: box, state } = await inbox();
    box.hold(true);
    push(all, 1, [row('job-c')]);
    box.hold(false);
    expect(shown(state())).toEqual(['job-b', 'job-c', 'job-d', 'job-f']);
  });

  test('what came while the datasite was first read is no news, and the first that came stays chosen', async () => {
    const reading = healthViewOf({ lastSweep: null });
    const all = await ready({
      'health.show': async () => done(reading),
      'jobs.snapshot': async () => done({ revision: 1, jobs: [row('job-m')] }),
    });
    const state = () => all.screen.inbox.state.getState();
    expect(state().chosen).toBe('job-m');
    all.screen.inbox.hold(true);
    push(all, 1, [row('job-a')]);
    expect(shown(state())).toEqual(['job-a', 'job-m']);
    expect(newCount(state())).toBe(0);
    all.push({ name: 'health.changed', payload: { ...reading, lastSweep: '2026-03-01T12:00:00.000Z' } });
    expect(state().chosen).toBe('job-m');
    push(all, 2, [row('job-0')]);
    expect(newCount(state())).toBe(1);
  });

  test('what came is unseen until the top of the list is', async () => {
    const { all, inbox: box, state } = await inbox();
    push(all, 1, [row('job-a'), row('job-e', { arriving: { present: 0, expected: 2 } })]);
    expect([...state().unseen]).toEqual(['job-a', 'job-e']);
    expect(newCount(state())).toBe(0);
    box.atTop(false);
    expect(newCount(state())).toBe(2);
    box.atTop(true);
    expect(state().unseen.size).toBe(0);
  });
});
