import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobFacts } from '../../../main/core/jobs/facts.ts';
import { createSyftJobSource } from '../../../main/disk/sources/syft-job/syft-job-source.ts';
import type { JobSource } from '../../../main/ports/job-source.ts';
import { configText, makeBox, placeOf, stateText, type TestBox } from '../../build/syft-box.ts';

const JOB = placeOf('job');

let box: TestBox;
let source: JobSource;

beforeEach(() => {
  box = makeBox();
  source = createSyftJobSource({ root: box.root });
  box.addJob('job', { 'code/data.csv': 'a,b\n' });
});

afterEach(() => box.remove());

async function read(verify = false, from: JobSource = source): Promise<JobFacts> {
  const facts = await from.read(JOB, { verify });
  if (facts === null) throw new Error('no job');
  return facts;
}

const inJob = (path: string) => join(box.jobPath('job'), path);
const sumOf = (facts: JobFacts, path: string) => facts.entries.find((entry) => entry.path === path)?.sha256;

/** Every way to change one thing in a job, each leaving the rest as it is. */
const CHANGES: Readonly<Record<string, () => void>> = {
  'a byte of run.sh': () => appendFileSync(inJob('run.sh'), '#'),
  'a byte of the config': () => appendFileSync(inJob('config.yaml'), '#'),
  'content of the same length': () => writeFileSync(inJob('code/data.csv'), 'a;b\n'),
  'a file more': () => writeFileSync(inJob('code/more.py'), ''),
  'a hidden file more': () => writeFileSync(inJob('.hidden'), ''),
  'a folder more': () => mkdirSync(inJob('code/empty')),
  'a file less': () => rmSync(inJob('code/data.csv')),
  'another name': () => renameSync(inJob('code/data.csv'), inJob('code/data.CSV')),
  'another folder': () => {
    mkdirSync(inJob('code/deep'));
    renameSync(inJob('code/data.csv'), inJob('code/deep/data.csv'));
  },
  'executable now': () => chmodSync(inJob('code/data.csv'), 0o755),
  'a link instead': () => {
    renameSync(inJob('code/data.csv'), join(box.root, 'data.csv'));
    symlinkSync(join(box.root, 'data.csv'), inJob('code/data.csv'));
  },
  'a folder instead': () => {
    rmSync(inJob('code/data.csv'));
    mkdirSync(inJob('code/data.csv'));
  },
};

describe('any change of one entry', () => {
  it.each(Object.entries(CHANGES))('shows in stamp and digest: %s', async (_, change) => {
    const stamp = await source.stamp(JOB);
    const before = await read();
    change();
    expect(await source.stamp(JOB)).not.toBe(stamp);
    expect((await read()).digest).not.toBe(before.digest);
    expect((await read(true)).digest).toBe((await read()).digest);
  });

  it('and any run of changes leads to what a fresh look finds', async () => {
    const content = fc.constantFrom('', 'a', 'b', '\0', 'ä'.repeat(40_000));
    const name = fc.constantFrom('code/a', 'code/b', 'code/sub/a', 'run.sh', 'config.yaml', 'x');
    const step = fc.record({ name, content, executable: fc.boolean(), remove: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        for (const { name: path, content: text, executable, remove } of steps) {
          if (remove) rmSync(inJob(path), { force: true });
          else {
            mkdirSync(inJob('code/sub'), { recursive: true });
            writeFileSync(inJob(path), text);
            chmodSync(inJob(path), executable ? 0o755 : 0o644);
          }
          const fresh = await read(false, createSyftJobSource({ root: box.root }));
          expect(await read()).toEqual(fresh);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does not show in the digest when it is the permission file', async () => {
    const before = await read();
    writeFileSync(inJob('syft.pub.yaml'), 'rules: []\nterminal: true\n');
    const after = await read();
    expect(after.digest).toBe(before.digest);
    expect(after.entries.length).toBe(before.entries.length + 1);
  });

  it('does not show where nothing changed', async () => {
    const stamp = await source.stamp(JOB);
    const before = await read();
    expect(await source.stamp(JOB)).toBe(stamp);
    expect(await read()).toEqual(before);
  });
});

describe('the state', () => {
  it('shows in the stamp and is read afresh', async () => {
    const none = await source.stamp(JOB);
    box.addState('job', stateText('pending'));
    const pending = await source.stamp(JOB);
    expect(pending).not.toBe(none);
    expect((await read()).state).toMatchObject({ state: { status: 'pending' } });
    box.addState('job', stateText('approved'));
    expect(await source.stamp(JOB)).not.toBe(pending);
    expect((await read()).state).toMatchObject({ state: { status: 'approved' } });
    rmSync(join(box.reviewPath('job'), 'state.yaml'));
    expect((await read()).state).toEqual({ kind: 'absent' });
  });

  it('is not part of the digest', async () => {
    const { digest } = await read();
    box.addState('job', stateText('approved'));
    expect((await read()).digest).toBe(digest);
  });
});

describe('hashes that are kept', () => {
  const HOUR = 3_600_000;

  /** A source for which everything on this disk is long settled, so that it relies on what it knows. */
  function trusting(): JobSource {
    return createSyftJobSource({ root: box.root, now: () => Date.now() + HOUR });
  }

  /** Writes until the disk's clock ticks: within a tick two writes carry the same times. */
  function nextTick(): void {
    const probe = join(box.root, 'probe');
    const stamp = () => {
      writeFileSync(probe, '');
      return statSync(probe).ctimeMs;
    };
    const first = stamp();
    while (stamp() === first);
  }

  it('are not believed when the content changed and its times were set back', async () => {
    const from = trusting();
    const before = await read(false, from);
    nextTick();
    const { atime, mtime } = statSync(inJob('code/data.csv'));
    writeFileSync(inJob('code/data.csv'), 'x,y\n');
    utimesSync(inJob('code/data.csv'), atime, mtime);
    const after = await read(false, from);
    expect(sumOf(after, 'code/data.csv')).not.toBe(sumOf(before, 'code/data.csv'));
  });

  it('are not kept of files that changed just now', async () => {
    const before = await read();
    writeFileSync(inJob('code/data.csv'), 'x,y\n');
    const after = await read();
    expect(sumOf(after, 'code/data.csv')).toBe(createHash('sha256').update('x,y\n').digest('hex'));
    expect(after.digest).not.toBe(before.digest);
  });

  it('are used while nothing changed, and give the same facts', async () => {
    const from = trusting();
    const first = await read(false, from);
    const second = await read(false, from);
    expect(second).toEqual(first);
    // The very same object: it was not made again.
    expect(second.entries.find(({ path }) => path === 'run.sh')).toBe(
      first.entries.find(({ path }) => path === 'run.sh'),
    );
    expect(second.config.kind === 'read' && second.config.config).toBe(
      first.config.kind === 'read' && first.config.config,
    );
  });

  it('are set aside when every byte is asked for', async () => {
    const from = trusting();
    const first = await read(false, from);
    const second = await read(true, from);
    expect(second).toEqual(first);
    expect(second.entries.find(({ path }) => path === 'run.sh')).not.toBe(
      first.entries.find(({ path }) => path === 'run.sh'),
    );
  });

  it('are forgotten with the job', async () => {
    const from = trusting();
    await read(false, from);
    renameSync(box.jobPath('job'), join(box.root, 'away'));
    expect(await from.read(JOB)).toBeNull();
    expect(await from.stamp(JOB)).toBeNull();
    renameSync(join(box.root, 'away'), box.jobPath('job'));
    expect(await read(false, from)).toEqual(await read(true, from));
  });

  it('of a config that came good serve its new reading', async () => {
    const from = trusting();
    writeFileSync(inJob('config.yaml'), 'name: [');
    expect((await read(false, from)).config).toEqual({ kind: 'unreadable' });
    writeFileSync(inJob('config.yaml'), configText('job'));
    expect((await read(false, from)).config).toMatchObject({ kind: 'read', config: { name: 'job' } });
    writeFileSync(inJob('config.yaml'), 'name: [');
    expect((await read(false, from)).config).toEqual({ kind: 'unreadable' });
  });
});

describe('what changes while it is read', () => {
  const SECRET = 'patient,diagnosis\n';
  const secretSum = createHash('sha256').update(SECRET).digest('hex');
  const big = Buffer.alloc(3_000_000, 'a');

  /** A source that lets others have a turn at every chance; they use it for this. */
  function interrupted(meanwhile: (turn: number) => void): JobSource {
    let turn = 0;
    const breath = async () => {
      turn += 1;
      meanwhile(turn);
    };
    return createSyftJobSource({ root: box.root, slices: { breath, turn: () => turn } });
  }

  it('never mixes in what lies behind a link swapped in for a folder', async () => {
    const outside = join(box.root, 'outside');
    const aside = join(box.root, 'aside');
    mkdirSync(outside);
    for (let n = 0; n < 60; n += 1) {
      writeFileSync(inJob(`code/${n}.csv`), 'own\n');
      writeFileSync(join(outside, `${n}.csv`), SECRET);
    }
    let swapped = 0;
    const swap = (turn: number) => {
      if (turn % 2 === 0) {
        renameSync(inJob('code'), aside);
        symlinkSync(outside, inJob('code'));
        swapped += 1;
      } else if (swapped > 0) {
        rmSync(inJob('code'));
        renameSync(aside, inJob('code'));
      }
    };
    const from = interrupted(swap);
    for (let n = 0; n < 20; n += 1) {
      const facts = await from.read(JOB, { verify: true });
      expect(JSON.stringify(facts)).not.toContain(secretSum);
      expect(facts?.defects.some(({ code }) => code === 'unreadable' || code === 'link')).toBe(true);
    }
    expect(swapped).toBeGreaterThan(20);
  });

  it('nor of one file that is asked for', async () => {
    const outside = join(box.root, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'data.csv'), Buffer.concat([big, Buffer.from(SECRET)]));
    writeFileSync(inJob('code/data.csv'), big);
    const from = interrupted((turn) => {
      if (turn !== 3) return;
      renameSync(inJob('code'), join(box.root, 'aside'));
      symlinkSync(outside, inJob('code'));
    });
    expect(await from.readFile(JOB, 'code/data.csv', 100)).toMatchObject({
      ok: false,
      problem: { code: 'read-failed' },
    });
  });

  it('is read again until it holds still', async () => {
    writeFileSync(inJob('code/data.csv'), big);
    const facts = await read(
      true,
      interrupted((turn) => {
        if (turn === 5) appendFileSync(inJob('code/data.csv'), 'b');
      }),
    );
    const sum = createHash('sha256').update(big).update('b').digest('hex');
    expect(sumOf(facts, 'code/data.csv')).toBe(sum);
    expect(facts.defects.map(({ code }) => code)).not.toContain('unreadable');
  });

  it('is shown as unreadable when it never does', async () => {
    writeFileSync(inJob('code/data.csv'), big);
    const from = interrupted(() => appendFileSync(inJob('code/data.csv'), 'b'));
    const facts = await read(true, from);
    expect(facts.entries.find(({ path }) => path === 'code/data.csv')?.kind).toBe('unreadable');
    expect(facts.defects[0]).toEqual({
      code: 'unreadable',
      path: 'code/data.csv',
      text: 'It cannot be read: it changed while it was read.',
    });
    expect((await read(true)).defects.map(({ code }) => code)).not.toContain('unreadable');
  });

  it('as a whole folder is said too', async () => {
    for (let n = 0; n < 20; n += 1) writeFileSync(inJob(`code/${n}.csv`), '');
    let made = 0;
    const from = interrupted(() => {
      made += 1;
      writeFileSync(inJob(`code/new-${made}.csv`), '');
    });
    const facts = await read(true, from);
    expect(facts.defects[0]).toEqual({
      code: 'unreadable',
      path: 'code',
      text: 'It changed while it was read.',
    });
  });

  it('is gone when it goes away', async () => {
    for (let n = 0; n < 20; n += 1) writeFileSync(inJob(`code/${n}.csv`), '');
    const from = interrupted((turn) => {
      if (turn === 2) renameSync(box.jobPath('job'), join(box.root, 'away'));
    });
    expect(await from.read(JOB)).toBeNull();
  });

  it('a stamp serves one reading only', async () => {
    const still = createSyftJobSource({
      root: box.root,
      now: () => Date.now() + 3_600_000,
      slices: { breath: async () => {}, turn: () => 1 },
    });
    await still.stamp(JOB);
    const before = await read(false, still);
    appendFileSync(inJob('code/data.csv'), 'more');
    expect((await read(false, still)).digest).not.toBe(before.digest);
    box.addState('job', stateText('approved'));
    expect((await read(false, still)).state).toMatchObject({ state: { status: 'approved' } });
  });
});

describe('times', () => {
  it('the newest change anywhere in the job counts, whatever a sender sets', async () => {
    const before = await read();
    utimesSync(inJob('code/data.csv'), 1, 1);
    const after = await read();
    expect(after.changedAt).toBeGreaterThanOrEqual(before.changedAt);
    expect(after.changedAt).toBe(Math.round(statSync(inJob('code/data.csv')).ctimeMs));
    expect(after.appearedAt).toBe(before.appearedAt);
  });
});
