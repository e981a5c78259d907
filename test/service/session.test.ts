import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PushPayload } from '../../shared/contract/pushes.ts';
import { parseDigest } from '../../shared/terms/ids.ts';
import type { JobRow } from '../../shared/view/job.ts';
import { deferred } from '../build/deferred.ts';
import { OWNER, PENDING, placeOf, type Wish } from '../build/jobs.ts';
import { type MemorySession, memorySession, pushesNamed } from '../build/memory-session.ts';
import { settle } from '../build/time.ts';

const at = (box: string) => ({ box, owner: null, practice: false });

async function opened(...wishes: readonly Wish[]) {
  const world = memorySession(['/box', '/other']);
  for (const wish of wishes) world.box('/box').disk.put(wish);
  await world.session.open(at('/box'));
  await world.time.pass(50);
  return world;
}

async function snapshot({ session }: MemorySession) {
  const reply = await session.handlers['jobs.snapshot']({});
  if (!reply.ok) throw new Error(reply.problem.what);
  return reply.value;
}

describe('a session without a datasite', () => {
  it('offers what was found and answers everything about jobs with no-datasite', async () => {
    const { session } = memorySession(['/box', '/other']);
    expect(await session.view()).toEqual({
      version: '1.2.3',
      host: 'web',
      platform: 'linux',
      datasite: null,
      candidates: ['/box', '/other'].map((box) => ({
        box,
        owner: OWNER,
        foundBy: 'usual folder',
        waiting: 0,
      })),
    });
    for (const reply of await Promise.all([
      session.handlers['jobs.snapshot']({}),
      session.handlers['activity.list']({ limit: 10 }),
      session.handlers['activity.verify']({}),
      session.handlers['health.show']({}),
    ])) {
      expect(reply).toMatchObject({ ok: false, problem: { code: 'no-datasite' } });
    }
  });

  it('does nothing when the machine wakes up or the app ends', async () => {
    const { session, time } = memorySession();
    session.resumed();
    await session.stop();
    expect(time.pending()).toBe(0);
  });
});

describe('opening', () => {
  it('says which datasite is open, to who asked and to every screen', async () => {
    const { session, pushes } = await opened();
    const view = await session.view();
    expect(view).toMatchObject({ datasite: { box: '/box', owner: OWNER, practice: false }, candidates: [] });
    expect(pushesNamed(pushes, 'session.changed')).toEqual([view]);
  });

  it.each(['/box', '/box/', './box'])(
    'the one that is open already, spelled %s, changes nothing',
    async (box) => {
      const world = await opened({});
      const before = await snapshot(world);
      expect(await world.session.open(at(box))).toMatchObject({ ok: true });
      expect(await snapshot(world)).toEqual(before);
      expect(pushesNamed(world.pushes, 'session.changed')).toHaveLength(1);
    },
  );

  it('keeps what is open when the other cannot be opened', async () => {
    const world = await opened({});
    world.box('/other').open({ box: '/other', practice: false });
    expect(await world.session.open(at('/other'))).toMatchObject({
      ok: false,
      problem: { code: 'datasite-locked' },
    });
    expect(await world.session.open(at('/nowhere'))).toMatchObject({
      ok: false,
      problem: { code: 'no-datasite' },
    });
    expect((await world.session.view()).datasite?.box).toBe('/box');
    expect((await snapshot(world)).jobs).toHaveLength(1);
  });

  it('another lets go of the first, and its revisions follow on those before', async () => {
    const world = await opened({});
    const { revision } = await snapshot(world);
    world.box('/other').disk.put({ place: placeOf('elsewhere') });
    await world.session.open(at('/other'));
    expect(world.box('/box').isOpen()).toBe(false);
    expect(world.box('/other').isOpen()).toBe(true);
    await world.time.pass(50);
    const after = await snapshot(world);
    expect(after.revision).toBeGreaterThan(revision);
    expect(after.jobs.map((job) => job.folder)).toEqual(['elsewhere']);
    world.box('/box').disk.put({ place: placeOf('late') });
    world.box('/box').watcher.say(placeOf('late'));
    await world.time.pass(60_000);
    expect((await snapshot(world)).jobs.map((job) => job.folder)).toEqual(['elsewhere']);
  });

  it('two at once opens them one after the other; the later stays', async () => {
    const world = memorySession(['/box', '/other']);
    await Promise.all([world.session.open(at('/box')), world.session.open(at('/other'))]);
    expect([world.box('/box').isOpen(), world.box('/other').isOpen()]).toEqual([false, true]);
    expect((await world.session.view()).datasite?.box).toBe('/other');
  });

  it('practice opens the practice datasite and says so', async () => {
    const { session, pushes } = await opened();
    expect(await session.handlers['session.practice']({})).toMatchObject({
      ok: true,
      value: { datasite: { box: '/practice', practice: true } },
    });
    expect(pushesNamed(pushes, 'session.changed')).toHaveLength(2);
  });
});

describe('what screens are told', () => {
  it('of a job that arrives: its coming, that all of it is here, and that it was received', async () => {
    const world = await opened();
    const { disk, watcher } = world.box('/box');
    const now = world.time.clock.now();
    disk.put({ state: null, arrival: { present: 1, expected: 3 }, changedAt: now });
    watcher.say(placeOf());
    await world.time.pass(100);
    disk.put({ state: null, changedAt: now + 100 });
    watcher.say(placeOf());
    await world.time.pass(1_500);
    const rows = pushesNamed(world.pushes, 'jobs.changed').flatMap((push) => push.changed);
    expect(rows.map((row) => [row.status, row.arriving])).toEqual([
      ['received', { present: 1, expected: 3 }],
      ['received', { present: 3, expected: 3 }],
      ['pending', null],
    ]);
    expect(pushesNamed(world.pushes, 'activity.appended').map((row) => row.kind)).toEqual([
      'intent',
      'outcome',
    ]);
  });

  it('of a decision: the log first, then the row as the disk has it', async () => {
    const world = await opened({});
    const digest = parseDigest((await snapshot(world)).jobs[0]?.digest ?? '');
    const id = (await snapshot(world)).jobs[0]?.id ?? '';
    world.session.handlers['jobs.approve']({ id, digest: digest ?? '', reason: null, acknowledged: [] });
    await world.time.pass(50);
    const names = world.pushes.map((push) => push.name);
    expect(names.slice(-3)).toEqual(['activity.appended', 'activity.appended', 'jobs.changed']);
    expect(pushesNamed(world.pushes, 'jobs.changed').at(-1)?.changed).toMatchObject([
      { id, status: 'approved' },
    ]);
    expect(pushesNamed(world.pushes, 'activity.appended')[0]).toMatchObject({
      kind: 'intent',
      action: 'approve',
      by: OWNER,
      hash: '0'.repeat(63) + 1,
    });
  });

  it('of health: sweeps, watching, troubles and who receives', async () => {
    const world = await opened();
    const { watcher, troubles, otherClientIs } = world.box('/box');
    const seen = () => pushesNamed(world.pushes, 'health.changed').at(-1);
    watcher.become('polling', 'No watches are left.');
    expect(seen()).toMatchObject({ watching: 'polling', watchingWhy: 'No watches are left.' });
    troubles.add('The disk does not answer.');
    expect(seen()?.troubles[0]?.what).toBe('The disk does not answer.');
    otherClientIs({ atWork: true, text: 'Another client of yours was at work.' });
    await world.time.pass(60_000);
    expect(seen()).toMatchObject({
      receiving: 'Another client of yours was at work.',
      lastSweep: '2026-11-21T20:01:00.000Z',
      jobs: 0,
    });
    expect(await world.session.handlers['health.show']({})).toEqual({ ok: true, value: seen() });
  });

  it('of preferences: every screen hears of a change by one', async () => {
    const { session, pushes } = await opened();
    await session.handlers['preferences.change']({ theme: 'dark' });
    expect(pushesNamed(pushes, 'preferences.changed')).toEqual([{ theme: 'dark', singleKeys: true }]);
    expect(await session.handlers['preferences.show']({})).toMatchObject({
      ok: true,
      value: { theme: 'dark' },
    });
  });

  it('nothing more once they stopped listening, or the datasite was let go', async () => {
    const world = await opened();
    const heard: string[] = [];
    const end = world.session.onPush((push) => heard.push(push.name));
    end();
    const before = world.pushes.length;
    world.box('/box').disk.put({});
    world.box('/box').watcher.say(placeOf());
    await world.session.stop();
    await world.time.pass(60_000);
    expect(heard).toEqual([]);
    expect(world.pushes).toHaveLength(before);
  });
});

describe('waking up', () => {
  it('looks at the whole disk again', async () => {
    const world = await opened();
    world.box('/box').disk.put({});
    world.session.resumed();
    await world.time.pass(50);
    expect((await snapshot(world)).jobs).toHaveLength(1);
  });
});

describe('ending', () => {
  it('finishes a decision that is under way before it lets go of the datasite', async () => {
    const world = await opened({});
    const { disk, log } = world.box('/box');
    const held = deferred<null>();
    const { write } = disk.writer;
    Object.assign(disk.writer, {
      write: async (...asked: Parameters<typeof write>) => {
        await held.promise;
        return write(...asked);
      },
    });
    const [job] = (await snapshot(world)).jobs;
    const deciding = world.session.handlers['jobs.reject']({
      id: job?.id ?? '',
      digest: job?.digest ?? null,
      reason: 'too broad',
    });
    await settle();
    const stopping = world.session.stop();
    await settle();
    expect(world.box('/box').isOpen()).toBe(true);
    held.resolve(null);
    expect(await deciding).toMatchObject({ ok: true, value: { status: 'rejected' } });
    await stopping;
    expect(world.box('/box').isOpen()).toBe(false);
    expect(log.lines.map((line) => line.kind)).toEqual(['intent', 'outcome']);
    expect(disk.stateOf(placeOf())).toContain('status: rejected');
    expect(world.time.pending()).toBe(0);
  });

  it('waits for an opening that is under way, and leaves nothing open', async () => {
    const world = memorySession();
    const opening = world.session.open(at('/box'));
    await world.session.stop();
    expect(await opening).toMatchObject({ ok: true });
    expect(world.box('/box').isOpen()).toBe(false);
    expect(await world.session.handlers['jobs.snapshot']({})).toMatchObject({
      ok: false,
      problem: { code: 'no-datasite' },
    });
  });

  it('sets no timer and reads nothing afterwards, though the watcher starts only then', async () => {
    const world = memorySession();
    const { watcher, disk } = world.box('/box');
    const held = deferred<null>();
    const { start } = watcher;
    Object.assign(watcher, { start: (hint: (path: string) => void) => held.promise.then(() => start(hint)) });
    disk.put({ state: null });
    await world.session.open(at('/box'));
    await world.session.stop();
    held.resolve(null);
    await world.time.pass(60_000);
    expect(disk.reads).toEqual([]);
    expect(world.time.pending()).toBe(0);
  });
});

const FOLDERS = ['a', 'b', 'c', 'd'];
const step = fc.oneof(
  fc.record({ act: fc.constant('put' as const), folder: fc.constantFrom(...FOLDERS), text: fc.nat(3) }),
  fc.record({ act: fc.constant('remove' as const), folder: fc.constantFrom(...FOLDERS) }),
  fc.record({ act: fc.constant('decide' as const), folder: fc.constantFrom(...FOLDERS), yes: fc.boolean() }),
  fc.record({ act: fc.constant('wait' as const), milliseconds: fc.nat(3_000) }),
  fc.record({ act: fc.constant('sweep' as const) }),
  fc.record({ act: fc.constant('switch' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function take(world: MemorySession, box: string, one: Step): Promise<string> {
  const { disk, watcher } = world.box(box);
  switch (one.act) {
    case 'put':
      disk.put({
        place: placeOf(one.folder),
        files: { 'run.sh': `echo ${one.text}\n` },
        state: one.text === 0 ? null : PENDING,
      });
      watcher.say(placeOf(one.folder));
      return box;
    case 'remove':
      disk.remove(placeOf(one.folder));
      watcher.say(placeOf(one.folder));
      return box;
    case 'decide': {
      const job = (await snapshot(world)).jobs.find((row) => row.folder === one.folder);
      if (job?.digest === undefined || job.digest === null) return box;
      const asked = { id: job.id, digest: job.digest, reason: 'because' };
      if (one.yes) await world.session.handlers['jobs.approve']({ ...asked, acknowledged: [] });
      else await world.session.handlers['jobs.reject'](asked);
      return box;
    }
    case 'wait':
      await world.time.pass(one.milliseconds);
      return box;
    case 'sweep':
      world.session.resumed();
      return box;
    case 'switch': {
      const next = box === '/box' ? '/other' : '/box';
      await world.session.open(at(next));
      return next;
    }
  }
}

/** Keeps a copy the way a screen does: a snapshot when a datasite opens, then pushes without a gap. */
function screen(world: MemorySession) {
  const rows = new Map<string, JobRow>();
  let revision = 0;
  let fresh = true;
  world.session.onPush((push) => {
    if (push.name === 'session.changed') {
      rows.clear();
      fresh = true;
    }
    if (push.name === 'jobs.changed') apply(push.payload);
  });
  function apply(change: PushPayload<'jobs.changed'>) {
    // The first push after opening begins where the empty list of that datasite began.
    if (!fresh) expect(change.from).toBe(revision);
    expect(change.from).toBeGreaterThanOrEqual(revision);
    expect(change.revision).toBeGreaterThan(change.from);
    fresh = false;
    revision = change.revision;
    for (const row of change.changed) rows.set(row.id, row);
    for (const id of change.removed) rows.delete(id);
  }
  return { rows, revision: () => revision };
}

describe('over random activity', () => {
  it('the pushes have no gap and lead to the same rows as the snapshot', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const world = memorySession(['/box', '/other']);
        const copy = screen(world);
        let box = '/box';
        await world.session.open(at(box));
        for (const one of steps) box = await take(world, box, one);
        await world.time.pass(5_000);
        // What fell due at the very end is told a moment later.
        await world.time.pass(50);
        const { jobs, revision } = await snapshot(world);
        expect(new Map(jobs.map((row) => [row.id, row]))).toEqual(copy.rows);
        if (copy.rows.size > 0) expect(revision).toBe(copy.revision());
        await world.session.stop();
        expect(world.time.pending()).toBe(0);
      }),
      { numRuns: 80 },
    );
  });
});
