import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPracticeCopy, removePracticeCopy } from '../../main/disk/practice/open-practice.ts';
import { tempFolder } from './write/temp-folder.ts';

describe('a practice copy', () => {
  it('is taken away whole, and nothing else', async () => {
    const scratch = await tempFolder();
    const copies = await Promise.all(
      [1, 2].map(() => openPracticeCopy({ practiceFolder: join('assets', 'practice'), scratch })),
    );
    const [first, second] = copies.map((copy) => (copy.ok ? copy.value.box : 'no copy'));
    const elsewhere = join(await tempFolder(), 'mine');
    await writeFile(elsewhere, 'mine');
    await symlink(elsewhere, join(first ?? '', 'link'));
    await removePracticeCopy(first ?? '', scratch);
    expect(await readdir(scratch)).toEqual([second?.split('/').at(-2)]);
    expect(await readdir(join(elsewhere, '..'))).toEqual(['mine']);
    await removePracticeCopy(first ?? '', scratch);
  });

  it.each([
    'gatehouse-practice-x',
    'SyftBox/me@lab.org',
    'deep/gatehouse-practice-x/SyftBox',
    'other/SyftBox',
  ])('is none at %s, so that stays', async (path) => {
    const scratch = await tempFolder();
    await mkdir(join(scratch, path), { recursive: true });
    await removePracticeCopy(join(scratch, path), scratch);
    await removePracticeCopy(scratch, scratch);
    expect(await readdir(join(scratch, path))).toEqual([]);
  });
});
