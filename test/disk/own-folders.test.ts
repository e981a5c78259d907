import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../main/disk/file-system.ts';
import { NOBODY_ELSE, prepareOwnFolders } from '../../main/disk/own-folders.ts';
import { atEveryStep, FAULT_KINDS } from './write/faulty-file-system.ts';
import { tempFolder } from './write/temp-folder.ts';

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('our own folders', () => {
  it('are made for the owner only, with a permission file that gives nobody else anything', async () => {
    const datasite = await tempFolder();
    const reply = await prepareOwnFolders(datasite);
    const gatehouse = join(datasite, 'app_data/gatehouse');
    expect(reply).toEqual({
      ok: true,
      value: { gatehouse, audit: join(gatehouse, 'audit'), openToOthers: null },
    });
    expect(await modeOf(gatehouse)).toBe(0o700);
    expect(await modeOf(join(gatehouse, 'audit'))).toBe(0o700);
    expect(await modeOf(join(gatehouse, 'syft.pub.yaml'))).toBe(0o600);
    expect(await readFile(join(gatehouse, 'syft.pub.yaml'), 'utf8')).toBe('rules: []\nterminal: true\n');
    expect((await readdir(gatehouse)).sort()).toEqual(['audit', 'syft.pub.yaml']);
  });

  it('are closed to others where another hand had opened them, and nothing else is touched', async () => {
    const datasite = await tempFolder();
    await mkdir(join(datasite, 'app_data/gatehouse/audit'), { recursive: true });
    for (const name of ['', 'gatehouse', 'gatehouse/audit'])
      await chmod(join(datasite, 'app_data', name), 0o755);
    expect((await prepareOwnFolders(datasite)).ok).toBe(true);
    expect(await modeOf(join(datasite, 'app_data'))).toBe(0o755);
    expect(await modeOf(join(datasite, 'app_data/gatehouse'))).toBe(0o700);
    expect(await modeOf(join(datasite, 'app_data/gatehouse/audit'))).toBe(0o700);
  });

  it('stay as they are the second time', async () => {
    const datasite = await tempFolder();
    const first = await prepareOwnFolders(datasite);
    await writeFile(join(datasite, 'app_data/gatehouse/audit/2027-01.jsonl'), 'kept');
    expect(await prepareOwnFolders(datasite)).toEqual(first);
    expect(await readFile(join(datasite, 'app_data/gatehouse/audit/2027-01.jsonl'), 'utf8')).toBe('kept');
  });

  it.each([
    'rules: []\nterminal: false\n',
    "rules:\n- pattern: '**'\n  access:\n    read: ['*']\nterminal: true\n",
    '',
    `${NOBODY_ELSE}# mine\n`,
    'x'.repeat(70_000),
  ])('keep a permission file that says something else, and say so: %#', async (text) => {
    const datasite = await tempFolder();
    const path = join(datasite, 'app_data/gatehouse/syft.pub.yaml');
    await mkdir(join(datasite, 'app_data/gatehouse'), { recursive: true });
    await writeFile(path, text);
    const reply = await prepareOwnFolders(datasite);
    expect(reply).toMatchObject({ ok: true, value: { openToOthers: expect.stringContaining(path) } });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('say so too when the permission file is a link', async () => {
    const [datasite, outside] = [await tempFolder(), await tempFolder()];
    await mkdir(join(datasite, 'app_data/gatehouse'), { recursive: true });
    await writeFile(join(outside, 'rules'), NOBODY_ELSE);
    await symlink(join(outside, 'rules'), join(datasite, 'app_data/gatehouse/syft.pub.yaml'));
    const reply = await prepareOwnFolders(datasite);
    expect(reply).toMatchObject({ ok: true, value: { openToOthers: expect.any(String) } });
  });

  it.each(['app_data', 'app_data/gatehouse', 'app_data/gatehouse/audit'])(
    'refuse a link at %s',
    async (path) => {
      const [datasite, outside] = [await tempFolder(), await tempFolder()];
      await mkdir(join(datasite, path, '..'), { recursive: true });
      await symlink(outside, join(datasite, path));
      const reply = await prepareOwnFolders(datasite);
      expect(reply).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
      expect(await readdir(outside)).toEqual([]);
    },
  );

  it('need a datasite', async () => {
    const datasite = join(await tempFolder(), 'gone');
    expect(await prepareOwnFolders(datasite)).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
  });

  it.each(FAULT_KINDS)('can be made after a fault at every step: %s', async (kind) => {
    await atEveryStep(realFileSystem, kind, async (fileSystem) => {
      const datasite = await tempFolder();
      await prepareOwnFolders(datasite, fileSystem);
      const reply = await prepareOwnFolders(datasite);
      expect(reply).toMatchObject({ ok: true, value: { openToOthers: null } });
    });
  });
});
