import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobFacts } from '../../../main/core/jobs/facts.ts';
import { diskNameOf, joinDisk } from '../../../main/disk/path-safety.ts';
import { createSyftJobSource } from '../../../main/disk/sources/syft-job/syft-job-source.ts';
import type { JobSource } from '../../../main/ports/job-source.ts';
import {
  configText,
  makeBox,
  OWNER,
  placeOf,
  SENDER,
  stateText,
  type TestBox,
} from '../../build/syft-box.ts';

const LATIN = Buffer.from([0x63, 0x61, 0x66, 0xe9]);

let box: TestBox;
let source: JobSource;

beforeEach(() => {
  box = makeBox();
  source = createSyftJobSource({ root: box.root });
});

afterEach(() => box.remove());

async function read(folder: string, sender = SENDER): Promise<JobFacts> {
  const facts = await source.read(placeOf(folder, sender));
  if (facts === null) throw new Error(`no job ${folder}`);
  return facts;
}

const defectsOf = (facts: JobFacts) =>
  facts.defects.map(({ code, path }) => (path === null ? code : `${code} ${path}`));
const codeFolder = (job: string) => join(box.jobPath(job), 'code');

describe('names that are not UTF-8', () => {
  it('in a job: shown escaped, covered by the digest byte for byte', async () => {
    box.addJob('job');
    const file = (name: Buffer) => joinDisk(codeFolder('job'), name);
    writeFileSync(file(LATIN), 'x');
    const one = await read('job');
    expect(one.entries.find(({ pathHex }) => pathHex !== null)).toMatchObject({
      path: 'code/caf\\xe9',
      pathHex: Buffer.concat([Buffer.from('code/'), LATIN]).toString('hex'),
      kind: 'file',
      size: 1,
    });
    expect(defectsOf(one)).toEqual(['name-not-utf8 code/caf\\xe9', 'file-unlisted code/caf\\xe9']);
    renameSync(file(LATIN), file(Buffer.from([0x63, 0x61, 0x66, 0xe8])));
    expect((await read('job')).digest).not.toBe(one.digest);
  });

  it('of a folder: what lies in it is read and carries the whole path', async () => {
    box.addJob('job');
    const folder = joinDisk(codeFolder('job'), LATIN);
    mkdirSync(folder);
    writeFileSync(joinDisk(folder, 'x.py'), 'print(1)\n');
    const inside = (await read('job')).entries.find(({ path }) => path.endsWith('x.py'));
    expect(inside).toMatchObject({ path: 'code/caf\\xe9/x.py', kind: 'file', text: 'text' });
    expect(inside?.pathHex).toBe(
      Buffer.concat([Buffer.from('code/'), LATIN, Buffer.from('/x.py')]).toString('hex'),
    );
  });

  it('beside one that is spelled like its escape: both are there', async () => {
    box.addJob('job', { 'code/caf\\xe9': 'spelled' });
    writeFileSync(joinDisk(codeFolder('job'), LATIN), 'bytes');
    const found = (await read('job')).entries.filter(({ path }) => path === 'code/caf\\xe9');
    expect(found.map(({ size, pathHex }) => [size, pathHex === null])).toEqual(
      expect.arrayContaining([
        [7, true],
        [5, false],
      ]),
    );
  });

  it('of a job: listed, read, its state too, and apart from one spelled like it', async () => {
    box.addJob('caf\\xe9', { 'config.yaml': configText('caf\\xe9') });
    const sender = join(box.jobPath('x'), '..');
    mkdirSync(joinDisk(sender, LATIN));
    writeFileSync(joinDisk(joinDisk(sender, LATIN), 'run.sh'), 'echo\n');
    const review = join(box.reviewPath('x'), '..');
    mkdirSync(review, { recursive: true });
    mkdirSync(joinDisk(review, LATIN));
    writeFileSync(joinDisk(joinDisk(review, LATIN), 'state.yaml'), stateText('rejected'));
    const folders = (await source.list()).map(({ folder }) => folder).sort();
    expect(folders).toEqual(['caf\\x5cxe9', 'caf\\xe9']);
    const bytes = await read('caf\\xe9');
    expect(bytes.entries.map(({ path }) => path)).toEqual(['run.sh']);
    expect(bytes.state).toMatchObject({ kind: 'read', state: { status: 'rejected' } });
    expect(defectsOf(bytes)).toEqual(['no-config', 'no-code', 'name-not-utf8']);
    const spelled = await read('caf\\x5cxe9');
    expect(spelled.entries).toHaveLength(4);
    expect(spelled.state).toEqual({ kind: 'absent' });
    expect(defectsOf(spelled)).toContain('unsafe-name');
  });

  it('of a sender', async () => {
    const sender = joinDisk(join(box.root, OWNER, 'app_data', 'job', 'inbox'), LATIN);
    mkdirSync(joinDisk(sender, 'job'), { recursive: true });
    expect(await source.list()).toEqual([placeOf('job', 'caf\\xe9')]);
    expect(defectsOf(await read('job', 'caf\\xe9'))).toEqual(
      expect.arrayContaining(['name-not-utf8', 'sender-not-email']),
    );
  });

  it('a folder with more names than are read at once', async () => {
    box.addJob('job');
    const names = Array.from({ length: 500 }, (_, n) => `${String(n).padStart(5, '0')}-${'n'.repeat(180)}`);
    for (const name of names) writeFileSync(join(codeFolder('job'), name), '');
    writeFileSync(joinDisk(codeFolder('job'), LATIN), '');
    const entries = (await read('job')).entries;
    expect(entries).toHaveLength(4 + names.length + 1);
    expect(entries.filter(({ pathHex }) => pathHex !== null)).toHaveLength(1);
  });
});

describe('names other systems read differently', () => {
  it.each([
    ['a backslash', 'a\\b.py'],
    ['a newline', 'a\nb.py'],
    ['an escape sequence', 'a\u{1b}[2Kb.py'],
    ['bidi', 'yp.\u{202e}txt'],
    ['zero width', 'main\u{200b}.py'],
    ['a device', 'NUL.py'],
    ['a drive', 'C:x'],
    ['a dot at the end', 'main.py.'],
    ['a space at the end', 'main.py '],
  ])('%s', async (_, name) => {
    box.addJob('job', { [`code/${name}`]: 'x' });
    const facts = await read('job');
    expect(defectsOf(facts)).toContain(`unsafe-name code/${name}`);
    expect(facts.entries.map(({ path }) => path)).toContain(`code/${name}`);
  });

  it('of a job or its sender', async () => {
    const name = 'job\u{202e}';
    box.addJob(name, { 'config.yaml': configText('job').replace('"job"', '"job\\u202E"') });
    expect(defectsOf(await read(name))).toEqual(['unsafe-name']);
    box.addJob('job', {}, 'aux@');
    expect(defectsOf(await read('job', 'aux@'))).toEqual(['sender-not-email']);
  });
});

describe('names that some systems take for one', () => {
  it('by case, in a job', async () => {
    box.addJob('job', { 'code/Main.py': 'good', 'code/main.py': 'bad' });
    const found = defectsOf(await read('job')).filter((defect) => defect.startsWith('name-collision'));
    expect(found).toEqual(['name-collision code/Main.py', 'name-collision code/main.py']);
  });

  it('by Unicode form, in a job', async () => {
    box.addJob('job', { 'code/caf\u{e9}.py': 'good', 'code/cafe\u{301}.py': 'bad' });
    const found = defectsOf(await read('job')).filter((defect) => defect.startsWith('name-collision'));
    expect(found).toHaveLength(2);
  });

  it('jobs beside one another, listed before or not', async () => {
    box.addJob('Job');
    box.addJob('job');
    box.addJob('job', {}, 'ALICE@uni.edu');
    const stamp = await createSyftJobSource({ root: box.root }).stamp(placeOf('job'));
    const unlisted = await createSyftJobSource({ root: box.root }).read(placeOf('job'), { verify: true });
    expect(unlisted?.defects.map(({ code }) => code)).toEqual(['name-collision', 'name-collision']);
    rmSync(box.jobPath('job', 'ALICE@uni.edu'), { recursive: true });
    rmSync(join(box.jobPath('job', 'ALICE@uni.edu'), '..'), { recursive: true });
    expect(await createSyftJobSource({ root: box.root }).stamp(placeOf('job'))).not.toBe(stamp);
    await source.list();
    expect(defectsOf(await read('job'))).toEqual(['name-collision']);
    expect(defectsOf(await read('Job'))).toEqual(['name-collision']);
  });

  it('jobs that come and go one by one', async () => {
    box.addJob('Job');
    expect(defectsOf(await read('Job'))).toEqual([]);
    const alone = await source.stamp(placeOf('Job'));
    box.addJob('job');
    expect(defectsOf(await read('job'))).toEqual(['name-collision']);
    const beside = await source.stamp(placeOf('Job'));
    expect(beside).not.toBe(alone);
    expect(defectsOf(await read('Job'))).toEqual(['name-collision']);
    rmSync(box.jobPath('job'), { recursive: true });
    expect(await source.read(placeOf('job'))).toBeNull();
    expect(await source.stamp(placeOf('Job'))).toBe(alone);
    expect(defectsOf(await read('Job'))).toEqual([]);
  });

  it('senders, one posing as the other', async () => {
    box.addJob('job', {}, 'alice@uni.edu');
    box.addJob('other', {}, 'Alice@uni.edu');
    await source.list();
    const facts = await read('other', 'Alice@uni.edu');
    expect(defectsOf(facts)).toEqual(['name-collision']);
    expect(facts.defects[0]?.text).toContain('“alice@uni.edu”');
    expect(defectsOf(await read('job', 'alice@uni.edu'))).toEqual(['name-collision']);
  });

  it('datasites', async () => {
    box.addJob('job');
    mkdirSync(join(box.root, 'Owner@lab.org'));
    await source.list();
    expect(defectsOf(await read('job'))).toEqual(['name-collision']);
  });
});

describe('any name at all', () => {
  it('is listed, leads back to its folder, and stays by itself', async () => {
    const byte = fc.oneof(
      fc.integer({ min: 1, max: 255 }),
      fc.constantFrom(0x5c, 0x78, 0x2e, 0x20, 0xc3, 0xa9),
    );
    const name = fc
      .array(byte, { minLength: 1, maxLength: 30 })
      .map((bytes) => Buffer.from(bytes))
      .filter((bytes) => !bytes.includes(0x2f) && !['.', '..'].includes(bytes.toString('latin1')));
    const sender = join(box.jobPath('x'), '..');
    await fc.assert(
      fc.asyncProperty(name, async (bytes) => {
        mkdirSync(joinDisk(join(sender), bytes), { recursive: true });
        writeFileSync(joinDisk(joinDisk(sender, bytes), 'run.sh'), bytes);
        const places = await source.list();
        expect(places).toHaveLength(1);
        const [place] = places;
        if (place === undefined) throw new Error('not listed');
        expect(Buffer.from(diskNameOf(place.folder)).equals(bytes)).toBe(true);
        expect((await source.read(place))?.entries.map(({ path }) => path)).toEqual(['run.sh']);
        const file = await source.readFile(place, 'run.sh', 100);
        expect(file.ok && Buffer.from(file.value.bytes).equals(bytes)).toBe(true);
        rmSync(sender, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });
});
