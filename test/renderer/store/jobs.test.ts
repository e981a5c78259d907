import { describe, expect, test } from 'vitest';
import type { Output } from '../../../shared/contract/index.ts';
import { done, refused } from '../../../shared/terms/problem.ts';
import { deferred } from '../../build/deferred.ts';
import { jobRowView } from '../../build/views.ts';
import { ready, settled, type Wired, wired } from '../screen/wired.ts';

const row = (id: string, given = {}) => jobRowView({ id, folder: id, order: id, ...given });
const change = (from: number, given: { changed?: ReturnType<typeof row>[]; removed?: string[] } = {}) => ({
  name: 'jobs.changed' as const,
  payload: { from, revision: from + 1, changed: [], removed: [], ...given },
});

function listed({ screen }: Wired): string {
  const { list } = screen.jobs.state.getState();
  return list === null ? 'none' : list.rows.map((one) => one.id).join(' ');
}

describe('the copy of the list', () => {
  test('is asked for once and kept up by pushes', async () => {
    const all = await ready({
      'jobs.snapshot': async () => done({ revision: 1, jobs: [row('a1a1a'), row('b1b1b')] }),
    });
    all.push(change(1, { changed: [row('c1c1c')], removed: ['a1a1a'] }));
    expect(listed(all)).toBe('b1b1b c1c1c');
    expect(all.asked('jobs.snapshot')).toHaveLength(1);
  });

  test('is asked for again after a missed push', async () => {
    let revision = 1;
    const all = await ready({
      'jobs.snapshot': async () => done({ revision, jobs: revision === 1 ? [row('a1a1a')] : [row('z1z1z')] }),
    });
    revision = 9;
    all.push(change(8, { changed: [row('z1z1z')] }));
    await settled();
    expect(listed(all)).toBe('z1z1z');
    expect(all.asked('jobs.snapshot')).toHaveLength(2);
  });

  test('applies pushes that overtook the snapshot, and forgets those it holds', async () => {
    const answer = deferred<Output<'jobs.snapshot'>>();
    const all = wired({ 'jobs.snapshot': async () => done(await answer.promise) });
    all.up();
    await settled();
    all.push(change(3, { changed: [row('old-1')] }));
    all.push(change(4, { changed: [row('new-1')] }));
    answer.resolve({ revision: 4, jobs: [row('a1a1a')] });
    await settled();
    expect(listed(all)).toBe('a1a1a new-1');
  });

  test('keeps what it has when the list cannot be read, and says why', async () => {
    let fails = false;
    const all = await ready({
      'jobs.snapshot': async () =>
        fails ? refused('read-failed', 'No.', 'Wait.') : done({ revision: 1, jobs: [row('a1a1a')] }),
    });
    fails = true;
    all.push(change(7));
    await settled();
    expect(listed(all)).toBe('a1a1a');
    expect(all.screen.jobs.state.getState().problem?.code).toBe('read-failed');
  });

  test('is read afresh after the connection was away', async () => {
    const all = await ready();
    all.down();
    all.up();
    await settled();
    expect(all.asked('jobs.snapshot')).toHaveLength(2);
    expect(all.asked('session.show')).toHaveLength(2);
  });
});

describe('news', () => {
  const news = async (before: Parameters<typeof row>[1] | null, after: Parameters<typeof row>[1]) => {
    const all = await ready({
      'jobs.snapshot': async () => done({ revision: 1, jobs: before === null ? [] : [row('a1a1a', before)] }),
    });
    all.push(change(1, { changed: [row('a1a1a', after)] }));
    return all.screen.jobs.state.getState().news.length;
  };
  const arriving = { arriving: { present: 1, expected: 3 } };

  test.each([
    ['a job that came complete', null, {}, 1],
    ['a job that is arriving', null, arriving, 0],
    ['a job that has arrived', arriving, {}, 1],
    ['a job that waited already', {}, { files: 9 }, 0],
    ['a job for somebody else', null, { own: false }, 0],
    ['a job that came decided', null, { status: 'done' }, 0],
    ['a job whose approval was withdrawn', { status: 'approved' }, { status: 'pending' }, 0],
  ] as const)('%s', async (_, before, after, count) => {
    expect(await news(before, after)).toBe(count);
  });
});

test('a job that changes and settles again is no news', async () => {
  const all = await ready({ 'jobs.snapshot': async () => done({ revision: 1, jobs: [row('a1a1a')] }) });
  all.push(change(1, { changed: [row('a1a1a', { arriving: { present: 2, expected: 2 } })] }));
  all.push(change(2, { changed: [row('a1a1a', { files: 9 })] }));
  expect(all.screen.jobs.state.getState().news).toEqual([]);
});

test('another datasite means starting over', async () => {
  const all = await ready();
  expect(listed(all)).not.toBe('none');
  all.push({
    name: 'session.changed',
    payload: { version: '0', host: 'web', platform: 'linux', datasite: null, candidates: [] },
  });
  expect(listed(all)).toBe('none');
  expect(all.screen.detail.state.getState().opened.kind).toBe('none');
});
