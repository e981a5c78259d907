import { describe, expect, test } from 'vitest';
import { done, refused } from '../../../shared/terms/problem.ts';
import { healthViewOf, sessionViewOf } from '../../build/views.ts';
import { ready, settled, wired } from '../screen/wired.ts';

const noDatasite = sessionViewOf({ datasite: null });

describe('the session', () => {
  test('without a datasite asks for no jobs', async () => {
    const all = await ready({ 'session.show': async () => done(noDatasite) });
    expect(all.asked('jobs.snapshot')).toEqual([]);
  });

  test('opens a datasite and then asks for its jobs', async () => {
    const all = await ready({
      'session.show': async () => done(noDatasite),
      'session.open': async ({ box, owner }) =>
        done(sessionViewOf({ datasite: { box, owner, practice: false } })),
    });
    const reply = await all.screen.session.open('/box', 'owner@lab.example');
    await settled();
    expect(reply.ok).toBe(true);
    expect(all.screen.session.state.getState().session?.datasite?.owner).toBe('owner@lab.example');
    expect(all.asked('jobs.snapshot')).toHaveLength(1);
  });

  test('hands on why a folder could not be opened', async () => {
    const all = await ready({ 'session.show': async () => done(noDatasite) });
    const reply = await all.screen.session.open('/elsewhere', 'owner@lab.example');
    expect(reply).toMatchObject({ ok: false, problem: { code: 'not-a-datasite' } });
    expect(all.screen.session.state.getState().session?.datasite).toBeNull();
  });

  test('that cannot be shown says why', async () => {
    const all = await ready({ 'session.show': async () => refused('internal', 'No.', 'Wait.') });
    expect(all.screen.session.state.getState()).toMatchObject({
      session: null,
      problem: { code: 'internal' },
    });
  });

  test('follows what main says', async () => {
    const all = await ready();
    all.push({ name: 'preferences.changed', payload: { theme: 'dark', singleKeys: false } });
    all.push({ name: 'health.changed', payload: healthViewOf({ jobs: 7 }) });
    expect(all.screen.session.state.getState()).toMatchObject({
      preferences: { theme: 'dark', singleKeys: false },
      health: { jobs: 7 },
    });
  });

  test('changes preferences only as main answers', async () => {
    const all = await ready({
      'preferences.change': async ({ theme }) => done({ theme: theme ?? 'system', singleKeys: true }),
    });
    await all.screen.session.change({ theme: 'light' });
    expect(all.screen.session.state.getState().preferences.theme).toBe('light');
  });
});

describe('the connection', () => {
  test('remembers since when it is lost, over every try', () => {
    const all = wired();
    all.screen.connect('up');
    all.screen.connect('down');
    const { lostAt } = all.screen.session.state.getState();
    all.pass(9_000);
    all.screen.connect('down');
    expect(all.screen.session.state.getState().lostAt).toBe(lostAt);
    all.screen.connect('up');
    expect(all.screen.session.state.getState().lostAt).toBeNull();
  });
});
