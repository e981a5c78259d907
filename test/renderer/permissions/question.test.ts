import { describe, expect, test } from 'vitest';
import { done } from '../../../shared/terms/problem.ts';
import { ready, settled } from '../screen/wired.ts';
import { datasite } from './datasite.ts';

const asking = async (given = {}) => {
  const all = await ready({ ...datasite(), ...given });
  const { permissions } = all.screen;
  return { ...all, permissions, question: permissions.question };
};

describe('a question', () => {
  test('is asked once person and path are there, and says before what is missing', async () => {
    const { question, asked } = await asking();
    const missing = () => question.state.getState().missing;
    expect(missing()).toBe('person');
    question.put({ user: 'bob' });
    expect(missing()).toBe('person');
    question.put({ user: '*@lab.example' });
    expect(missing()).toBe('one-person');
    question.put({ user: 'bob@lab.example' });
    expect(missing()).toBe('path');
    expect(asked('permissions.explain')).toEqual([]);
    question.put({ path: 'public/' });
    expect(missing()).toBeNull();
    await settled();
    expect(asked('permissions.explain')).toEqual([
      { user: 'bob@lab.example', level: 'write', path: 'public/__any__' },
    ]);
  });

  test('about the whole datasite is about what lies in it', async () => {
    const { question, asked } = await asking();
    question.put({ user: ' bob@lab.example ', path: '/', level: 'read' });
    await settled();
    expect(asked('permissions.explain')).toEqual([
      { user: 'bob@lab.example', level: 'read', path: '__any__' },
    ]);
  });

  test.each([
    ['public', 'public/__any__', 'public/'],
    ['public/a.csv', 'public/a.csv', 'public/a.csv'],
  ])('about %j finds out whether that is a folder', async (path, sent, place) => {
    const { question, asked } = await asking();
    question.put({ user: 'bob@lab.example', path });
    await settled();
    expect(asked('permissions.explain')).toMatchObject([{ path: sent }]);
    expect(question.answer.state.getState().value?.place).toBe(place);
  });

  test('that is taken back has no answer any more', async () => {
    const { question } = await asking();
    question.put({ user: 'bob@lab.example', path: 'public/' });
    await expect.poll(() => question.answer.state.getState().value).not.toBeNull();
    question.put({ user: 'bob@lab' });
    expect(question.answer.state.getState()).toMatchObject({ input: null, value: null });
  });

  test('takes its path from the folder that is chosen in the tree', async () => {
    const { question, permissions } = await asking();
    await permissions.goTo('app_data/job/inbox');
    expect(question.state.getState().path).toBe('app_data/job/inbox/');
    permissions.folders.step(1);
    expect(question.state.getState().path).toBe('app_data/job/inbox/ana@lab.example/');
    question.put({ path: 'elsewhere' });
    permissions.pick('app_data/job/inbox/ana@lab.example');
    expect(question.state.getState().path).toBe('app_data/job/inbox/ana@lab.example/');
    await permissions.goTo('public/a.csv');
    expect(question.state.getState().path).toBe('public/a.csv');
    expect(permissions.folders.state.getState().chosen).toBe('public');
  });
});

describe('everything a person can reach', () => {
  const row = { path: 'public/**', reach: 'read', why: 'Everyone is named.' } as const;
  const reaching = { 'permissions.reach': async () => done({ rows: [row], more: false }) };

  test('is asked for one person only', async () => {
    const { question, asked } = await asking(reaching);
    for (const user of ['', 'bob', '*', '*@lab.example']) {
      question.put({ user });
      question.askReach();
    }
    expect(asked('permissions.reach')).toEqual([]);
    question.put({ user: 'bob@lab.example' });
    question.askReach();
    expect(asked('permissions.reach')).toEqual([{ user: 'bob@lab.example' }]);
  });

  test('is forgotten with another person and kept with another path', async () => {
    const { question } = await asking(reaching);
    question.put({ user: 'bob@lab.example' });
    question.askReach();
    await expect.poll(() => question.reach.state.getState().value?.rows).toEqual([row]);
    question.put({ path: 'public/' });
    expect(question.reach.state.getState().value?.rows).toEqual([row]);
    question.put({ user: 'eve@lab.example' });
    expect(question.reach.state.getState().value).toBeNull();
  });
});

describe('reading afresh', () => {
  test('after the connection was lost asks again for what was on the screen, and for nothing else', async () => {
    const all = await asking();
    all.down();
    all.up();
    await expect.poll(() => all.asked('jobs.snapshot')).toHaveLength(2);
    expect(all.asked('permissions.findings')).toEqual([]);
    await all.permissions.reload(true);
    all.question.put({ user: 'bob@lab.example', path: 'public/' });
    all.down();
    all.up();
    await expect.poll(() => all.asked('permissions.findings')).toHaveLength(2);
    await expect.poll(() => all.asked('permissions.explain')).toHaveLength(2);
    expect(all.asked('permissions.people')).toHaveLength(2);
  });

  test('another datasite means starting over', async () => {
    const all = await asking();
    await all.permissions.reload(true);
    all.question.put({ user: 'bob@lab.example', path: 'public/' });
    await expect.poll(() => all.question.answer.state.getState().value).not.toBeNull();
    all.push({
      name: 'session.changed',
      payload: {
        version: '0',
        host: 'web',
        platform: 'linux',
        datasite: { box: '/other', owner: 'other@example.org', practice: false },
        candidates: [],
      },
    });
    expect(all.question.state.getState()).toMatchObject({ user: '', path: '' });
    expect(all.permissions.folders.state.getState().rows).toEqual([]);
    expect(all.permissions.findings.state.getState().value).toBeNull();
  });
});
