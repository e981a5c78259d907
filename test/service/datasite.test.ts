import { describe, expect, it } from 'vitest';
import { openDatasite } from '../../main/service/datasite.ts';
import { deferred } from '../build/deferred.ts';
import { OWNER, placeOf, type Wish } from '../build/jobs.ts';
import { memoryBox } from '../build/memory-session.ts';
import { settle, testTime } from '../build/time.ts';

function world(prepare: (box: ReturnType<typeof memoryBox>) => void = () => {}) {
  const time = testTime();
  const box = memoryBox(time);
  prepare(box);
  const parts = box.open({ box: '/box', practice: false });
  if (!parts.ok) throw new Error(parts.problem.what);
  const datasite = openDatasite(parts.value, 7);
  let healthTold = 0;
  datasite.onHealthChange(() => {
    healthTold += 1;
  });
  return { time, box, datasite, healthTold: () => healthTold };
}

const idOf = (folder: string, datasite = OWNER) => `${datasite}/ana@uni.example/${folder}`;

describe('an open datasite', () => {
  it('begins empty at the revision it was given, then shows what lies there', async () => {
    const { datasite } = world(({ disk }) => disk.put({}));
    expect(datasite.catalogue.value()).toMatchObject({ revision: 7 });
    expect(datasite.catalogue.value().jobs.size).toBe(0);
    await settle();
    expect(datasite.catalogue.value()).toMatchObject({ revision: 8 });
    expect(datasite.catalogue.value().jobs.size).toBe(1);
  });

  it('sweeps every minute, for what no event told', async () => {
    const { datasite, box, time } = world();
    await settle();
    box.disk.put({});
    await time.pass(59_000);
    expect(datasite.catalogue.value().jobs.size).toBe(0);
    await time.pass(1_000);
    expect(datasite.catalogue.value().jobs.size).toBe(1);
  });

  it('sweeps once for many who ask at the same time', async () => {
    const { datasite, box } = world();
    await settle();
    let lists = 0;
    const { list } = box.disk.source;
    const held = deferred<null>();
    Object.assign(box.disk.source, {
      list: async () => {
        lists += 1;
        await held.promise;
        return list();
      },
    });
    const sweeps = [datasite.sweep(), datasite.sweep(), datasite.sweep()];
    await settle();
    held.resolve(null);
    await Promise.all(sweeps);
    expect(lists).toBe(1);
  });

  it('works by sweeping alone where the folder cannot be watched, and says so', async () => {
    const { datasite } = world(({ watcher, disk }) => {
      watcher.failStart('no inotify here');
      disk.put({});
    });
    await settle();
    expect(datasite.catalogue.value().jobs.size).toBe(1);
    expect(datasite.health()).toMatchObject({ watching: 'stopped', watchingWhy: 'Not started yet.' });
    expect(datasite.health().troubles[0]?.what).toContain('no inotify here');
  });
});

describe('what is watched closely', () => {
  const watchedFor = async (wish: Wish) => {
    const { box } = world(({ disk }) => disk.put(wish));
    await settle();
    return [...box.watcher.followed];
  };
  const inbox = `/${idOf('count')}`;

  it.each(['pending', 'approved', 'running'])('a job that is %s, with its state', async (status) => {
    expect(await watchedFor({ state: `status: ${status}\n` })).toEqual([
      [idOf('count'), [inbox, `/review${inbox}`]],
    ]);
  });

  it('a job without a state, and its state once it has one', async () => {
    const { box, time } = world(({ disk, otherClientIs }) => {
      otherClientIs({ atWork: true, text: 'Another client receives.' });
      disk.put({ state: null });
    });
    await settle();
    expect([...box.watcher.followed]).toEqual([[idOf('count'), [inbox]]]);
    box.disk.put({ state: 'status: pending\n' });
    box.watcher.say(placeOf());
    await time.pass(50);
    expect([...box.watcher.followed]).toEqual([[idOf('count'), [inbox, `/review${inbox}`]]]);
  });

  it.each(['rejected', 'done', 'failed'])('no job that is %s', async (status) => {
    expect(await watchedFor({ state: `status: ${status}\n` })).toEqual([]);
  });

  it('no job in another datasite', async () => {
    expect(await watchedFor({ place: placeOf('count', { datasite: 'peer@lab.example' }) })).toEqual([]);
  });

  it('no job that was decided or is gone', async () => {
    const { box, time } = world(({ disk }) => {
      disk.put({});
      disk.put({ place: placeOf('two') });
    });
    await settle();
    expect(box.watcher.followed.size).toBe(2);
    box.disk.put({ state: 'status: rejected\n' });
    box.disk.remove(placeOf('two'));
    for (const folder of ['count', 'two']) box.watcher.say(placeOf(folder));
    await time.pass(50);
    expect(box.watcher.followed.size).toBe(0);
  });
});

describe('health', () => {
  it('says how long the last sweep took and what is known', async () => {
    const { datasite } = world(({ disk }) => disk.put({}));
    expect(datasite.health()).toMatchObject({ lastSweep: null, lastSweepMs: null, jobs: 0 });
    await settle();
    expect(datasite.health()).toMatchObject({
      watching: 'events',
      watchingWhy: null,
      lastSweep: '2026-11-21T20:00:00.000Z',
      lastSweepMs: 0,
      jobs: 1,
      receiving: 'Gatehouse notes new jobs as received; nobody else.',
      log: { writable: true, why: null, entries: 0 },
      troubles: [],
    });
  });

  it('tells of every change until nobody listens any more', async () => {
    const { datasite, box, healthTold } = world();
    await settle();
    const before = healthTold();
    let toldOther = 0;
    const end = datasite.onHealthChange(() => {
      toldOther += 1;
    });
    box.watcher.become('polling', 'No watches are left.');
    end();
    box.troubles.add('Something.');
    await datasite.sweep();
    expect(toldOther).toBe(1);
    expect(healthTold()).toBe(before + 3);
  });

  it('names a job that cannot be read', async () => {
    const { datasite, box, time } = world();
    await settle();
    box.disk.put({});
    box.disk.failNextRead();
    box.watcher.say(placeOf());
    await time.pass(50);
    expect(datasite.health().troubles).toMatchObject([
      { what: `“${idOf('count')}” could not be read: the disk does not answer` },
    ]);
  });
});

describe('letting go', () => {
  it('stops watching and receiving, waits for what is being decided, then closes', async () => {
    const { datasite, box, time } = world(({ disk }) => {
      disk.put({ place: placeOf('one'), state: null });
      disk.put({ place: placeOf('two'), state: null });
    });
    const held = deferred<null>();
    const { write } = box.disk.writer;
    Object.assign(box.disk.writer, {
      write: (...asked: Parameters<typeof write>) => held.promise.then(() => write(...asked)),
    });
    await settle();
    const stopping = datasite.stop();
    await settle();
    expect(box.isOpen()).toBe(true);
    held.resolve(null);
    await stopping;
    expect(box.isOpen()).toBe(false);
    expect(box.watcher.mode).toBe('stopped');
    await time.pass(120_000);
    expect(time.pending()).toBe(0);
    expect(box.log.lines.map((line) => line.kind)).toEqual(['intent', 'outcome']);
    expect(
      [placeOf('one'), placeOf('two')].map(box.disk.stateOf).filter((text) => text !== null),
    ).toHaveLength(1);
  });
});
