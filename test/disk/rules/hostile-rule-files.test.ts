import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULE_LIMITS } from '../../../main/disk/rules/limits.ts';
import { withClosed } from '../../build/syft-box.ts';
import { FILE, put, ruleFolder } from './rule-folder.ts';

describe('a rule file that is none', () => {
  it.each<[string, (root: string) => void, string]>([
    [
      'a link',
      (root) => {
        writeFileSync(join(root, 'target'), 'rules: []\n');
        symlinkSync('../target', join(root, 'a', FILE));
      },
      'it is a link',
    ],
    ['a dangling link', (root) => symlinkSync('nowhere', join(root, 'a', FILE)), 'it is a link'],
    ['a folder', (root) => mkdirSync(join(root, 'a', FILE)), 'it is not a file'],
    ['a pipe', (root) => execFileSync('mkfifo', [join(root, 'a', FILE)]), 'it is not a file'],
    [
      'a file with a second name',
      (root) => linkSync(put(root, 'b', 'rules: []\n'), join(root, 'a', FILE)),
      'hard link',
    ],
    ['not UTF-8', (root) => put(root, 'a', Buffer.from([0x72, 0xe9])), 'it is not UTF-8 text'],
    ['with a NUL', (root) => put(root, 'a', 'rules: []\0'), 'it is not UTF-8 text'],
    ['too large', (root) => put(root, 'a', '#'.repeat(RULE_LIMITS.fileBytes + 1)), 'larger than'],
  ])('is told as unreadable, with the reason: %s', async (_name, make, reason) => {
    const { root, files, held, news } = await ruleFolder({ other: 'fine' });
    mkdirSync(join(root, 'a'), { recursive: true });
    make(root);
    await files.sweep('everywhere');
    expect(held.get(`a/${FILE}`)).toMatch(/^! /);
    expect(held.get(`a/${FILE}`)).toContain(reason);
    expect(held.get(`other/${FILE}`)).toBe('fine');
    news();
    await files.sweep('everywhere');
    expect(news()).toEqual([]);
    rmSync(join(root, 'a', FILE), { recursive: true });
    await files.refreshOnWay('a');
    expect(news()).toEqual([`removed a/${FILE}`]);
  });

  it('keeps a byte order mark, which counts', async () => {
    const { files, held } = await ruleFolder({ a: '\ufeffrules: []\n' });
    await files.sweep('everywhere');
    expect(held.get(`a/${FILE}`)).toBe('\ufeffrules: []\n');
  });
});

describe('links between folders', () => {
  it('are never followed, neither downwards nor on the way', async () => {
    const { root, files, held } = await ruleFolder({ 'real/deep': 'inside' });
    symlinkSync('real', join(root, 'way'));
    symlinkSync('..', join(root, 'real', 'loop'));
    await files.sweep('everywhere');
    await files.refreshOnWay('way/deep');
    await files.refreshBelow('way');
    await files.refreshBelow('way/deep');
    expect([...held]).toEqual([[`real/deep/${FILE}`, 'inside']]);
  });

  it('end what was known below', async () => {
    const { root, files, news } = await ruleFolder({ 'a/b': 'x', elsewhere: 'y' });
    await files.sweep('everywhere');
    news();
    rmSync(join(root, 'a'), { recursive: true });
    symlinkSync('elsewhere', join(root, 'a'));
    await files.refreshOnWay('a/b');
    expect(news()).toEqual([`removed a/b/${FILE}`]);
  });
});

describe('what cannot be searched is closed', () => {
  it('a folder without the right to list it, until it can be', async () => {
    const { root, files, held } = await ruleFolder({ a: 'rules', 'a/b': 'below', c: 'fine' });
    chmodSync(root, 0o755);
    await withClosed([join(root, 'a')], async () => {
      await files.sweep('everywhere');
      expect(held.get(`a/${FILE}`)).toMatch(/^! its folder cannot be searched/);
      expect(held.get(`c/${FILE}`)).toBe('fine');
      await files.refreshOnWay('a');
      expect(held.get(`a/${FILE}`)).toMatch(/^!/);
    });
    await files.sweep('everywhere');
    expect([held.get(`a/${FILE}`), held.get(`a/b/${FILE}`)]).toEqual(['rules', 'below']);
  });

  it('a rule file without the right to read it', async () => {
    const { root, files, held } = await ruleFolder({ a: 'rules' });
    chmodSync(root, 0o755);
    await withClosed([join(root, 'a', FILE)], async () => {
      await files.refreshOnWay('a');
      expect(held.get(`a/${FILE}`)).toMatch(/^! the permissions/);
    });
  });

  const limited = (limits: Partial<typeof RULE_LIMITS>) => ({ limits: { ...RULE_LIMITS, ...limits } });

  it('folders beyond the depth that is searched', async () => {
    const { files, held } = await ruleFolder({ 'a/b': 'in', 'a/b/c': 'out' }, limited({ depth: 2 }));
    await files.sweep('everywhere');
    expect(held.get(`a/b/${FILE}`)).toBe('in');
    expect(held.get(`a/b/c/${FILE}`)).toBe('! it lies over 2 folders deep');
    await files.refreshOnWay('a/b/c');
    expect(held.get(`a/b/c/${FILE}`)).toMatch(/^!/);
  });

  it('folders beyond the number that is searched, the deeper ones first', async () => {
    const deep = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`big/x/y/z/w/f${at}`, 'deep']));
    const { files, held } = await ruleFolder({ a: 'a', ...deep }, limited({ folders: 10 }));
    await files.sweep('everywhere');
    expect(held.get(`a/${FILE}`)).toBe('a');
    expect(held.get(`big/x/y/z/w/${FILE}`)).toMatch(/^! it holds over 10 folders/);
    const many = await ruleFolder(
      { a: 'a', b: 'b', 'big/1/2/3/4/5/6': 'deep', 'big/1/2/3/4/5/7': 'deep' },
      limited({ folders: 8 }),
    );
    await many.files.sweep('everywhere');
    expect(many.held.get(`big/1/2/3/4/${FILE}`)).toMatch(/^! over 8 folders lie in this datasite/);
    expect([many.held.get(`a/${FILE}`), many.held.get(`b/${FILE}`)]).toEqual(['a', 'b']);
  });

  it('rule files beyond their number, or their size all together', async () => {
    const many = await ruleFolder({ a: '', b: '', c: '' }, limited({ files: 2 }));
    await many.files.sweep('everywhere');
    expect([...many.held.values()].filter((text) => text.includes('there are over 2 of them'))).toHaveLength(
      1,
    );
    const heavy = await ruleFolder({ a: 'x'.repeat(60), b: 'x'.repeat(60) }, limited({ bytes: 100 }));
    await heavy.files.sweep('everywhere');
    expect([...heavy.held.values()].sort()[0]).toBe('! all together hold over 100 bytes');
    rmSync(join(heavy.root, 'a'), { recursive: true });
    put(heavy.root, 'b', 'fits');
    await heavy.files.sweep('everywhere');
    expect([...heavy.held.values()]).toEqual(['fits']);
  });
});

describe('names that are not UTF-8', () => {
  it('are found under a form of their own', async () => {
    const { root, files, held } = await ruleFolder();
    const folder = Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9])]);
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from(`/${FILE}`)]), 'text');
    await files.sweep('everywhere');
    expect([...held]).toEqual([[`caf\\xe9/${FILE}`, 'text']]);
  });
});

describe('the folders in a folder', () => {
  it('are named in order, links and files left out, at most as many as asked for', async () => {
    const { root, files } = await ruleFolder({ c: '', a: '', '.b': '' });
    writeFileSync(join(root, 'file'), '');
    symlinkSync('a', join(root, 'link'));
    expect(await files.folders('', 10)).toEqual({
      ok: true,
      value: { names: ['.b', 'a', 'c'], more: false },
    });
    expect(await files.folders('', 2)).toEqual({ ok: true, value: { names: ['.b', 'a'], more: true } });
    expect(await files.folders('a', 2)).toEqual({ ok: true, value: { names: [], more: false } });
  });

  it.each(['nowhere', 'file', 'link', 'link/deeper', '..', '/etc', 'a/../..'])('none of %s', async (path) => {
    const { root, files } = await ruleFolder({ a: '' });
    writeFileSync(join(root, 'file'), '');
    symlinkSync('a', join(root, 'link'));
    expect(await files.folders(path, 10)).toMatchObject({ ok: false, problem: { code: 'no-such-file' } });
  });
});
