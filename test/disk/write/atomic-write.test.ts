import {
  chmod,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileSystem, realFileSystem } from '../../../main/disk/file-system.ts';
import { createExclusively, writeAtomically } from '../../../main/disk/write/atomic-write.ts';
import { sweepTemps } from '../../../main/disk/write/temp-file.ts';
import { atEveryStep, FAULT_KINDS, fileSystemWith, refusing } from './faulty-file-system.ts';
import { tempFolder } from './temp-folder.ts';

const OLD = Buffer.from('old content\n');
const NEW = Buffer.from('new content, longer than the old\n');

async function modeOf(path: string): Promise<number> {
  return (await lstat(path)).mode & 0o777;
}

describe('writing atomically', () => {
  it('makes missing folders for the owner only, and the file too', async () => {
    const root = await tempFolder();
    const written = await writeAtomically({ root, names: ['a', 'b', 'file'] }, NEW);
    expect(written).toEqual({ ok: true, value: 'written' });
    expect(await readFile(join(root, 'a/b/file'))).toEqual(NEW);
    expect(await modeOf(join(root, 'a'))).toBe(0o700);
    expect(await modeOf(join(root, 'a/b'))).toBe(0o700);
    expect(await modeOf(join(root, 'a/b/file'))).toBe(0o600);
    expect(await readdir(join(root, 'a/b'))).toEqual(['file']);
  });

  it('leaves folders that are there as they are', async () => {
    const root = await tempFolder();
    await mkdir(join(root, 'a'));
    await chmod(join(root, 'a'), 0o755);
    await writeAtomically({ root, names: ['a', 'file'] }, NEW);
    expect(await modeOf(join(root, 'a'))).toBe(0o755);
  });

  it.each([0o600, 0o640, 0o644, 0o444])('keeps the mode %o of what it replaces', async (mode) => {
    const root = await tempFolder();
    const path = join(root, 'file');
    await writeFile(path, OLD);
    await chmod(path, mode);
    expect((await writeAtomically({ root, names: ['file'] }, NEW)).ok).toBe(true);
    expect(await readFile(path)).toEqual(NEW);
    expect(await modeOf(path)).toBe(mode);
  });

  it('puts a new file there, so that a second name of the old one keeps the old content', async () => {
    const root = await tempFolder();
    await writeFile(join(root, 'file'), OLD);
    await link(join(root, 'file'), join(root, 'second'));
    await writeAtomically({ root, names: ['file'] }, NEW);
    expect(await readFile(join(root, 'second'))).toEqual(OLD);
  });

  it('asks last and leaves everything when it is no longer wanted', async () => {
    const root = await tempFolder();
    await writeFile(join(root, 'file'), OLD);
    const asked: string[] = [];
    const stillWanted = async (path: string | Buffer) => {
      asked.push(String(path));
      expect(await readdir(root)).toHaveLength(2);
      return false;
    };
    const written = await writeAtomically({ root, names: ['file'] }, NEW, { stillWanted });
    expect(written).toEqual({ ok: true, value: 'unwanted' });
    expect(asked).toEqual([join(root, 'file')]);
    expect(await readdir(root)).toEqual(['file']);
    expect(await readFile(join(root, 'file'))).toEqual(OLD);
  });

  it('accepts a link as the root, which its owner made', async () => {
    const root = await tempFolder();
    await mkdir(join(root, 'real'));
    await symlink(join(root, 'real'), join(root, 'box'));
    expect((await writeAtomically({ root: join(root, 'box'), names: ['file'] }, NEW)).ok).toBe(true);
    expect(await readFile(join(root, 'real/file'))).toEqual(NEW);
  });
});

type Write = (root: string, names: string[]) => Promise<{ readonly ok: boolean }>;
const WRITES: readonly [string, Write][] = [
  ['writeAtomically', (root, names) => writeAtomically({ root, names }, NEW)],
  ['createExclusively', (root, names) => createExclusively({ root, names }, NEW)],
];

describe.each(WRITES)('%s stays inside its root', (_name, write) => {
  it.each([['..'], ['.'], [''], ['a/b'], ['a/../../b'], ['a\0b'], ['/etc']])(
    'refuses the name %j',
    async (name) => {
      const root = await tempFolder();
      for (const names of [[name], [name, 'file'], ['folder', name]]) {
        const written = await write(root, names);
        expect(written).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
      }
      expect(await readdir(root)).not.toContain('file');
    },
  );

  it.each([1, 2, 3])('refuses a link at level %i and writes nothing behind it', async (level) => {
    const [root, outside] = [await tempFolder(), await tempFolder()];
    const names = ['one', 'two', 'three'];
    const above = names.slice(0, level - 1);
    await mkdir(join(root, ...above), { recursive: true });
    await symlink(outside, join(root, ...names.slice(0, level)));
    const written = await write(root, [...names, 'file']);
    expect(written).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
    expect(await readdir(outside)).toEqual([]);
  });

  it('refuses a file where a folder belongs', async () => {
    const root = await tempFolder();
    await writeFile(join(root, 'one'), OLD);
    expect(await write(root, ['one', 'file'])).toMatchObject({ ok: false });
    expect(await readFile(join(root, 'one'))).toEqual(OLD);
  });

  it('says that the root is missing rather than making it', async () => {
    const root = await tempFolder();
    expect(await write(join(root, 'gone'), ['file'])).toMatchObject({ ok: false });
    expect(await readdir(root)).toEqual([]);
  });
});

describe('what lies at the target', () => {
  it('is not written through when it is a link', async () => {
    const [root, outside] = [await tempFolder(), await tempFolder()];
    await writeFile(join(outside, 'theirs'), OLD);
    await symlink(join(outside, 'theirs'), join(root, 'file'));
    const written = await writeAtomically({ root, names: ['file'] }, NEW);
    expect(written).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
    expect(await createExclusively({ root, names: ['file'] }, NEW)).toEqual({ ok: true, value: 'exists' });
    expect(await readFile(join(outside, 'theirs'))).toEqual(OLD);
    expect(await readdir(root)).toEqual(['file']);
  });

  it('is not replaced when it is a folder', async () => {
    const root = await tempFolder();
    await mkdir(join(root, 'file'));
    expect(await writeAtomically({ root, names: ['file'] }, NEW)).toMatchObject({ ok: false });
    expect((await stat(join(root, 'file'))).isDirectory()).toBe(true);
  });

  it('is found to have become a link while the new content was written', async () => {
    const [root, outside] = [await tempFolder(), await tempFolder()];
    await mkdir(join(root, 'folder'));
    const stillWanted = async () => {
      await rename(join(root, 'folder'), join(root, 'moved'));
      await symlink(outside, join(root, 'folder'));
      return true;
    };
    const written = await writeAtomically({ root, names: ['folder', 'file'] }, NEW, { stillWanted });
    expect(written).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
    expect(await readdir(outside)).toEqual([]);
  });
});

describe('creating exclusively', () => {
  it('creates what is not there and leaves what is', async () => {
    const root = await tempFolder();
    expect(await createExclusively({ root, names: ['file'] }, OLD)).toEqual({ ok: true, value: 'written' });
    expect(await createExclusively({ root, names: ['file'] }, NEW)).toEqual({ ok: true, value: 'exists' });
    expect(await readFile(join(root, 'file'))).toEqual(OLD);
    expect(await readdir(root)).toEqual(['file']);
    expect((await stat(join(root, 'file'))).nlink).toBe(1);
  });

  it('lets exactly one of many through', async () => {
    const root = await tempFolder();
    const contents = Array.from({ length: 12 }, (_, index) => `content ${index}\n`);
    const replies = await Promise.all(
      contents.map((content) => createExclusively({ root, names: ['file'] }, Buffer.from(content))),
    );
    const winners = replies.flatMap((reply, index) => (reply.ok && reply.value === 'written' ? [index] : []));
    expect(winners).toHaveLength(1);
    expect(await readFile(join(root, 'file'), 'utf8')).toBe(contents[winners[0] ?? -1]);
    expect(await readdir(root)).toEqual(['file']);
  });

  it.each(['EPERM', 'ENOTSUP', 'ENOSYS'])(
    'does without second names where the disk answers %s',
    async (code) => {
      const root = await tempFolder();
      const fileSystem = refusing(realFileSystem, code, ['link']);
      const target = { root, names: ['file'] };
      expect(await createExclusively(target, OLD, { fileSystem })).toEqual({ ok: true, value: 'written' });
      expect(await createExclusively(target, NEW, { fileSystem })).toEqual({ ok: true, value: 'exists' });
      expect(await readFile(join(root, 'file'))).toEqual(OLD);
      expect(await readdir(root)).toEqual(['file']);
    },
  );
});

describe.each(FAULT_KINDS)('with a fault at every step: %s', (kind) => {
  it('replaces all or nothing', async () => {
    const steps = await atEveryStep(realFileSystem, kind, async (fileSystem, hit) => {
      const root = await tempFolder();
      await mkdir(join(root, 'folder'));
      await writeFile(join(root, 'folder/file'), OLD, { mode: 0o640 });
      const target = { root, names: ['folder', 'file'] };
      const written = await writeAtomically(target, NEW, { fileSystem, stillWanted: async () => true });
      const content = await readFile(join(root, 'folder/file'));
      expect([OLD.toString(), NEW.toString()]).toContain(content.toString());
      if (written.ok) expect(content).toEqual(NEW);
      await expectTidy(join(root, 'folder'), kind === 'crash' || hit()?.name === 'unlink');
    });
    expect(steps).toBeGreaterThanOrEqual(12);
  });

  it('creates all or nothing', async () => {
    const steps = await atEveryStep(realFileSystem, kind, async (fileSystem, hit) => {
      const root = await tempFolder();
      const target = { root, names: ['folder', 'file'] };
      const written = await createExclusively(target, NEW, { fileSystem });
      const content = await readFile(join(root, 'folder/file')).catch(() => null);
      if (content !== null) expect(content).toEqual(NEW);
      if (written.ok) expect(content).toEqual(NEW);
      if (content === null) expect(written.ok).toBe(false);
      await expectTidy(join(root, 'folder'), kind === 'crash' || hit()?.name === 'unlink');
    });
    expect(steps).toBeGreaterThanOrEqual(12);
  });
});

/** Nothing but the file lies there, or, where we could not clean, what a sweep removes. */
async function expectTidy(folder: string, mayNeedSweep: boolean): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (mayNeedSweep && names.length > 0) await sweepTemps(realFileSystem, folder);
  const left = await readdir(folder).catch(() => []);
  expect(left.filter((name) => name !== 'file')).toEqual([]);
}

describe('the order of steps', () => {
  const stepsOf = async (write: (fileSystem: FileSystem, root: string) => Promise<unknown>) => {
    const steps: string[] = [];
    const fileSystem = fileSystemWith(realFileSystem, (step, act) => {
      steps.push(step.name);
      return act();
    });
    await write(fileSystem, await tempFolder());
    const writing = new Set(['create', 'file.write', 'file.sync', 'rename', 'link', 'unlink', 'syncFolder']);
    return steps.filter((name) => writing.has(name));
  };

  it('flushes the content before it takes its place, and the folder after', async () => {
    const replaced = await stepsOf((fileSystem, root) =>
      writeAtomically({ root, names: ['file'] }, NEW, { fileSystem }),
    );
    expect(replaced).toEqual(['create', 'file.write', 'file.sync', 'rename', 'syncFolder']);
    const created = await stepsOf((fileSystem, root) =>
      createExclusively({ root, names: ['file'] }, NEW, { fileSystem }),
    );
    expect(created).toEqual(['create', 'file.write', 'file.sync', 'link', 'unlink', 'syncFolder']);
  });

  it('flushes each folder it makes into the one above', async () => {
    const made = await stepsOf((fileSystem, root) =>
      writeAtomically({ root, names: ['a', 'b', 'file'] }, NEW, { fileSystem }),
    );
    expect(made.slice(0, 3)).toEqual(['syncFolder', 'syncFolder', 'create']);
  });
});

describe('problems', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EACCES', 'permissions'],
    ['EROFS', 'can only be read'],
    ['EXYZ', 'EXYZ'],
  ])('are said in plain words: %s', async (code, words) => {
    const root = await tempFolder();
    const fileSystem = refusing(realFileSystem, code, ['create']);
    const written = await writeAtomically({ root, names: ['file'] }, NEW, { fileSystem });
    expect(written).toMatchObject({
      ok: false,
      problem: { code: 'write-failed', what: expect.stringContaining(words) },
    });
  });
});

describe('sweeping', () => {
  it('removes temporary files of ours only, and only old ones when asked', async () => {
    const root = await tempFolder();
    const ours = ['.gatehouse-0123456789abcdef01234567.tmp', '.gatehouse-ffffffffffffffffffffffff.tmp'];
    const others = ['.gatehouse-0123.tmp', 'state.yaml', '.gatehouse-0123456789ABCDEF01234567.tmp', 'x.tmp'];
    for (const name of [...ours, ...others]) await writeFile(join(root, name), '');
    await mkdir(join(root, '.gatehouse-aaaaaaaaaaaaaaaaaaaaaaaa.tmp'));
    await symlink('state.yaml', join(root, '.gatehouse-bbbbbbbbbbbbbbbbbbbbbbbb.tmp'));
    await realFileSystem.touch(join(root, ours[0] ?? ''), new Date(1_000));
    expect(await sweepTemps(realFileSystem, root, 2_000)).toBe(1);
    expect(await sweepTemps(realFileSystem, root)).toBe(1);
    expect((await readdir(root)).sort()).toEqual(
      [
        ...others,
        '.gatehouse-aaaaaaaaaaaaaaaaaaaaaaaa.tmp',
        '.gatehouse-bbbbbbbbbbbbbbbbbbbbbbbb.tmp',
      ].sort(),
    );
  });
});
