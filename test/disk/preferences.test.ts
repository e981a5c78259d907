import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPreferences } from '../../main/disk/preferences.ts';
import { tempFolder } from './write/temp-folder.ts';

const DEFAULTS = { theme: 'system', singleKeys: true };

const fileIn = (folder: string) => join(folder, 'preferences.json');

async function folderWith(text: string | Buffer): Promise<string> {
  const folder = await tempFolder();
  await writeFile(fileIn(folder), text);
  return folder;
}

describe('preferences', () => {
  it('are the defaults where none were kept, and nothing is written for that', async () => {
    const folder = join(await tempFolder(), 'gatehouse');
    const preferences = await openPreferences(folder);
    expect(preferences.read()).toEqual(DEFAULTS);
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });

  it('are kept across starts, in a folder and a file for nobody else', async () => {
    const folder = join(await tempFolder(), 'new', 'gatehouse');
    const preferences = await openPreferences(folder);
    expect(await preferences.change({ theme: 'dark' })).toEqual({
      ok: true,
      value: { theme: 'dark', singleKeys: true },
    });
    expect(await preferences.change({ singleKeys: false })).toMatchObject({ ok: true });
    expect(preferences.read()).toEqual({ theme: 'dark', singleKeys: false });
    expect((await openPreferences(folder)).read()).toEqual({ theme: 'dark', singleKeys: false });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(fileIn(folder))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['preferences.json']);
  });

  it.each<[string, string | Buffer]>([
    ['no JSON', '{"theme": "dark"'],
    ['empty', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a value that does not fit', '{"theme": "loud"}'],
    ['no UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
  ])('that are %s count as the defaults and are replaced at the next change', async (_what, text) => {
    const folder = await folderWith(text);
    const preferences = await openPreferences(folder);
    expect(preferences.read()).toEqual(DEFAULTS);
    await preferences.change({ theme: 'light' });
    expect(JSON.parse(await readFile(fileIn(folder), 'utf8'))).toEqual({ theme: 'light', singleKeys: true });
  });

  it('may be written in part, and by a newer version that knows more', async () => {
    const folder = await folderWith('{"singleKeys": false, "later": 1}');
    expect((await openPreferences(folder)).read()).toEqual({ theme: 'system', singleKeys: false });
  });

  it('lose nothing when two screens change them at the same moment', async () => {
    const folder = await tempFolder();
    const preferences = await openPreferences(folder);
    await Promise.all([preferences.change({ theme: 'dark' }), preferences.change({ singleKeys: false })]);
    expect(preferences.read()).toEqual({ theme: 'dark', singleKeys: false });
    expect(JSON.parse(await readFile(fileIn(folder), 'utf8'))).toEqual({ theme: 'dark', singleKeys: false });
  });

  it.each<[string, (folder: string) => Promise<unknown>]>([
    ['the folder is a file', (folder) => writeFile(folder, '')],
    ['a file stands where a folder above should be made', (folder) => writeFile(join(folder, '..'), '')],
    ['a folder has the name of the file', (folder) => mkdir(fileIn(folder), { recursive: true })],
    [
      'a link has the name of the file',
      async (folder) => {
        await mkdir(folder);
        await symlink('/dev/null', fileIn(folder));
      },
    ],
  ])('stay as they were, with the reason, where %s', async (_what, prepare) => {
    const above = join(await tempFolder(), 'above');
    const folder = join(above, 'gatehouse');
    if (!_what.includes('above')) await mkdir(above);
    await prepare(folder);
    const preferences = await openPreferences(folder);
    expect(await preferences.change({ theme: 'dark' })).toMatchObject({
      ok: false,
      problem: { code: 'write-failed' },
    });
    expect(preferences.read()).toEqual(DEFAULTS);
  });

  it('can be changed again after the disk refused once', async () => {
    const folder = join(await tempFolder(), 'gatehouse');
    await writeFile(folder, '');
    const preferences = await openPreferences(folder);
    await preferences.change({ theme: 'dark' });
    await rm(folder);
    expect(await preferences.change({ theme: 'light' })).toMatchObject({ ok: true });
    expect(preferences.read()).toEqual({ theme: 'light', singleKeys: true });
  });
});
