import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { linesOf } from '../../../main/hosts/cli/lines.ts';
import { trailStep } from '../../../shared/view/permissions.ts';
import { runCli } from '../../build/command-line.ts';
import { type GoldenTree, golden } from '../../core/permissions/golden.ts';

const answer = z.strictObject({
  allowed: z.boolean(),
  governing: z.string().nullable(),
  matched: z.string().nullable(),
  trail: z.array(trailStep).min(1),
});
const problemLine = z.strictObject({ problem: z.object({ code: z.literal('bad-request') }) });

const OWNER = 'owner@lab.org';
const READERS = `rules:\n- access:\n    read: ['ana@lab.example']\n    write: ['bo@lab.example']\n  pattern: '**'\n`;
const folders: string[] = [];

/** A datasite's folder with nothing but these rule files in it. */
function datasite(files: Readonly<Record<string, string>>, owner = OWNER): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-access-')));
  folders.push(root);
  const folder = join(root, owner);
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const chunks = async function* (...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text);
};

async function collected<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function batch(folder: string, input: string, ...more: readonly string[]) {
  const lines = () => linesOf(chunks(input));
  const ran = await runCli(['access', '--batch', '-', '--datasite', folder, ...more], { lines });
  const out = ran.out.split('\n').slice(0, -1);
  return { ...ran, lines: out.map((line): unknown => JSON.parse(line)) };
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a batch gives the real engine’s answers', () => {
  const trees = golden<GoldenTree>('permissions.jsonl');
  const groups = Array.from({ length: 10 }, (_, group) => trees.filter((_each, at) => at % 10 === group));

  it.each(groups.map((group, at) => [at, group] as const))('trees %d of 10', async (_at, group) => {
    let asked = 0;
    for (const { id, owner, files, checks = [] } of group) {
      const folder = datasite(files, owner);
      const input = checks.map(({ user, path, level }) => JSON.stringify({ user, path, level })).join('\n');
      const ran = await batch(folder, input, '--owner', owner);
      expect([ran.code, ran.err], id).toEqual([0, '']);
      expect(ran.lines, id).toHaveLength(checks.length);
      for (const [at, { allowed, governing, matched, version_sensitive }] of checks.entries()) {
        if (version_sensitive) continue;
        asked += 1;
        const { trail: _trail, ...said } = answer.parse(ran.lines[at]);
        expect(said, `${id} ${JSON.stringify(checks[at])}`).toEqual({ allowed, governing, matched });
      }
    }
    expect(asked).toBeGreaterThan(500);
  });
});

describe('a batch', () => {
  const folder = datasite({ 'public/syft.pub.yaml': READERS });
  const ask = (user: string, path: string, level?: string) => JSON.stringify({ user, path, level });

  it('answers line by line, in order; reading is asked about unless told otherwise', async () => {
    const ran = await batch(
      folder,
      `${ask('ana@lab.example', 'public/a')}\n${ask('ana@lab.example', 'public/a', 'write')}\n\n${ask(OWNER, 'x', 'admin')}\n`,
    );
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.lines.map((line) => answer.parse(line).allowed)).toEqual([true, false, true]);
  });

  it('says what is wrong in the place of a bad line, goes on, and ends with 1', async () => {
    const good = ask('ana@lab.example', 'public/a');
    const bad = [
      'nonsense',
      '[]',
      'null',
      '{"user":"a@b"}',
      '{"user":1,"path":"x"}',
      ask('a@b', 'x', 'all'),
      `{"user":"${'a'.repeat(1_100_000)}"}`,
    ];
    const ran = await batch(folder, [good, ...bad, good].join('\n'));
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('7 lines were no questions.');
    expect(ran.lines).toHaveLength(9);
    for (const line of ran.lines.slice(1, -1)) problemLine.parse(line);
    expect([answer.parse(ran.lines[0]).allowed, answer.parse(ran.lines[8]).allowed]).toEqual([true, true]);
  });

  it('answers each line before it reads the next', async () => {
    let said = '';
    const seen: number[] = [];
    const count = () => said.split('\n').length - 1;
    const lines = async function* () {
      for (let at = 0; at < 3; at += 1) {
        seen.push(count());
        yield ask('ana@lab.example', 'public/a');
      }
    };
    const out = (text: string) => {
      said += text;
    };
    await runCli(['access', '--batch', '-', '--datasite', folder], { lines, out });
    expect([...seen, count()]).toEqual([0, 1, 2, 3]);
  });

  it('prints nothing more with --json, and nothing a terminal would obey', async () => {
    const ran = await batch(folder, ask('a\u001b[31m\u202e', 'public/\u2028x'), '--json');
    expect(ran.out.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(answer.parse(ran.lines[0]).allowed).toBe(false);
  });

  it('answers nothing when asked nothing', async () => {
    expect(await batch(folder, '')).toMatchObject({ code: 0, out: '', err: '' });
  });

  it('says where Gatehouse itself gives less, and that the real engine stops at a broken file', async () => {
    const rules = `rules:\n- access:\n    read: [USER]\n  pattern: '{{.UserEmail}}/**'\n`;
    const open = datasite({ 'in/syft.pub.yaml': rules, 'x/syft.pub.yaml': 'rules: {' });
    const ran = await batch(open, `${ask('*', 'in/ana/file')}\n${ask('ana', 'in/ana/file')}`);
    const [glob, plain] = ran.lines.map((line) => answer.parse(line));
    expect(glob?.allowed).toBe(true);
    expect(glob?.trail.map((step) => step.code).slice(-2)).toEqual(['engine-stops', 'gatehouse-differs']);
    expect(glob?.trail.at(-1)?.sentence).toContain('may not read in/ana/file');
    expect(plain?.trail.at(-2)?.code).toBe('engine-stops');
  });
});

describe('one question', () => {
  const folder = datasite({ 'public/syft.pub.yaml': READERS });
  const access = (...args: readonly string[]) => runCli(['access', ...args, '--datasite', folder]);

  it('is answered in words', async () => {
    const ran = await access('public/a.csv', 'ana@lab.example');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^ana@lab\.example may read public\/a\.csv\. .*\n(?: {2}.*\n)+$/);
  });

  it('and as JSON, with all that was asked', async () => {
    const ran = await access('public/a.csv', 'bo@lab.example', '--level', 'admin', '--json');
    expect(JSON.parse(ran.out)).toMatchObject({
      user: 'bo@lab.example',
      path: 'public/a.csv',
      level: 'admin',
      allowed: false,
      governing: 'public/syft.pub.yaml',
      matched: '**',
    });
  });

  it('takes the owner from the name of the folder, or as it is told', async () => {
    expect((await access('x', OWNER)).out).toContain(`${OWNER} owns this datasite`);
    const told = await access('x', OWNER, '--owner', 'other@lab.org');
    expect(told.out).toContain('may not read');
  });

  it('needs nothing of a SyftBox, but finds the datasite in one as well', async () => {
    const ran = await runCli(['access', 'public/a', 'ana@lab.example', '--box', dirname(folder)]);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('may read');
  });

  it.each([
    ['is not there', 'nowhere'],
    ['is a file', 'file'],
    ['is a link to nothing', 'link'],
  ])('is a problem where the datasite %s', async (_name, name) => {
    const root = dirname(datasite({}));
    writeFileSync(join(root, 'file'), '');
    symlinkSync(join(root, 'gone'), join(root, 'link'));
    for (const args of [
      ['x', 'y'],
      ['--batch', '-'],
    ]) {
      const ran = await runCli(['access', ...args, '--datasite', join(root, name), '--json']);
      expect([ran.code, ran.out]).toEqual([1, '']);
      expect(JSON.parse(ran.err)).toMatchObject({ code: 'datasite-unavailable' });
    }
  });
});

describe('lines', () => {
  const read = (...texts: readonly string[]) => collected(linesOf(chunks(...texts)));

  it.each([
    [[''], []],
    [['a'], ['a']],
    [['a\n'], ['a']],
    [['a\nb'], ['a', 'b']],
    [
      ['a', 'b\n', '\nc\n'],
      ['ab', '', 'c'],
    ],
    [['{"a":"\u2028\u0085"}\nb\r\n'], ['{"a":"\u2028\u0085"}', 'b\r']],
  ])('%j', async (texts, lines) => {
    expect(await read(...texts)).toEqual(lines);
  });

  it('are whole wherever the stream was cut', async () => {
    const bytes = Buffer.from('zü🚀\n数\n');
    for (let at = 0; at <= bytes.length; at += 1) {
      const cut = async function* () {
        yield bytes.subarray(0, at);
        yield bytes.subarray(at);
      };
      expect(await collected(linesOf(cut()))).toEqual(['zü🚀', '数']);
    }
  });

  it('are given up when they are too long, and the next is read', async () => {
    const long = 'x'.repeat(600_000);
    expect(await read(long, long, long, '\nnext\n')).toEqual([null, 'next']);
    expect(await read(`${long}${long}\nnext`)).toEqual([null, 'next']);
    expect(await read('first\n', long, long)).toEqual(['first', null]);
  });
});
