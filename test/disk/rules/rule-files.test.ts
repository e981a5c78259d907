import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleFiles } from '../../../main/ports/rule-files.ts';
import { FILE, put, reader, ruleFolder } from './rule-folder.ts';

const LATER = { now: () => Date.now() + 60_000 };

describe('looking at everything', () => {
  it('finds the rule file of every folder, dot folders too, and nothing else', async () => {
    const { root, files, held } = await ruleFolder({
      '': 'rules: []\n',
      'a/b/c/d/e/f': 'terminal: true\n',
      '.hidden/.more': '',
      'a b/ü/数': '{}\n',
    });
    writeFileSync(join(root, 'a', 'SYFT.PUB.YAML'), 'x');
    writeFileSync(join(root, 'a', `my${FILE}`), 'x');
    writeFileSync(join(root, 'a', '.gitkeep'), '');
    await files.sweep('everywhere');
    expect(Object.fromEntries(held)).toEqual({
      [FILE]: 'rules: []\n',
      [`a/b/c/d/e/f/${FILE}`]: 'terminal: true\n',
      [`.hidden/.more/${FILE}`]: '',
      [`a b/ü/数/${FILE}`]: '{}\n',
    });
  });

  it('says when each last changed', async () => {
    const { root, files, told } = await ruleFolder({ a: 'rules: []\n' });
    await files.sweep('everywhere');
    expect(told.flat()[0]?.changedAt).toBe(statSync(join(root, 'a', FILE)).ctimeMs);
  });

  it('tells nothing where nothing changed, and reads no file twice that has long been quiet', async () => {
    const { files, news } = await ruleFolder({ a: 'rules: []\n', b: '' }, LATER);
    await files.sweep('everywhere');
    expect(news()).toHaveLength(2);
    await files.sweep('everywhere');
    await files.refreshBelow('a');
    expect(news()).toEqual([]);
  });

  it.each([
    ['a changed file', (root: string) => put(root, 'a', 'terminal: true\n'), [`text a/${FILE}`]],
    ['a new file in a folder that was there', (root: string) => put(root, 'c', ''), [`text c/${FILE}`]],
    ['a new folder', (root: string) => put(root, 'a/new/deep', ''), [`text a/new/deep/${FILE}`]],
    ['a removed file', (root: string) => rmSync(join(root, 'a', FILE)), [`removed a/${FILE}`]],
    [
      'a removed folder',
      (root: string) => rmSync(join(root, 'a'), { recursive: true }),
      [`removed a/${FILE}`, `removed a/b/${FILE}`],
    ],
    [
      'a renamed folder',
      (root: string) => renameSync(join(root, 'a'), join(root, 'z')),
      [`removed a/${FILE}`, `removed a/b/${FILE}`, `text z/${FILE}`, `text z/b/${FILE}`],
    ],
    [
      'a folder in whose place a file lies',
      (root: string) => {
        rmSync(join(root, 'a'), { recursive: true });
        writeFileSync(join(root, 'a'), '');
      },
      [`removed a/${FILE}`, `removed a/b/${FILE}`],
    ],
  ])('tells of %s, and of nothing else', async (_name, change, told) => {
    const { root, files, news } = await ruleFolder({ a: 'rules: []\n', 'a/b': '', c2: '' }, LATER);
    mkdirSync(join(root, 'c'));
    await files.sweep('everywhere');
    news();
    change(root);
    await files.sweep('everywhere');
    expect(news()).toEqual(told.sort());
  });

  it('sees a second change that leaves size and times as they were, as long as the first is young', async () => {
    const { root, files, held } = await ruleFolder({ a: 'one' });
    for (const text of ['two', 'six', 'ten', 'one']) {
      put(root, 'a', text);
      await files.refreshOnWay('a');
      expect(held.get(`a/${FILE}`)).toBe(text);
    }
  });

  it('tells many in portions, and each once', async () => {
    const texts = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`f${at}`, `# ${at}\n`]));
    const { files, told } = await ruleFolder(texts);
    await files.sweep('everywhere');
    expect(told.length).toBeGreaterThan(3);
    expect(Math.max(...told.map((news) => news.length))).toBeLessThanOrEqual(64);
    expect(new Set(told.flat().map((one) => one.path)).size).toBe(300);
    expect(told.flat()).toHaveLength(300);
  });

  it('gives everything else its turn between folders', async () => {
    let breaths = 0;
    const slices = {
      turn: () => breaths,
      async breath() {
        breaths += 1;
        await new Promise(setImmediate);
      },
    };
    const { files } = await ruleFolder({ 'a/b/c': '', d: '' }, { slices });
    await files.sweep('everywhere');
    expect(breaths).toBeGreaterThanOrEqual(5);
  });
});

describe('looking at a part', () => {
  const inbox = 'app_data/job/inbox';
  const everything = {
    '': 'root',
    app_data: 'app_data',
    [inbox]: 'inbox',
    [`${inbox}/ana@lab.example`]: 'ana',
    [`${inbox}/ana@lab.example/count`]: 'count',
    [`${inbox}/ana@lab.example/count/code`]: 'code',
    [`${inbox}/bo@lab.example`]: 'bo',
    'public/data': 'public',
  };

  it('above jobs: what decides for whole senders, not what lies in jobs or elsewhere', async () => {
    const { files, held } = await ruleFolder(everything);
    await files.sweep('above-jobs');
    expect([...held.values()].sort()).toEqual(['ana', 'app_data', 'bo', 'inbox', 'root']);
  });

  it('above jobs where there are none yet', async () => {
    const { files, held } = await ruleFolder({ '': 'root' });
    await files.sweep('above-jobs');
    expect([...held.values()]).toEqual(['root']);
  });

  it('on the way to a path: each folder, and the path where it is one', async () => {
    const { files, held } = await ruleFolder(everything);
    await files.refreshOnWay(`${inbox}/ana@lab.example/count/code/main.py`);
    expect([...held.values()]).toEqual(['root', 'app_data', 'inbox', 'ana', 'count', 'code']);
    await files.refreshOnWay('public');
    expect(held.size).toBe(6);
    await files.refreshOnWay('');
    expect(held.size).toBe(6);
  });

  it('below a folder: those on the way as well', async () => {
    const { files, held } = await ruleFolder(everything);
    await files.refreshBelow(`${inbox}/ana@lab.example`);
    expect([...held.values()]).toEqual(['root', 'app_data', 'inbox', 'ana', 'count', 'code']);
  });

  it('finds on the way that the folder is gone, with everything that was in it', async () => {
    const { root, files, news } = await ruleFolder(everything);
    await files.sweep('everywhere');
    news();
    rmSync(join(root, inbox), { recursive: true });
    await files.refreshOnWay(`${inbox}/ana@lab.example/count`);
    expect(news()).toEqual(
      ['', '/ana@lab.example', '/ana@lab.example/count', '/ana@lab.example/count/code', '/bo@lab.example']
        .map((folder) => `removed ${inbox}${folder}/${FILE}`)
        .sort(),
    );
  });

  it.each(['..', '../x', 'a/../..', 'a/./b', '\0'])('never leaves the datasite: %j', async (path) => {
    const { root, files, held } = await ruleFolder({ 'inside/a': 'a' });
    put(root, '', 'outside');
    const { files: inner, held: innerHeld } = reader(join(root, 'inside'));
    await inner.refreshOnWay(path);
    await inner.refreshBelow(path);
    expect([...innerHeld.values()]).toEqual([]);
    await files.refreshOnWay('inside');
    expect(held.size).toBe(1);
  });
});

describe('paths', () => {
  it('are below the datasite, or none', async () => {
    const { root, files } = await ruleFolder();
    expect(files.pathOf(root)).toBe('');
    expect(files.pathOf(join(root, 'a', 'b'))).toBe('a/b');
    expect(files.pathOf(join(root, '..'))).toBeNull();
    expect(files.pathOf(join(root, '..', 'other', 'a'))).toBeNull();
    expect(files.pathOf(join(root, '..a'))).toBe('..a');
  });
});

describe('whatever happens between two looks', () => {
  const folder = fc.constantFrom('a', 'a/b', 'a/b/c', 'd', 'd/.e');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('put'), folder, text: fc.constantFrom('x', 'y', 'long text') }),
    fc.record({ kind: fc.constant('remove-file'), folder, text: fc.constant('') }),
    fc.record({ kind: fc.constant('remove-folder'), folder, text: fc.constant('') }),
    fc.record({ kind: fc.constantFrom('sweep', 'way', 'below'), folder, text: fc.constant('') }),
  );

  const act = async (kind: string, root: string, files: RuleFiles, where: string, text: string) => {
    const acts: Readonly<Record<string, () => unknown>> = {
      put: () => put(root, where, text),
      'remove-file': () => rmSync(join(root, where, FILE), { force: true }),
      'remove-folder': () => rmSync(join(root, where), { recursive: true, force: true }),
      sweep: () => files.sweep('everywhere'),
      way: () => files.refreshOnWay(where),
      below: () => files.refreshBelow(where),
    };
    await acts[kind]?.();
  };

  it('the next look at everything leaves the reader with exactly what lies there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { root, files, held } = await ruleFolder({ a: 'x', 'd/.e': 'y' });
        for (const { kind, folder: where, text } of steps) await act(kind, root, files, where, text);
        await files.sweep('everywhere');
        const anew = reader(root);
        await anew.files.sweep('everywhere');
        expect(held).toEqual(anew.held);
      }),
      { numRuns: 60 },
    );
  });

  it('two looks at once leave the same', async () => {
    const { root, files, held } = await ruleFolder({ a: 'x', 'a/b': 'y', 'd/.e': 'z' });
    await Promise.all([files.sweep('everywhere'), files.refreshBelow('a'), files.refreshOnWay('a/b')]);
    rmSync(join(root, 'a/b'), { recursive: true });
    put(root, 'd/f', 'new');
    await Promise.all([files.sweep('everywhere'), files.refreshOnWay('a/b'), files.sweep('everywhere')]);
    expect([...held.values()].sort()).toEqual(['new', 'x', 'z']);
  });
});
