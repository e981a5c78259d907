import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWindowMemory } from '../../main/disk/window-memory.ts';

let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'gatehouse-window-'));
  folder = join(parent, 'user', 'gatehouse');
});
afterEach(() => rm(parent, { recursive: true }));

const place = { x: -20, y: 30, width: 1000, height: 700, maximized: false };

describe('the memory of the window', () => {
  it('is empty at first', async () => {
    expect(await openWindowMemory(folder).read()).toBeNull();
  });

  it('gives back what was written, in files for the owner alone', async () => {
    expect(await openWindowMemory(folder).write(place)).toEqual({ ok: true, value: 'written' });
    expect(await openWindowMemory(folder).read()).toEqual(place);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'window.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['window.json']);
  });

  it('keeps the last of many places', async () => {
    const memory = openWindowMemory(folder);
    const coordinate = fc.integer({ min: -5000, max: 5000 });
    const length = fc.integer({ min: 1, max: 5000 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({ x: coordinate, y: coordinate, width: length, height: length, maximized: fc.boolean() }),
        async (one) => {
          await memory.write(one);
          expect(await memory.read()).toEqual(one);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a part missing', '{"x":1,"y":1,"width":900,"height":600}'],
    ['a text for a number', '{"x":"1","y":1,"width":900,"height":600,"maximized":false}'],
    ['a fraction', '{"x":1.5,"y":1,"width":900,"height":600,"maximized":false}'],
    ['no width', '{"x":1,"y":1,"width":0,"height":600,"maximized":false}'],
    ['a place beyond every desktop', '{"x":1e9,"y":1,"width":900,"height":600,"maximized":false}'],
    ['infinity', '{"x":1e999,"y":1,"width":900,"height":600,"maximized":false}'],
  ])('holds no place when the file holds %s', async (_name, text) => {
    const memory = openWindowMemory(folder);
    await memory.write(place);
    await writeFile(join(folder, 'window.json'), text);
    expect(await memory.read()).toBeNull();
    await memory.write(place);
    expect(await memory.read()).toEqual(place);
  });

  it('writes through no link', async () => {
    const memory = openWindowMemory(folder);
    await memory.write(place);
    const other = join(parent, 'other.json');
    await writeFile(other, 'mine');
    await rm(join(folder, 'window.json'));
    await symlink(other, join(folder, 'window.json'));
    expect(await memory.write(place)).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
    expect(await readFile(other, 'utf8')).toBe('mine');
  });

  it('says when it cannot be written', async () => {
    const memory = openWindowMemory(folder);
    await memory.write(place);
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file where the folder was');
    await chmod(folder, 0o600);
    await expect(memory.write(place)).rejects.toThrow();
  });
});
