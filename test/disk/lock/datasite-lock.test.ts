import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../main/disk/file-system.ts';
import { takeLock } from '../../../main/disk/lock/datasite-lock.ts';
import { SILENCE } from '../../../main/disk/lock/holder.ts';
import { atEveryStep, FAULT_KINDS, refusing } from '../write/faulty-file-system.ts';
import { tempFolder } from '../write/temp-folder.ts';
import {
  deadProcess,
  handTimers,
  leaveLock,
  lockText,
  MINUTE,
  machineWith,
  NOON,
  namesIn,
  takeHere,
} from './lock-world.ts';

const HELD = { ok: false, problem: { code: 'datasite-locked' } } as const;

describe('a lock', () => {
  it('says who holds it, in a file only the owner can read', async () => {
    const folder = await tempFolder();
    expect((await takeHere(folder)).ok).toBe(true);
    expect(JSON.parse(await lockText(folder))).toEqual({
      token: expect.stringMatching(/^[0-9a-f]{32}$/),
      host: 'desk',
      pid: 7,
      processStart: 'boot 7',
      openedAt: '2027-01-15T12:00:00.000Z',
    });
    expect((await stat(join(folder, 'lock'))).mode & 0o777).toBe(0o600);
    expect(await namesIn(folder)).toEqual(['lock']);
  });

  it('is refused to a second, who is told who, where and since when', async () => {
    const folder = await tempFolder();
    await takeHere(folder);
    const second = await takeHere(folder, {
      pid: 8,
      processes: machineWith(
        new Map([
          [7, 'boot 7'],
          [8, 'x'],
        ]),
      ),
    });
    expect(second).toMatchObject(HELD);
    expect(second).toMatchObject({
      problem: {
        what: 'Gatehouse on this computer (process 7) has had this datasite open since 2027-01-15T12:00:00.000Z.',
        details: { host: 'desk', pid: 7, openedAt: '2027-01-15T12:00:00.000Z' },
      },
    });
  });

  it('is refused to the same process too', async () => {
    const folder = await tempFolder();
    await takeHere(folder);
    expect(await takeHere(folder)).toMatchObject(HELD);
  });

  it('is free again once released', async () => {
    const folder = await tempFolder();
    const timers = handTimers();
    const first = await takeHere(folder, { timers });
    if (first.ok) await first.value.release();
    expect(timers.running()).toBe(0);
    expect(await namesIn(folder)).toEqual([]);
    expect((await takeHere(folder)).ok).toBe(true);
  });

  it('speaks for this process when nothing else is said', async () => {
    const folder = await tempFolder();
    const first = await takeLock({ folder });
    expect(JSON.parse(await lockText(folder))).toMatchObject({ host: hostname(), pid: process.pid });
    expect(await takeLock({ folder })).toMatchObject(HELD);
    if (first.ok) await first.value.release();
    expect(await namesIn(folder)).toEqual([]);
  });

  it('needs a folder that can be written', async () => {
    const folder = await tempFolder();
    const gone = await takeHere(join(folder, 'gone'));
    expect(gone).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
    const fileSystem = refusing(realFileSystem, 'EROFS', ['create']);
    expect(await takeHere(folder, { fileSystem })).toMatchObject({
      ok: false,
      problem: { code: 'write-failed' },
    });
  });
});

describe('a lock of this machine', () => {
  it.each([
    ['of a process that is gone', { pid: 4_000_001 }, NOON, true],
    ['of a process whose id another one has now', { pid: 9, processStart: 'boot 1' }, NOON, true],
    ['of a process that is there', { pid: 9, processStart: 'boot 9' }, NOON, false],
    ['of a process that is there but silent', { pid: 9, processStart: 'boot 9' }, NOON - SILENCE - 1, false],
    [
      'with an unknown start, refreshed since the machine started',
      { pid: 9, processStart: null },
      NOON,
      false,
    ],
    [
      'with an unknown start, from before the machine started',
      { pid: 9, processStart: null },
      NOON - 90 * MINUTE,
      true,
    ],
  ])('%s', async (_name, left, refreshedAt, free) => {
    const folder = await tempFolder();
    const holder = await leaveLock(folder, left, refreshedAt);
    const processes = machineWith(
      new Map([
        [7, 'boot 7'],
        [9, 'boot 9'],
      ]),
      NOON - 60 * MINUTE,
    );
    const taken = await takeHere(folder, { processes });
    expect(taken.ok).toBe(free);
    const now = JSON.parse(await lockText(folder));
    expect(now.token === holder.token).toBe(!free);
    expect(await namesIn(folder)).toEqual(['lock']);
  });

  it('where starts cannot be told, is held while its process is there', async () => {
    const folder = await tempFolder();
    await leaveLock(folder, { pid: 9 });
    expect(await takeHere(folder, { processes: machineWith(new Map([[9, null]])) })).toMatchObject(HELD);
  });

  it('of a process that really ended is taken over at once', async () => {
    const folder = await tempFolder();
    await leaveLock(folder, { host: hostname(), pid: await deadProcess() }, Date.now());
    const taken = await takeLock({ folder });
    expect(taken.ok).toBe(true);
    if (taken.ok) await taken.value.release();
  });
});

describe('a lock of another machine', () => {
  it.each([
    ['refreshed a moment ago', 1_000, false],
    ['nearly ten minutes silent', SILENCE, false],
    ['more than ten minutes silent', SILENCE + 1, true],
    ['refreshed in our future', -MINUTE, false],
  ])('%s', async (_name, silent, free) => {
    const folder = await tempFolder();
    await leaveLock(folder, { host: 'laptop', pid: 7, processStart: 'boot 7' }, NOON - silent);
    const taken = await takeHere(folder);
    expect(taken.ok).toBe(free);
    if (!taken.ok) expect(taken.problem.what).toContain('the computer “laptop” (process 7)');
  });
});

describe('a lock file that says nothing we know', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', 'locked by me'],
    ['no token', '{"host":"desk","pid":1}'],
    ['a process id that is none', JSON.stringify({ ...JSON.parse('{}'), pid: -1 })],
    ['a name with hidden characters', holderWith({ host: 'de\u202esk' })],
    ['too much', holderWith({ host: 'x'.repeat(5_000) })],
    ['a deep value', '['.repeat(3_000)],
  ])('%s: counts as held until it has been silent for ten minutes', async (_name, text) => {
    const folder = await tempFolder();
    const path = join(folder, 'lock');
    await writeFile(path, text);
    await realFileSystem.touch(path, new Date(NOON - MINUTE));
    const held = await takeHere(folder);
    expect(held).toMatchObject(HELD);
    if (!held.ok) expect(held.problem.next).toContain(path);
    await realFileSystem.touch(path, new Date(NOON - SILENCE - 1));
    expect((await takeHere(folder)).ok).toBe(true);
    expect(await namesIn(folder)).toEqual(['lock']);
  });

  it.each([
    ['a link', (path: string) => symlink('elsewhere', path)],
    ['a folder', (path: string) => mkdir(path)],
  ])('%s is neither followed nor replaced', async (_name, put) => {
    const folder = await tempFolder();
    await put(join(folder, 'lock'));
    expect(await takeHere(folder)).toMatchObject(HELD);
    expect(await namesIn(folder)).toEqual(['lock']);
  });
});

function holderWith(change: object): string {
  return JSON.stringify({
    token: 'ab'.repeat(16),
    host: 'desk',
    pid: 1,
    processStart: null,
    openedAt: '2027-01-15T08:00:00.000Z',
    ...change,
  });
}

describe('a sign of life', () => {
  it('is given at every beat', async () => {
    const folder = await tempFolder();
    const timers = handTimers();
    let now = NOON;
    const lock = await takeHere(folder, { timers, clock: { now: () => now } });
    now += 5 * MINUTE;
    timers.fire();
    // Releasing waits for the beat; the time it left is seen through a second name of the file.
    await realFileSystem.link(join(folder, 'lock'), join(folder, 'seen'));
    if (lock.ok) await lock.value.release();
    expect((await stat(join(folder, 'seen'))).mtimeMs).toBe(now);
  });

  it('is not given for a lock somebody else has taken, nor is that lock released', async () => {
    const folder = await tempFolder();
    const timers = handTimers();
    const lock = await takeHere(folder, { timers });
    if (!lock.ok) throw new Error(lock.problem.what);
    expect(await lock.value.isHeld()).toBe(true);
    await rm(join(folder, 'lock'));
    const theirs = await leaveLock(folder, { token: 'cd'.repeat(16) }, NOON - MINUTE);
    expect(await lock.value.isHeld()).toBe(false);
    timers.fire();
    await lock.value.release();
    expect(JSON.parse(await lockText(folder)).token).toBe(theirs.token);
    expect((await stat(join(folder, 'lock'))).mtimeMs).toBe(NOON - MINUTE);
  });

  it('that fails harms nothing', async () => {
    const folder = await tempFolder();
    const timers = handTimers();
    const fileSystem = refusing(realFileSystem, 'EROFS', ['touch']);
    const lock = await takeHere(folder, { timers, fileSystem });
    timers.fire();
    if (lock.ok) await lock.value.release();
    expect(await namesIn(folder)).toEqual([]);
  });
});

describe.each(FAULT_KINDS)('taking over with a fault at every step: %s', (kind) => {
  it('leaves a lock the next one can take', async () => {
    const steps = await atEveryStep(realFileSystem, kind, async (fileSystem) => {
      const folder = await tempFolder();
      await leaveLock(folder, {});
      const first = await takeHere(folder, { fileSystem });
      // The first one is gone after a crash or a failure, so that whatever it left is stale.
      const processes = machineWith(
        new Map([[8, 'boot 8'], ...(first.ok ? ([[7, 'boot 7']] as const) : [])]),
      );
      const second = await takeHere(folder, { pid: 8, processes });
      expect(second.ok).toBe(!first.ok);
      expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8')).pid).toBe(first.ok ? 7 : 8);
    });
    expect(steps).toBeGreaterThan(30);
  }, 60_000);
});
