import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskReason, errorCode, readBounded, realFileSystem } from '../../main/disk/file-system.ts';
import { tempFolder } from './write/temp-folder.ts';

const { create, openToRead, openToAppend, look } = realFileSystem;

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'done',
    (error: unknown) => errorCode(error),
  );
}

describe('opening', () => {
  it('creates only what is not there', async () => {
    const path = join(await tempFolder(), 'file');
    const file = await create(path, 0o600);
    await file.write(Buffer.from('abc'));
    await file.close();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await codeOf(create(path, 0o600))).toBe('EEXIST');
    expect(await readFile(path, 'utf8')).toBe('abc');
  });

  it('appends at the end, reads anywhere and cuts', async () => {
    const path = join(await tempFolder(), 'file');
    await writeFile(path, 'abc');
    const file = await openToAppend(path);
    await file.write(Buffer.from('def'));
    expect(await file.size()).toBe(6);
    expect(Buffer.from(await file.read(2, 3)).toString()).toBe('cde');
    expect(Buffer.from(await file.read(4, 100)).toString()).toBe('ef');
    expect(await file.read(6, 1)).toHaveLength(0);
    expect(await file.read(60, 1)).toHaveLength(0);
    await file.truncate(1);
    await file.write(Buffer.from('z'));
    await file.sync();
    await file.close();
    expect(await readFile(path, 'utf8')).toBe('az');
  });

  it.each([
    ['openToRead', openToRead],
    ['openToAppend', openToAppend],
  ] as const)(
    '%s makes nothing, follows no link, opens no folder and waits at no pipe',
    async (_name, open) => {
      const folder = await tempFolder();
      const at = (name: string) => join(folder, name);
      await writeFile(at('real'), 'x');
      await symlink('real', at('link'));
      await mkdir(at('folder'));
      execFileSync('mkfifo', [at('pipe')]);
      expect(await codeOf(open(at('gone')))).toBe('ENOENT');
      expect(await codeOf(open(at('link')))).toBe('ELOOP');
      expect(['EISDIR', 'NOT_A_FILE']).toContain(await codeOf(open(at('folder'))));
      expect(['NOT_A_FILE', 'ENXIO']).toContain(await codeOf(open(at('pipe'))));
    },
  );

  it('creates through no link either', async () => {
    const folder = await tempFolder();
    await symlink(join(folder, 'elsewhere'), join(folder, 'link'));
    expect(await codeOf(create(join(folder, 'link'), 0o600))).toBe('EEXIST');
    expect(await look(join(folder, 'elsewhere'))).toBeNull();
  });
});

describe('looking', () => {
  it('tells what lies there, not what a link points to', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'file'), 'four');
    await chmod(join(folder, 'file'), 0o640);
    await symlink('file', join(folder, 'link'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await look(join(folder, 'file'))).toMatchObject({ kind: 'file', size: 4, mode: 0o640 });
    expect(await look(join(folder, 'link'))).toMatchObject({ kind: 'link' });
    expect(await look(join(folder, 'pipe'))).toMatchObject({ kind: 'other' });
    expect(await look(folder)).toMatchObject({ kind: 'folder' });
    expect(await look(join(folder, 'gone'))).toBeNull();
    expect(await codeOf(look(join(folder, 'file', 'below')))).toBe('ENOTDIR');
  });

  it('sees the time that was set', async () => {
    const path = join(await tempFolder(), 'file');
    await writeFile(path, '');
    await realFileSystem.touch(path, new Date(86_400_000));
    expect((await look(path))?.modifiedAt).toBe(86_400_000);
  });
});

describe('folders', () => {
  it('are closed and flushed, links to them are not', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'real'), { mode: 0o755 });
    await symlink('real', join(folder, 'link'));
    await realFileSystem.chmodFolder(join(folder, 'real'), 0o700);
    await realFileSystem.syncFolder(join(folder, 'real'));
    expect((await look(join(folder, 'real')))?.mode).toBe(0o700);
    for (const act of [
      () => realFileSystem.chmodFolder(join(folder, 'link'), 0o777),
      () => realFileSystem.syncFolder(join(folder, 'link')),
    ]) {
      expect(['ELOOP', 'ENOTDIR']).toContain(await codeOf(act()));
    }
    expect((await look(join(folder, 'real')))?.mode).toBe(0o700);
  });
});

describe('reading within a limit', () => {
  it.each([
    [0, ''],
    [2, null],
    [3, 'abc'],
    [1_000, 'abc'],
  ])('%i', async (limit, text) => {
    const path = join(await tempFolder(), 'file');
    await writeFile(path, limit === 0 ? '' : 'abc');
    const bytes = await readBounded(realFileSystem, path, limit);
    expect(bytes === null ? null : Buffer.from(bytes).toString()).toBe(text);
  });
});

describe('reasons', () => {
  it.each<[unknown, string]>([
    [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'the disk is full'],
    [Object.assign(new Error('x'), { code: 'NOT_A_FILE' }), 'what lies there is not a regular file'],
    [Object.assign(new Error('x'), { code: 'EWEIRD' }), 'the system answered EWEIRD'],
    [new Error('in words'), 'in words'],
    ['a text', 'a text'],
  ])('%s', (error, words) => {
    expect(diskReason(error)).toBe(words);
  });
});
