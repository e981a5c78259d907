import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobFacts } from '../../../main/core/jobs/facts.ts';
import { createSyftJobSource } from '../../../main/disk/sources/syft-job/syft-job-source.ts';
import type { JobSource } from '../../../main/ports/job-source.ts';
import { jobIdOf } from '../../../shared/terms/ids.ts';
import {
  makeBox,
  OWNER,
  placeOf,
  SENDER,
  stateText,
  type TestBox,
  withClosed,
} from '../../build/syft-box.ts';

const SECRET = 'patient,diagnosis\n';

let box: TestBox;
let source: JobSource;
let troubles: string[];
let secret: string;

beforeEach(() => {
  box = makeBox();
  troubles = [];
  source = createSyftJobSource({ root: box.root, onTrouble: (what) => troubles.push(what) });
  secret = join(box.root, 'private.csv');
  writeFileSync(secret, SECRET);
});

afterEach(() => box.remove());

async function read(folder: string, sender = SENDER): Promise<JobFacts> {
  const facts = await source.read(placeOf(folder, sender));
  if (facts === null) throw new Error(`no job ${folder}`);
  return facts;
}

async function listed(): Promise<readonly string[]> {
  return (await source.list()).map((place) => String(jobIdOf(place))).sort();
}

const defectsOf = (facts: JobFacts) =>
  facts.defects.map(({ code, path }) => (path === null ? code : `${code} ${path}`));
const entryOf = (facts: JobFacts, path: string) => facts.entries.find((entry) => entry.path === path);
const idOf = (folder: string, sender = SENDER) => `${OWNER}/${sender}/${folder}`;

/** A sum over the secret's bytes would show that they were read. */
function knowsSecret(facts: JobFacts, secretSum: string): boolean {
  return JSON.stringify(facts).includes(secretSum);
}

async function sumOfSecret(): Promise<string> {
  box.addJob('knows', { 'code/copy.csv': SECRET });
  return entryOf(await read('knows'), 'code/copy.csv')?.sha256 ?? '';
}

describe('links are listed and never followed', () => {
  it('from a file of the code', async () => {
    box.addJob('job');
    symlinkSync(secret, join(box.jobPath('job'), 'code', 'data.csv'));
    const facts = await read('job');
    expect(entryOf(facts, 'code/data.csv')).toMatchObject({ kind: 'link', size: 0, text: 'none' });
    expect(defectsOf(facts)).toEqual(['link code/data.csv', 'file-unlisted code/data.csv']);
    expect(knowsSecret(facts, await sumOfSecret())).toBe(false);
  });

  it('from config.yaml and run.sh', async () => {
    box.addJob('job', { 'config.yaml': null, 'run.sh': null });
    for (const name of ['config.yaml', 'run.sh']) symlinkSync(secret, join(box.jobPath('job'), name));
    const facts = await read('job');
    expect(defectsOf(facts)).toEqual([
      'config-not-file config.yaml',
      'run-script-not-file run.sh',
      'link config.yaml',
      'link run.sh',
    ]);
    expect(facts.config).toEqual({ kind: 'unreadable' });
    expect(knowsSecret(facts, await sumOfSecret())).toBe(false);
  });

  it('from a folder of the code, to where there is no end', async () => {
    box.addJob('job');
    symlinkSync(box.root, join(box.jobPath('job'), 'code', 'all'));
    symlinkSync('.', join(box.jobPath('job'), 'code', 'self'));
    const facts = await read('job');
    expect(facts.entries.map(({ path }) => path)).toEqual([
      'code',
      'code/all',
      'code/script.sh',
      'code/self',
      'config.yaml',
      'run.sh',
    ]);
  });

  it('from the code folder itself', async () => {
    box.addJob('job', { 'code/script.sh': null });
    symlinkSync('/etc', join(box.jobPath('job'), 'code'));
    const facts = await read('job');
    expect(defectsOf(facts)).toContain('code-not-folder code');
    expect(facts.entries.map(({ path }) => path)).toEqual(['code', 'config.yaml', 'run.sh']);
  });

  it('from a dangling one', async () => {
    box.addJob('job');
    symlinkSync('/nowhere/at/all', join(box.jobPath('job'), 'code', 'gone'));
    expect(defectsOf(await read('job'))).toContain('link code/gone');
  });

  it('and where they point to is part of the digest', async () => {
    box.addJob('job');
    const path = join(box.jobPath('job'), 'code', 'data.csv');
    symlinkSync('/one', path);
    const before = await read('job');
    rmSync(path);
    symlinkSync('/two', path);
    expect((await read('job')).digest).not.toBe(before.digest);
  });

  it('from where a job lies: listed as a job that can only be rejected', async () => {
    box.addJob('real');
    symlinkSync(box.jobPath('real'), box.jobPath('job'));
    symlinkSync('/nowhere', box.jobPath('nothing'));
    expect(await listed()).toEqual([idOf('job'), idOf('nothing'), idOf('real')]);
    const facts = await read('job');
    expect(defectsOf(facts)).toEqual(['link .']);
    expect(facts.entries.map(({ path, kind }) => [path, kind])).toEqual([['.', 'link']]);
    expect(facts.arrival).toEqual({ present: 0, expected: 0 });
    expect(facts.digest).not.toBe((await read('nothing')).digest);
    expect(facts.digest).not.toBeNull();
  });

  it('from where a sender, an inbox or a datasite lies: not entered, and said', async () => {
    box.addJob('job', {}, 'real@x.org');
    const inbox = join(box.jobPath('job'), '..', '..');
    symlinkSync(join(inbox, 'real@x.org'), join(inbox, 'linked@x.org'));
    symlinkSync(join(box.root, OWNER), join(box.root, 'linked@lab.org'));
    mkdirSync(join(box.root, 'peer@lab.org', 'app_data', 'job'), { recursive: true });
    symlinkSync(inbox, join(box.root, 'peer@lab.org', 'app_data', 'job', 'inbox'));
    expect(await listed()).toEqual([idOf('job', 'real@x.org')]);
    expect(await source.read(placeOf('job', 'linked@x.org'))).toBeNull();
    expect(await source.read(placeOf('job', 'real@x.org', 'linked@lab.org'))).toBeNull();
    expect(await source.read(placeOf('job', 'real@x.org', 'peer@lab.org'))).toBeNull();
    expect(await source.stamp(placeOf('job', 'linked@x.org'))).toBeNull();
    expect(troubles).toEqual(['“peer@lab.org/app_data/job/inbox” is not entered: a link lies there.']);
  });
});

describe('the state is not read through links or other names', () => {
  const elsewhere = () => join(box.root, 'state.yaml');

  beforeEach(() => {
    box.addJob('job');
    writeFileSync(elsewhere(), stateText('approved'));
  });

  it.each<[string, () => void, string]>([
    [
      'a link for state.yaml',
      () => {
        mkdirSync(box.reviewPath('job'), { recursive: true });
        symlinkSync(elsewhere(), join(box.reviewPath('job'), 'state.yaml'));
      },
      'it is a link',
    ],
    [
      'a second name of state.yaml',
      () => {
        mkdirSync(box.reviewPath('job'), { recursive: true });
        linkSync(elsewhere(), join(box.reviewPath('job'), 'state.yaml'));
      },
      'it has a second name elsewhere (hard link)',
    ],
    [
      'a link for the job below review',
      () => {
        mkdirSync(join(box.reviewPath('job'), '..'), { recursive: true });
        symlinkSync(box.root, box.reviewPath('job'));
      },
      'a link lies there',
    ],
    [
      'a link for the sender below review',
      () => {
        mkdirSync(join(box.reviewPath('job'), '..', '..'), { recursive: true });
        symlinkSync(box.root, join(box.reviewPath('job'), '..'));
      },
      'a link lies there',
    ],
    [
      'a folder for state.yaml',
      () => mkdirSync(join(box.reviewPath('job'), 'state.yaml'), { recursive: true }),
      'it is not a file',
    ],
    [
      'bytes that are no text',
      () => box.addState('job', 'status: \u{0}approved'),
      'the text has a control character',
    ],
    [
      'a state too large',
      () => box.addState('job', `# ${'x'.repeat(70_000)}\n`),
      'it is larger than 65536 bytes',
    ],
    [
      'a state that does not exist',
      () => box.addState('job', 'status: perfect\n'),
      'the status is not one that exists',
    ],
    ['an empty file', () => box.addState('job', ''), 'the file does not hold named fields'],
  ])('%s', async (_, make, reason) => {
    make();
    const facts = await read('job');
    expect(facts.state).toEqual({ kind: 'unreadable', reason });
    expect(defectsOf(facts)).toEqual(['state-unreadable']);
  });

  it('and a plain one is', async () => {
    box.addState('job', stateText('approved'));
    expect((await read('job')).state).toMatchObject({ kind: 'read', state: { status: 'approved' } });
    expect((await read('job')).defects).toEqual([]);
  });
});

describe('hard links', () => {
  it('are hashed but are a kind of their own', async () => {
    box.addJob('job', { 'code/data.csv': SECRET });
    const before = await read('job');
    rmSync(join(box.jobPath('job'), 'code', 'data.csv'));
    linkSync(secret, join(box.jobPath('job'), 'code', 'data.csv'));
    const after = await read('job');
    expect(entryOf(after, 'code/data.csv')).toMatchObject({ kind: 'hard-link', size: SECRET.length });
    expect(entryOf(after, 'code/data.csv')?.sha256).toBe(entryOf(before, 'code/data.csv')?.sha256);
    expect(after.digest).not.toBe(before.digest);
    expect(defectsOf(after)).toContain('hard-link code/data.csv');
  });

  it('are seen when a second name appears later', async () => {
    box.addJob('job');
    await read('job');
    linkSync(join(box.jobPath('job'), 'run.sh'), join(box.root, 'second-name'));
    expect(defectsOf(await read('job'))).toEqual(['hard-link run.sh']);
  });
});

describe('special files are never opened', () => {
  let server: Server | null = null;

  afterEach(() => server?.close());

  it('pipes: reading does not wait for the other end', async () => {
    box.addJob('job', { 'run.sh': null, 'config.yaml': null });
    for (const path of ['code/pipe', 'run.sh', 'config.yaml'])
      execFileSync('mkfifo', [join(box.jobPath('job'), path)]);
    const facts = await read('job');
    expect(facts.entries.filter(({ kind }) => kind === 'fifo').map(({ path }) => path)).toEqual([
      'code/pipe',
      'config.yaml',
      'run.sh',
    ]);
    expect(defectsOf(facts)).toEqual([
      'config-not-file config.yaml',
      'run-script-not-file run.sh',
      'special-file code/pipe',
      'special-file config.yaml',
      'special-file run.sh',
    ]);
    expect(await source.readFile(placeOf('job'), 'run.sh', 100)).toMatchObject({ ok: false });
  });

  it('a pipe for the state', async () => {
    box.addJob('job');
    mkdirSync(box.reviewPath('job'), { recursive: true });
    execFileSync('mkfifo', [join(box.reviewPath('job'), 'state.yaml')]);
    expect((await read('job')).state).toEqual({ kind: 'unreadable', reason: 'it is not a file' });
  });

  it('sockets', async () => {
    box.addJob('job');
    server = createServer();
    await new Promise<void>((listening) => server?.listen(join(box.jobPath('job'), 'code', 's'), listening));
    const facts = await read('job');
    expect(entryOf(facts, 'code/s')?.kind).toBe('socket');
    expect(defectsOf(facts)).toContain('special-file code/s');
  });

  it('a pipe that stands where a job would is no job', async () => {
    box.addJob('job');
    execFileSync('mkfifo', [box.jobPath('pipe')]);
    writeFileSync(box.jobPath('loose-file.txt'), 'x');
    expect(await listed()).toEqual([idOf('job')]);
    expect(await source.read(placeOf('pipe'))).toBeNull();
    expect(await source.read(placeOf('loose-file.txt'))).toBeNull();
  });
});

describe('what permissions close', () => {
  beforeEach(() => {
    box.addJob('closed', { 'code/data/x.csv': 'x' });
    box.addJob('open');
  });

  it('a file: listed as unreadable, with the reason', async () => {
    const file = join(box.jobPath('closed'), 'code', 'data', 'x.csv');
    const facts = await withClosed([file], () => read('closed'));
    expect(entryOf(facts, 'code/data/x.csv')).toMatchObject({ kind: 'unreadable', sha256: null });
    expect(facts.defects[0]).toEqual({
      code: 'unreadable',
      path: 'code/data/x.csv',
      text: 'It cannot be read: the permissions of the folder or file do not allow it.',
    });
    expect(facts.digest).not.toBe((await read('closed')).digest);
  });

  it('a folder of the code', async () => {
    const facts = await withClosed([join(box.jobPath('closed'), 'code', 'data')], () => read('closed'));
    expect(entryOf(facts, 'code/data')?.kind).toBe('unreadable');
    expect(defectsOf(facts)).toEqual(['unreadable code/data']);
  });

  it('a whole job, which hides no other', async () => {
    const [facts, places, other] = await withClosed([box.jobPath('closed')], async () => [
      await read('closed'),
      await listed(),
      await read('open'),
    ]);
    expect(defectsOf(facts)).toEqual(['unreadable .']);
    expect(places).toEqual([idOf('closed'), idOf('open')]);
    expect(other.defects).toEqual([]);
  });

  it('a state', async () => {
    box.addState('closed', stateText('pending'));
    const facts = await withClosed([box.reviewPath('closed')], () => read('closed'));
    expect(defectsOf(facts)).toContain('state-unreadable');
    expect(facts.state).toMatchObject({ reason: 'the permissions of the folder or file do not allow it' });
  });

  it('a sender, who hides no other and is spoken of', async () => {
    box.addJob('job', {}, 'bob@x.org');
    const places = await withClosed([join(box.jobPath('closed'), '..')], () => listed());
    expect(places).toEqual([idOf('job', 'bob@x.org')]);
    expect(troubles).toEqual([
      `“${OWNER}/app_data/job/inbox/${SENDER}” cannot be listed: the permissions of the folder or file do not allow it.`,
    ]);
  });
});

describe('a broken job never hides another', () => {
  it('whatever is broken', async () => {
    box.addJob('good');
    box.addJob('bomb', { 'config.yaml': bomb() });
    box.addJob('binary', { 'config.yaml': Buffer.from([0xff, 0xfe, 0x00]) });
    box.addJob('huge', { 'config.yaml': `name: huge\n# ${'x'.repeat(70_000)}\n` });
    mkdirSync(box.jobPath('empty'), { recursive: true });
    symlinkSync('/dev/zero', box.jobPath('zero'));
    const places = await source.list();
    const facts = await Promise.all(places.map((place) => source.read(place)));
    const found = Object.fromEntries(
      facts.map((job) => [job?.place.folder, job?.defects.map(({ code }) => code)]),
    );
    expect(found).toEqual({
      good: [],
      bomb: ['config-unreadable'],
      binary: ['config-unreadable'],
      huge: ['config-too-big'],
      empty: ['no-config', 'no-run-script', 'no-code'],
      zero: ['link'],
    });
  });

  it('when it goes away while others are read', async () => {
    for (const name of ['a', 'b', 'c']) box.addJob(name);
    const places = await source.list();
    renameSync(box.jobPath('b'), join(box.root, 'elsewhere'));
    const facts = await Promise.all(places.map((place) => source.read(place)));
    expect(facts.flatMap((job) => (job === null ? [] : [job.place.folder])).sort()).toEqual(['a', 'c']);
  });
});

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let n = 1; n < 12; n += 1)
    lines.push(
      `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
    );
  return lines.join('\n');
}
