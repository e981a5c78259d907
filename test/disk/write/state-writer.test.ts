import { chmod, mkdir, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../main/disk/file-system.ts';
import { createStateWriter } from '../../../main/disk/write/state-writer.ts';
import type { JobPlace } from '../../../shared/terms/ids.ts';
import { atEveryStep, diskError, FAULT_KINDS, fileSystemWith, refusing } from './faulty-file-system.ts';
import { tempFolder } from './temp-folder.ts';

const PLACE: JobPlace = {
  source: 'syft-job',
  datasite: 'owner@lab.org',
  sender: 'alice@uni.edu',
  folder: 'Mean age',
};

const PENDING = 'approval_method: null\nstatus: pending\n';
const APPROVED = 'approval_method: manual\nstatus: approved\n';
const REJECTED = 'approval_method: null\nstatus: rejected\n';

function pathOf(root: string, place: JobPlace = PLACE): string {
  return join(root, place.datasite, 'app_data/job/review', place.sender, place.folder, 'state.yaml');
}

async function rootWith(text: string | null): Promise<string> {
  const root = await tempFolder();
  await mkdir(join(root, PLACE.datasite, 'app_data/job/review'), { recursive: true });
  if (text !== null) {
    await mkdir(dirname(pathOf(root)), { recursive: true });
    await writeFile(pathOf(root), text);
  }
  return root;
}

async function golden(): Promise<readonly string[]> {
  const lines = (await readFile('test/vectors/state_yaml.jsonl', 'utf8')).trim().split('\n');
  const texts = lines.map((line): unknown => JSON.parse(line).yaml);
  return texts.filter((text) => typeof text === 'string').slice(0, 150);
}

describe('writing a state', () => {
  it('writes the first one, folders included, for the owner only', async () => {
    const root = await rootWith(null);
    expect(await createStateWriter({ root }).write(PLACE, null, PENDING)).toEqual({ ok: true, value: null });
    expect(await readFile(pathOf(root), 'utf8')).toBe(PENDING);
    expect((await stat(pathOf(root))).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(pathOf(root)))).mode & 0o777).toBe(0o700);
    expect(await readdir(dirname(pathOf(root)))).toEqual(['state.yaml']);
  });

  it('replaces the one it was told to expect and keeps its mode', async () => {
    const root = await rootWith(PENDING);
    await chmod(pathOf(root), 0o644);
    const writer = createStateWriter({ root });
    expect(await writer.write(PLACE, PENDING, APPROVED)).toEqual({ ok: true, value: null });
    expect(await writer.read(PLACE)).toEqual({ ok: true, value: APPROVED });
    expect((await stat(pathOf(root))).mode & 0o777).toBe(0o644);
  });

  it('puts the golden states on the disk byte for byte', async () => {
    const root = await rootWith(null);
    const writer = createStateWriter({ root });
    let before: string | null = null;
    for (const text of await golden()) {
      expect((await writer.write(PLACE, before, text)).ok).toBe(true);
      expect(await readFile(pathOf(root))).toEqual(Buffer.from(text));
      before = text;
    }
  });

  it.each([
    ['another text', PENDING, REJECTED],
    ['a text where none was', null, REJECTED],
    ['none where a text was', PENDING, null],
    ['one more newline', PENDING, `${PENDING}\n`],
    ['a byte order mark', PENDING, `\uFEFF${PENDING}`],
    ['the same in another case', PENDING, PENDING.toUpperCase()],
  ])('refuses when there is %s', async (_name, expected, there) => {
    const root = await rootWith(there);
    const reply = await createStateWriter({ root }).write(PLACE, expected, APPROVED);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'state-changed' } });
    const now = await readFile(pathOf(root), 'utf8').catch(() => null);
    expect(now).toBe(there);
  });

  it('lets one of many writers through that all saw the same state', async () => {
    const root = await rootWith(PENDING);
    const writer = createStateWriter({ root });
    const texts = Array.from({ length: 10 }, (_, index) => `review_reason: ${index}\nstatus: approved\n`);
    const replies = await Promise.all(texts.map((text) => writer.write(PLACE, PENDING, text)));
    expect(replies.map((reply) => reply.ok)).toEqual([true, ...Array(9).fill(false)]);
    expect(await readFile(pathOf(root), 'utf8')).toBe(texts[0]);
  });

  it.each([
    { sender: '..', folder: 'x' },
    { sender: 'a', folder: '../../../../..' },
    { sender: '', folder: 'x' },
  ])('refuses a place outside: %j', async (names) => {
    const root = await rootWith(null);
    const writer = createStateWriter({ root });
    const reply = await writer.write({ ...PLACE, ...names }, null, PENDING);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
    expect(await readdir(join(root, PLACE.datasite, 'app_data/job/review'))).toEqual([]);
  });

  it('reaches a folder whose name is not UTF-8', async () => {
    const root = await rootWith(null);
    const raw = Buffer.concat([
      Buffer.from(join(root, PLACE.datasite, 'app_data/job/review', PLACE.sender, 'caf')),
      Buffer.from([0xe9]),
    ]);
    const writer = createStateWriter({ root });
    const place = { ...PLACE, folder: 'caf\\xe9' };
    expect(await writer.write(place, null, PENDING)).toEqual({ ok: true, value: null });
    expect(await readFile(Buffer.concat([raw, Buffer.from('/state.yaml')]), 'utf8')).toBe(PENDING);
    expect(await writer.read(place)).toEqual({ ok: true, value: PENDING });
  });

  it('does not follow a link in place of the review folder or of the state', async () => {
    const [root, outside] = [await rootWith(null), await tempFolder()];
    const review = join(root, PLACE.datasite, 'app_data/job/review');
    await symlink(outside, join(review, PLACE.sender));
    const writer = createStateWriter({ root });
    expect(await writer.write(PLACE, null, PENDING)).toMatchObject({
      ok: false,
      problem: { code: 'write-failed' },
    });
    expect(await readdir(outside)).toEqual([]);

    const place = { ...PLACE, sender: 'bob@uni.edu' };
    await mkdir(dirname(pathOf(root, place)), { recursive: true });
    await writeFile(join(outside, 'theirs'), PENDING);
    await symlink(join(outside, 'theirs'), pathOf(root, place));
    expect((await writer.write(place, PENDING, APPROVED)).ok).toBe(false);
    expect((await writer.write(place, null, APPROVED)).ok).toBe(false);
    expect(await readFile(join(outside, 'theirs'), 'utf8')).toBe(PENDING);
  });
});

describe('reading a state', () => {
  it('gives null where there is none, folder or file', async () => {
    const root = await rootWith(null);
    const writer = createStateWriter({ root });
    expect(await writer.read(PLACE)).toEqual({ ok: true, value: null });
    await mkdir(dirname(pathOf(root)), { recursive: true });
    expect(await writer.read(PLACE)).toEqual({ ok: true, value: null });
  });

  it('gives exactly the text, byte order mark and line ends included', async () => {
    const text = '\uFEFFstatus: pending\r\n';
    const root = await rootWith(text);
    expect(await createStateWriter({ root }).read(PLACE)).toEqual({ ok: true, value: text });
  });

  it.each([
    ['bytes that are no UTF-8', (path: string) => writeFile(path, Buffer.from([0x73, 0xff]))],
    ['too much', (path: string) => writeFile(path, 'x'.repeat(64 * 1024 + 1))],
    ['a folder', (path: string) => mkdir(path)],
    ['a link', (path: string) => symlink('elsewhere', path)],
  ])('says why it cannot read %s', async (_name, put) => {
    const root = await rootWith(null);
    await mkdir(dirname(pathOf(root)), { recursive: true });
    await put(pathOf(root));
    const writer = createStateWriter({ root });
    expect(await writer.read(PLACE)).toMatchObject({ ok: false, problem: { code: 'read-failed' } });
    expect((await writer.write(PLACE, PENDING, APPROVED)).ok).toBe(false);
  });
});

describe.each(FAULT_KINDS)('with a fault at every step: %s', (kind) => {
  it.each([
    ['the first state', null],
    ['the next state', PENDING],
  ])(
    '%s is written whole or not at all, and the answer says which',
    async (_name, before) => {
      const steps = await atEveryStep(realFileSystem, kind, async (fileSystem, hit) => {
        const root = await rootWith(before);
        const reply = await createStateWriter({ root, fileSystem }).write(PLACE, before, APPROVED);
        const now = await readFile(pathOf(root), 'utf8').catch(() => null);
        expect([before, APPROVED]).toContain(now);
        if (reply.ok) expect(now).toBe(APPROVED);
        // A process that is gone or cannot read back cannot know; everybody else tells the truth.
        else if (kind !== 'crash' && now === APPROVED) expect(reply.problem.what).toMatch(/read back/);
        await createStateWriter({ root }).sweepTempFiles(PLACE);
        const names = await readdir(dirname(pathOf(root))).catch(() => []);
        expect(names.filter((name) => name !== 'state.yaml')).toEqual([]);
        if (hit() === null) expect(reply.ok).toBe(true);
      });
      expect(steps).toBeGreaterThanOrEqual(20);
    },
    60_000,
  );
});

describe('another writer', () => {
  it('that comes between the comparison and the read back is noticed, and what it wrote stands', async () => {
    const root = await rootWith(PENDING);
    const fileSystem = fileSystemWith(realFileSystem, async (step, act) => {
      const value = await act();
      if (step.name === 'rename') await writeFile(pathOf(root), REJECTED);
      return value;
    });
    const reply = await createStateWriter({ root, fileSystem }).write(PLACE, PENDING, APPROVED);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'state-changed' } });
    expect(await readFile(pathOf(root), 'utf8')).toBe(REJECTED);
  });

  it('that takes the file away is noticed too', async () => {
    const root = await rootWith(PENDING);
    const fileSystem = fileSystemWith(realFileSystem, async (step, act) => {
      const value = await act();
      if (step.name === 'rename') await rename(pathOf(root), `${pathOf(root)}.away`);
      return value;
    });
    const reply = await createStateWriter({ root, fileSystem }).write(PLACE, PENDING, APPROVED);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'state-changed' } });
  });

  it('that comes first while the folders are made is left alone', async () => {
    const root = await rootWith(null);
    const fileSystem = fileSystemWith(realFileSystem, async (step, act) => {
      if (step.name === 'link') await writeFile(pathOf(root), REJECTED);
      return act();
    });
    const reply = await createStateWriter({ root, fileSystem }).write(PLACE, null, APPROVED);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'state-changed' } });
    expect(await readFile(pathOf(root), 'utf8')).toBe(REJECTED);
  });
});

describe('a disk that refuses', () => {
  it.each([
    ['ENOSPC', ['file.write']],
    ['EROFS', ['create']],
    ['EIO', ['rename']],
  ] as const)('leaves the old state and says so: %s', async (code, names) => {
    const root = await rootWith(PENDING);
    const fileSystem = refusing(realFileSystem, code, names);
    const reply = await createStateWriter({ root, fileSystem }).write(PLACE, PENDING, APPROVED);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
    expect(await readFile(pathOf(root), 'utf8')).toBe(PENDING);
    expect(await readdir(dirname(pathOf(root)))).toEqual(['state.yaml']);
  });

  it('counts a state everybody reads as written, though the last flush failed', async () => {
    const root = await rootWith(PENDING);
    const fileSystem = refusing(realFileSystem, 'EIO', ['syncFolder']);
    expect(await createStateWriter({ root, fileSystem }).write(PLACE, PENDING, APPROVED)).toEqual({
      ok: true,
      value: null,
    });
  });
});

describe('sweeping', () => {
  it('removes what a crash left, and is content with no folder at all', async () => {
    const root = await rootWith(PENDING);
    const writer = createStateWriter({ root });
    await writeFile(join(dirname(pathOf(root)), '.gatehouse-0123456789abcdef01234567.tmp'), 'half');
    expect(await writer.sweepTempFiles(PLACE)).toEqual({ ok: true, value: 1 });
    expect(await writer.sweepTempFiles(PLACE)).toEqual({ ok: true, value: 0 });
    expect(await writer.sweepTempFiles({ ...PLACE, folder: 'none' })).toEqual({ ok: true, value: 0 });
    expect(await readdir(dirname(pathOf(root)))).toEqual(['state.yaml']);
  });

  it('says so when it cannot', async () => {
    const root = await rootWith(PENDING);
    const fileSystem = fileSystemWith(realFileSystem, (step, act) =>
      step.name === 'names' ? Promise.reject(diskError('EACCES')) : act(),
    );
    const reply = await createStateWriter({ root, fileSystem }).sweepTempFiles(PLACE);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
  });
});
