import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveDatasite } from '../../../main/disk/datasites/resolve-datasite.ts';
import { copyFixture } from '../../build/syft-box.ts';

let folder: string;
let box: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-resolve-')));
  box = join(folder, 'SyftBox');
  mkdirSync(box);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const make = (...names: readonly string[]) => mkdirSync(join(box, ...names), { recursive: true });

const nothing = () => undefined;

async function problemOf(wish: { box: string; owner?: string | null }) {
  const reply = await resolveDatasite(wish);
  if (reply.ok) throw new Error(`resolved to ${reply.value.folder}`);
  return reply.problem;
}

async function resolved(wish: { box: string; owner?: string | null }) {
  const reply = await resolveDatasite(wish);
  if (!reply.ok) throw new Error(reply.problem.what);
  return reply.value;
}

describe('resolveDatasite finds', () => {
  it('the only datasite of a SyftBox folder', async () => {
    make('owner@lab.org');
    const expected = { box, root: box, owner: 'owner@lab.org', folder: join(box, 'owner@lab.org') };
    expect(await resolved({ box })).toEqual(expected);
    expect(await resolved({ box, owner: null })).toEqual(expected);
    expect(await resolved({ box, owner: 'owner@lab.org' })).toEqual(expected);
  });

  it('the one of the daemon’s layout', async () => {
    make('datasites', 'owner@lab.org');
    make('apps');
    const root = join(box, 'datasites');
    const expected = { box, root, owner: 'owner@lab.org', folder: join(root, 'owner@lab.org') };
    expect(await resolved({ box })).toEqual(expected);
    expect(await resolved({ box, owner: 'owner@lab.org' })).toEqual(expected);
    expect(await resolved({ box: root })).toEqual({ ...expected, box: root });
  });

  it('the owner’s among peers', async () => {
    for (const name of ['owner@lab.org', 'alice@uni.edu', 'bob@x.org']) make(name);
    expect((await resolved({ box, owner: 'bob@x.org' })).folder).toBe(join(box, 'bob@x.org'));
  });

  it('the owner’s where case differs, spelled as on disk', async () => {
    make('Owner@Lab.org');
    make('alice@uni.edu');
    expect((await resolved({ box, owner: 'owner@lab.ORG' })).owner).toBe('Owner@Lab.org');
  });

  it('the exact spelling where both are there', async () => {
    make('Owner@lab.org');
    make('owner@lab.org');
    expect((await resolved({ box, owner: 'owner@lab.org' })).owner).toBe('owner@lab.org');
    expect((await problemOf({ box, owner: 'OWNER@lab.org' })).code).toBe('several-datasites');
  });

  it('the one its SyftBox folder is named after', async () => {
    const named = join(folder, 'SyftBox_owner@lab.org');
    for (const name of ['owner@lab.org', 'alice@uni.edu']) mkdirSync(join(named, name), { recursive: true });
    expect((await resolved({ box: named })).owner).toBe('owner@lab.org');
  });

  it('through a link that the owner made for the SyftBox folder', async () => {
    make('owner@lab.org');
    symlinkSync(box, join(folder, 'linked'));
    const found = await resolved({ box: join(folder, 'linked') });
    expect(found).toEqual({
      box: join(folder, 'linked'),
      root: box,
      owner: 'owner@lab.org',
      folder: join(box, 'owner@lab.org'),
    });
  });

  it('from a relative path', async () => {
    make('owner@lab.org');
    expect((await resolved({ box: relative(process.cwd(), box) })).box).toBe(box);
  });
});

describe('resolveDatasite refuses', () => {
  it('several, and lists them all so that each can be asked for', async () => {
    make('owner@lab.org');
    make('alice@uni.edu');
    make('datasites', 'owner@lab.org');
    const problem = await problemOf({ box });
    expect(problem.code).toBe('several-datasites');
    const datasites = [
      { box, owner: 'alice@uni.edu' },
      { box, owner: 'owner@lab.org' },
      { box: join(box, 'datasites'), owner: 'owner@lab.org' },
    ];
    expect(problem.details).toEqual({ box, datasites });
    for (const one of datasites) {
      const root = one.box;
      expect(await resolved(one)).toEqual({ ...one, root, folder: join(root, one.owner) });
    }
  });

  it('the fixture, whose peers lie beside the owner', async () => {
    const fixture = copyFixture('syft-job');
    const problem = await problemOf({ box: fixture });
    expect(problem.code).toBe('several-datasites');
    expect(await resolved({ box: fixture, owner: 'owner@lab.org' })).toMatchObject({ root: fixture });
    rmSync(fixture, { recursive: true });
  });

  it.each<[string, () => void, () => { box: string; owner?: string }, string]>([
    ['an empty folder', nothing, () => ({ box }), 'no-datasite'],
    [
      'an owner who is not there',
      () => make('alice@uni.edu'),
      () => ({ box, owner: 'owner@lab.org' }),
      'no-datasite',
    ],
    [
      'a path for an owner',
      () => make('alice@uni.edu'),
      () => ({ box, owner: '../SyftBox/alice@uni.edu' }),
      'no-datasite',
    ],
    ['a folder that is not there', nothing, () => ({ box: join(folder, 'gone') }), 'datasite-unavailable'],
    [
      'a dangling link',
      () => symlinkSync('/gone', join(folder, 'link')),
      () => ({ box: join(folder, 'link') }),
      'datasite-unavailable',
    ],
    [
      'a file',
      () => writeFileSync(join(folder, 'file'), ''),
      () => ({ box: join(folder, 'file') }),
      'datasite-unavailable',
    ],
    [
      'below a file',
      () => writeFileSync(join(folder, 'file'), ''),
      () => ({ box: join(folder, 'file', 'x') }),
      'datasite-unavailable',
    ],
    [
      'a datasite that is a link',
      () => symlinkSync(folder, join(box, 'owner@lab.org')),
      () => ({ box, owner: 'owner@lab.org' }),
      'datasite-unavailable',
    ],
    [
      'a datasite that is a file',
      () => writeFileSync(join(box, 'owner@lab.org'), ''),
      () => ({ box, owner: 'owner@lab.org' }),
      'datasite-unavailable',
    ],
    ['only a link', () => symlinkSync(folder, join(box, 'owner@lab.org')), () => ({ box }), 'no-datasite'],
  ])('%s', async (_, prepare, wish, code) => {
    prepare();
    const problem = await problemOf(wish());
    expect(problem.code).toBe(code);
    expect(problem.what).not.toBe('');
    expect(problem.next).not.toBe('');
  });

  it('names those that are there when the owner is not', async () => {
    make('alice@uni.edu');
    const problem = await problemOf({ box, owner: 'owner@lab.org' });
    expect(problem.details).toEqual({ box, datasites: [{ box, owner: 'alice@uni.edu' }] });
  });
});
