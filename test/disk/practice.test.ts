import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyPractice } from '../../main/disk/practice/copy-practice.ts';
import {
  DAY,
  JOBS,
  listEntries,
  listJobs,
  listTree,
  NOW,
  OWNER,
  PRACTICE,
  readText,
} from './practice-tree.ts';

const INBOX = join(OWNER, 'app_data', 'job', 'inbox');
const REVIEW = join(OWNER, 'app_data', 'job', 'review');
const LINKED = ['j.ortega@clinic.example', 'Lab turnaround times', 'code', 'data', 'reference.csv'].join('/');

let scratch = '';
let box = '';

beforeEach(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'gatehouse-practice-')));
  box = join(scratch, 'SyftBox');
});
afterEach(async () => {
  await rm(scratch, { recursive: true, force: true });
});

const copyTo = (to: string, now = NOW) => copyPractice({ from: PRACTICE, to, now });

/** Path, time of last change and kind of everything below a folder. */
async function snapshot(folder: string) {
  const paths = await listTree(folder);
  return Promise.all(
    paths.map(async (path) => [path, (await lstat(path)).mtimeMs, (await lstat(path)).mode]),
  );
}

test('says which box and owner it made, and that nothing is missing', async () => {
  expect(await copyTo(box)).toEqual({ box, owner: OWNER, missing: [] });
  expect(await readdir(box)).toEqual([OWNER]);
});

describe('times', () => {
  const STATE = join(REVIEW, 'ana@lab.example', 'mean_age.R', 'state.yaml');

  test.each([0, -3 * DAY, 1234, 400 * DAY + 567])(
    '%i ms later, every time has moved by that span',
    async (later) => {
      const takenAt = new Date('2026-11-21T20:16:00.000Z');
      await copyTo(box, new Date(takenAt.getTime() + later));
      // The last three digits are below what a Date can hold, and stay as they were.
      const expected = (await readText(PRACTICE, 'datasite', STATE)).replace(
        /'(\d{4}-.{18})(\d{3}Z)'/g,
        (_text, at: string, rest: string) =>
          `'${new Date(Date.parse(`${at}Z`) + later).toISOString().slice(0, 23)}${rest}'`,
      );
      expect(await readText(box, STATE)).toBe(expected);
    },
  );

  test('the same moment gives the same bytes', async () => {
    const other = join(scratch, 'again');
    await Promise.all([copyTo(box), copyTo(other)]);
    expect(await listEntries(other)).toEqual(await listEntries(box));
    for (const path of await listEntries(box)) {
      expect((await readFile(join(other, path))).equals(await readFile(join(box, path))), path).toBe(true);
    }
  });

  test('only the metadata differs from the bundled tree', async () => {
    await copyTo(box);
    const bundled = join(PRACTICE, 'datasite');
    const differing: string[] = [];
    for (const path of await listEntries(bundled)) {
      const same = (await readFile(join(bundled, path))).equals(await readFile(join(box, path)));
      if (!same) differing.push(path.split('/').at(-1) ?? '');
    }
    const states = JOBS.filter(({ status }) => status !== null).map(() => 'state.yaml');
    expect(differing.sort()).toEqual([...JOBS.map(() => 'config.yaml'), ...states].sort());
  });

  test('files, folders and links carry the time of their job', async () => {
    await copyTo(box);
    const job = join(box, INBOX, 'j.ortega@clinic.example', 'Lab turnaround times');
    const submitted = /submitted_at: '(.*)'/.exec(await readText(job, 'config.yaml'))?.[1] ?? '';
    for (const path of [job, ...(await listTree(job))]) {
      expect((await lstat(path)).mtime.toISOString().slice(0, 19), path).toBe(submitted.slice(0, 19));
    }
    const completed = /completed_at: '(.*)'/.exec(await readText(box, STATE))?.[1] ?? '';
    expect((await lstat(join(box, STATE))).mtime.toISOString().slice(0, 19)).toBe(completed.slice(0, 19));
  });
});

describe('the copy stays in its place', () => {
  test('only the owner reads it, and only run.sh may be run', async () => {
    await copyTo(box);
    const modes = { folder: new Set<string>(), file: new Set<string>(), 'run.sh': new Set<string>() };
    for (const path of [box, ...(await listTree(box))]) {
      const found = await lstat(path);
      if (found.isSymbolicLink()) continue;
      const kind = path.endsWith(`${sep}run.sh`) ? 'run.sh' : 'file';
      modes[found.isDirectory() ? 'folder' : kind].add((found.mode & 0o777).toString(8));
    }
    expect(modes).toEqual({ folder: new Set(['700']), file: new Set(['600']), 'run.sh': new Set(['755']) });
  });

  test('nothing beside it is touched, the bundled tree least of all', async () => {
    await writeFile(join(scratch, 'bystander.txt'), 'mine');
    const before = [await snapshot(PRACTICE), await snapshot(scratch)].flat();
    await copyTo(box);
    const after = [await snapshot(PRACTICE), await snapshot(scratch)].flat();
    expect(after.filter(([path]) => !`${path}${sep}`.startsWith(box + sep))).toEqual(before);
  });

  test('an empty folder that is already there is used and closed to others', async () => {
    await mkdir(box, { mode: 0o755 });
    await copyTo(box);
    expect((await lstat(box)).mode & 0o777).toBe(0o700);
  });

  test('a folder that holds anything is refused and left as it was', async () => {
    await mkdir(box);
    await writeFile(join(box, 'mine.txt'), 'mine');
    const before = await snapshot(scratch);
    await expect(copyTo(box)).rejects.toThrow('needs an empty folder');
    expect(await snapshot(scratch)).toEqual(before);
  });
});

describe('the recipe', () => {
  const EMPTY = { owner: OWNER, takenAt: NOW.toISOString(), folders: [], files: [], links: [] };

  test.each([
    { files: [{ path: '../out.txt', text: '' }] },
    { folders: ['../out'] },
    { folders: ['.'] },
    { links: [{ path: 'link', to: '../out' }] },
    { links: [{ path: '../link', to: 'x' }] },
  ])('a path outside is refused: %j', async (odd) => {
    const from = join(scratch, 'assets');
    await mkdir(join(from, 'datasite'), { recursive: true });
    await writeFile(join(from, 'links.json'), JSON.stringify({ ...EMPTY, ...odd }));
    await expect(copyPractice({ from, to: box, now: NOW })).rejects.toThrow('outside the practice datasite');
    expect((await readdir(scratch)).sort()).toEqual(['SyftBox', 'assets']);
    expect(await readdir(box)).toEqual([]);
  });

  test('a file of the tree is not replaced by one of the recipe', async () => {
    const from = join(scratch, 'assets');
    await mkdir(join(from, 'datasite'), { recursive: true });
    await writeFile(join(from, 'datasite', 'kept.txt'), 'kept');
    const files = [{ path: 'kept.txt', text: 'replaced' }];
    await writeFile(join(from, 'links.json'), JSON.stringify({ ...EMPTY, files }));
    await expect(copyPractice({ from, to: box, now: NOW })).rejects.toThrow('EEXIST');
    expect(await readText(box, 'kept.txt')).toBe('kept');
  });

  const failing = (code: string) => async () => {
    throw Object.assign(new Error(`symlink failed: ${code}`), { code });
  };

  test('a system that lets nobody make links is said, and the rest is there', async () => {
    const copy = await copyPractice({ from: PRACTICE, to: box, now: NOW, makeLink: failing('EPERM') });
    expect(copy.missing).toEqual([`${INBOX.split(sep).join('/')}/${LINKED}`]);
    expect(await listJobs(join(box, INBOX))).toHaveLength(JOBS.length);
  });

  test('any other failure to make a link is not hidden', async () => {
    const request = { from: PRACTICE, to: box, now: NOW, makeLink: failing('ENOSPC') };
    await expect(copyPractice(request)).rejects.toThrow('symlink failed: ENOSPC');
  });
});

test('the bundled tree can be carried by git, an archive and Windows, and is small', async () => {
  const names = new Set<string>();
  let bytes = 0;
  const paths = await listTree(PRACTICE);
  for (const path of paths) {
    const found = await lstat(path);
    expect(found.isFile() || found.isDirectory(), path).toBe(true);
    if (found.isFile()) bytes += found.size;
    else expect(await readdir(path), path).not.toEqual([]);
    const name = relative(PRACTICE, path).split(sep).join('/');
    expect(name).toMatch(/^[\w@.()/ -]{1,159}$/);
    expect(name).not.toMatch(/[. ](?:\/|$)/);
    names.add(name.toLowerCase());
  }
  expect(names.size).toBe(paths.length);
  expect(bytes).toBeLessThan(200_000);
});
