import { chmod, link, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../main/disk/file-system.ts';
import { createRuleWriter } from '../../../main/disk/write/rule-writer.ts';
import { atEveryStep, FAULT_KINDS, fileSystemWith } from './faulty-file-system.ts';
import { tempFolder } from './temp-folder.ts';

const PATH = 'app_data/job/inbox/ana/count/syft.pub.yaml';
const BEFORE = 'rules: []\n';
const AFTER = 'rules: []\nterminal: true\n';

async function datasite(text: string | null): Promise<string> {
  const root = await tempFolder();
  await mkdir(join(root, 'app_data/gatehouse'), { recursive: true });
  await mkdir(join(root, PATH, '..'), { recursive: true });
  if (text !== null) await writeFile(join(root, PATH), text);
  return root;
}

const textIn = (root: string) => readFile(join(root, PATH), 'utf8').catch(() => null);
const strayIn = async (root: string) =>
  [...(await readdir(join(root, 'app_data/gatehouse'))), ...(await readdir(join(root, PATH, '..')))].filter(
    (name) => name !== 'syft.pub.yaml',
  );

describe('writing a rule file', () => {
  it.each([
    ['a new one', null, AFTER],
    ['another in its place', BEFORE, AFTER],
    ['none in its place', BEFORE, null],
    ['the same', AFTER, AFTER],
    ['none where there was none', null, null],
    ['what is empty', BEFORE, ''],
  ])('%s', async (_name, before, after) => {
    const root = await datasite(before);
    const writer = createRuleWriter({ folder: root });
    expect(await writer.read(PATH)).toEqual({ ok: true, value: before });
    expect(await writer.write(PATH, before, after)).toEqual({ ok: true, value: null });
    expect(await textIn(root)).toBe(after);
    expect(await strayIn(root)).toEqual([]);
  });

  it('keeps the mode of what it replaces; a new one is for the owner only', async () => {
    const root = await datasite(BEFORE);
    await chmod(join(root, PATH), 0o644);
    const writer = createRuleWriter({ folder: root });
    await writer.write(PATH, BEFORE, AFTER);
    expect((await stat(join(root, PATH))).mode & 0o777).toBe(0o644);
    await writer.write(PATH, AFTER, null);
    await writer.write(PATH, null, AFTER);
    expect((await stat(join(root, PATH))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['replacing what is different', 'other', BEFORE, AFTER],
    ['replacing what is gone', null, BEFORE, AFTER],
    ['making what is there', 'other', null, AFTER],
    ['removing what is different', 'other', BEFORE, null],
  ])('leaves it to whoever wrote first: %s', async (_name, there, expected, next) => {
    const root = await datasite(there);
    expect(await createRuleWriter({ folder: root }).write(PATH, expected, next)).toMatchObject({
      ok: false,
      problem: { code: 'state-changed' },
    });
    expect([await textIn(root), await strayIn(root)]).toEqual([there, []]);
  });

  it('makes no folder', async () => {
    const root = await datasite(null);
    await rm(join(root, 'app_data/job'), { recursive: true });
    expect(await createRuleWriter({ folder: root }).write(PATH, null, AFTER)).toMatchObject({
      ok: false,
      problem: { code: 'write-failed' },
    });
    expect(await readdir(join(root, 'app_data'))).toEqual(['gatehouse']);
  });

  it.each([
    ['the file itself', PATH],
    ['the job’s folder', 'app_data/job/inbox/ana/count'],
    ['a folder above', 'app_data/job'],
  ])('never writes or reads through a link: %s', async (_name, linked) => {
    const root = await datasite(BEFORE);
    const outside = await datasite(BEFORE);
    await rm(join(root, linked), { recursive: true });
    await symlink(join(outside, linked), join(root, linked));
    const writer = createRuleWriter({ folder: root });
    expect(await writer.read(PATH)).toMatchObject({ ok: false, problem: { code: 'read-failed' } });
    for (const next of [AFTER, null]) {
      expect(await writer.write(PATH, BEFORE, next)).toMatchObject({ ok: false });
    }
    expect(await textIn(outside)).toBe(BEFORE);
  });

  it('says so when there is no text to compare with', async () => {
    const root = await datasite(null);
    await writeFile(join(root, PATH), Buffer.from([0xff]));
    const writer = createRuleWriter({ folder: root });
    expect(await writer.read(PATH)).toMatchObject({ ok: false, problem: { code: 'read-failed' } });
    expect(await writer.write(PATH, BEFORE, AFTER)).toMatchObject({ ok: false });
    expect(await readFile(join(root, PATH))).toEqual(Buffer.from([0xff]));
  });

  it('writes the same file one after the other', async () => {
    const root = await datasite(null);
    const writer = createRuleWriter({ folder: root });
    const replies = await Promise.all([
      writer.write(PATH, null, BEFORE),
      writer.write(PATH, BEFORE, AFTER),
      writer.write(PATH, AFTER, null),
      writer.write(PATH, null, BEFORE),
    ]);
    expect(replies.every((reply) => reply.ok)).toBe(true);
    expect(await textIn(root)).toBe(BEFORE);
  });

  it('never shows a second name of the file, by which it would be taken for a hard link', async () => {
    const root = await datasite(null);
    const links: number[] = [];
    const watching = fileSystemWith(realFileSystem, async (_step, act) => {
      const seen = await stat(join(root, PATH)).catch(() => null);
      if (seen !== null) links.push(seen.nlink);
      return act();
    });
    await createRuleWriter({ folder: root, fileSystem: watching }).write(PATH, null, AFTER);
    expect(new Set(links)).toEqual(new Set([1]));
    await link(join(root, PATH), join(root, 'second'));
    expect((await stat(join(root, PATH))).nlink).toBe(2);
  });
});

describe.each(FAULT_KINDS)('whichever step fails (%s)', (kind) => {
  it.each([
    ['a new one', null, AFTER],
    ['another', BEFORE, AFTER],
    ['none', BEFORE, null],
  ])('%s is there whole or not at all, and the answer says which', async (_name, before, after) => {
    const reached = await atEveryStep(realFileSystem, kind, async (fileSystem) => {
      const root = await datasite(before);
      const writer = createRuleWriter({ folder: root, fileSystem });
      const reply = await writer.write(PATH, before, after);
      const now = await textIn(root);
      expect([before, after]).toContain(now);
      if (reply.ok) expect(now).toBe(after);
      else if (reply.problem.code === 'state-changed') expect(now).toBe(before);
      // In the job's folder nothing is ever left, whatever failed.
      expect(await readdir(join(root, PATH, '..'))).toEqual(now === null ? [] : ['syft.pub.yaml']);
      const later = createRuleWriter({ folder: root });
      await later.sweepTempFiles();
      expect(await strayIn(root)).toEqual([]);
    });
    expect(reached).toBeGreaterThan(5);
  });
});
