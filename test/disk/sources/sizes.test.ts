import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobFacts } from '../../../main/core/jobs/facts.ts';
import { JOB_LIMITS, type JobLimits } from '../../../main/core/jobs/limits.ts';
import { createSyftJobSource } from '../../../main/disk/sources/syft-job/syft-job-source.ts';
import { configText, makeBox, placeOf, type TestBox } from '../../build/syft-box.ts';

let box: TestBox;

beforeEach(() => {
  box = makeBox();
});

afterEach(() => box.remove());

async function read(folder: string, limits: Partial<JobLimits> = {}): Promise<JobFacts> {
  const source = createSyftJobSource({ root: box.root, limits: { ...JOB_LIMITS, ...limits } });
  const facts = await source.read(placeOf(folder));
  if (facts === null) throw new Error(`no job ${folder}`);
  return facts;
}

const codesOf = (facts: JobFacts) => facts.defects.map(({ code }) => code);
const NO_MANIFEST = (name: string) => ({ 'config.yaml': configText(name, { files: '[]' }) });

/** A file that takes no room on the disk but has this size. */
function addHollow(job: string, path: string, size: number): void {
  const file = openSync(join(box.jobPath(job), path), 'w');
  ftruncateSync(file, size);
  closeSync(file);
}

describe('over a soft limit a job is read whole and noted', () => {
  it('entries', async () => {
    box.addJob('job', NO_MANIFEST('job'));
    for (let n = 0; n < 30; n += 1) writeFileSync(join(box.jobPath('job'), 'code', `${n}.py`), `${n}`);
    const facts = await read('job', { entries: 10 });
    expect(codesOf(facts)).toEqual(['too-many-entries']);
    expect(facts.entries).toHaveLength(34);
    expect(facts.digest).toBe((await read('job')).digest);
  });

  it('bytes, and one file too big to be shown', async () => {
    const zeros = 'x'.repeat(3_000);
    box.addJob('job', { ...NO_MANIFEST('job'), 'code/big.txt': zeros });
    const facts = await read('job', { bytes: 2_000, shown: 1_000 });
    expect(codesOf(facts)).toEqual(['file-too-big', 'job-too-big']);
    expect(facts.digest).toBe((await read('job')).digest);
    expect(facts.bytes).toBeGreaterThan(3_000);
  });

  it('depth', async () => {
    box.addJob('job', { ...NO_MANIFEST('job'), 'code/a/b/c/x': '' });
    const facts = await read('job', { depth: 4 });
    expect(codesOf(facts)).toEqual(['too-deep']);
    expect(facts.digest).not.toBeNull();
  });
});

describe('over a hard limit reading stops, and the job has no digest', () => {
  it('entries', async () => {
    box.addJob('job', NO_MANIFEST('job'));
    for (let n = 0; n < 150; n += 1) writeFileSync(join(box.jobPath('job'), 'code', `${n}.py`), `${n}`);
    const facts = await read('job', { entries: 10 });
    expect(codesOf(facts)).toEqual(['too-many-entries', 'beyond-limits']);
    expect(facts.entries).toHaveLength(100);
    expect(facts.digest).toBeNull();
    expect(facts.entries.map(({ path }) => path)).toContain('run.sh');
  });

  it('paths', async () => {
    box.addJob('job', { ...NO_MANIFEST('job'), [`code/${'long-name/'.repeat(40)}x`]: '' });
    const facts = await read('job', { paths: 500 });
    expect(codesOf(facts)).toEqual(['beyond-limits']);
    expect(facts.defects[0]?.text).toContain('its paths together are over 5000 characters long');
    expect((await read('job')).digest).not.toBeNull();
  });

  it('bytes: nothing is read that would go beyond, sizes are still said', async () => {
    box.addJob('job', NO_MANIFEST('job'));
    addHollow('job', 'code/a-terabyte', 1e12);
    const facts = await read('job');
    expect(codesOf(facts)).toEqual(['file-too-big', 'job-too-big', 'beyond-limits']);
    expect(facts.entries.find(({ path }) => path === 'code/a-terabyte')).toMatchObject({
      size: 1e12,
      sha256: null,
    });
    expect(facts.entries.find(({ path }) => path === 'code/script.sh')?.sha256).not.toBeNull();
    expect(facts.digest).toBeNull();
    expect(facts.bytes).toBeGreaterThan(1e12);
    expect(facts.config.kind).toBe('read');
  });

  it('depth', async () => {
    box.addJob('job', { ...NO_MANIFEST('job'), [`code/${'d/'.repeat(30)}x`]: '' });
    const facts = await read('job', { depth: 2 });
    expect(codesOf(facts)).toEqual(['too-deep', 'beyond-limits']);
    expect(facts.digest).toBeNull();
  });
});

describe('what the system itself refuses', () => {
  it('a path longer than paths may be: listed as unreadable as far as it goes', async () => {
    box.addJob('job', NO_MANIFEST('job'));
    const before = process.cwd();
    const name = 'n'.repeat(200);
    try {
      process.chdir(join(box.jobPath('job'), 'code'));
      for (let n = 0; n < 25; n += 1) {
        mkdirSync(name);
        process.chdir(name);
      }
      writeFileSync('x', 'never seen');
    } finally {
      process.chdir(before);
    }
    const facts = await read('job');
    expect(codesOf(facts)).toEqual(['unreadable']);
    expect(facts.defects[0]?.text).toBe('It cannot be read: the name is too long.');
    execFileSync('rm', ['-rf', join(box.jobPath('job'), 'code')]);
  });
});

describe('big files', () => {
  it('are hashed piece by piece to the same sum, text or not', async () => {
    const text = 'ä–😀'.repeat(100_000);
    box.addJob('job', { ...NO_MANIFEST('job'), 'code/big.txt': text, 'code/big.bin': `${text}\u{0}` });
    const whole = await read('job');
    const pieces = await read('job', { shown: 1_000 });
    expect(pieces.digest).toBe(whole.digest);
    const kinds = (facts: JobFacts) => facts.entries.map(({ path, text: kind }) => `${path} ${kind}`);
    expect(kinds(pieces)).toEqual(kinds(whole));
    expect(kinds(whole)).toEqual(expect.arrayContaining(['code/big.bin binary', 'code/big.txt text']));
  });

  it('that end within a character are binary', async () => {
    const torn = Buffer.concat([Buffer.alloc(300_000, 'a'), Buffer.from([0xf0, 0x9f])]);
    box.addJob('job', { ...NO_MANIFEST('job'), 'code/torn.txt': torn });
    for (const shown of [1_000, 1_000_000]) {
      const entry = (await read('job', { shown })).entries.find(({ path }) => path === 'code/torn.txt');
      expect(entry?.text).toBe('binary');
    }
  });

  it('too big to be shown are not searched for hidden characters', async () => {
    box.addJob('job', { ...NO_MANIFEST('job'), 'code/x.txt': `${'a'.repeat(2_000)}\u{202e}` });
    const found = async (shown: number) =>
      (await read('job', { shown })).entries.find(({ path }) => path === 'code/x.txt')?.hiddenCharacters;
    expect(await found(1_000)).toBe(0);
    expect(await found(10_000)).toBe(1);
  });
});

describe('text', () => {
  it.each<[string, Buffer | string, string, number]>([
    ['nothing', '', 'text', 0],
    ['plain', 'print(1)\n', 'text', 0],
    ['tabs and CRLF', 'a\tb\r\n', 'text', 0],
    ['UTF-8', 'Köln 😀\n', 'text', 0],
    ['a NUL', 'a\0b', 'binary', 0],
    ['Latin-1', Buffer.from([0x4b, 0xf6, 0x6c, 0x6e]), 'binary', 0],
    ['overlong', Buffer.from([0xc0, 0x80]), 'binary', 0],
    ['half a surrogate pair', Buffer.from([0xed, 0xa0, 0x80]), 'binary', 0],
    ['UTF-16', Buffer.from('\ufeffa', 'utf16le'), 'binary', 0],
    ['a byte order mark', '\ufeffprint(1)\n', 'text', 1],
    ['bidi', 'x = 1 # \u{202e}dne\u{2069}\n', 'text', 2],
    ['ANSI', '\u{1b}[2Kecho\u{7f}', 'text', 2],
    ['a lone carriage return', 'good\rbad\n', 'text', 1],
    ['tags', `a${'\u{e0041}'.repeat(40)}`, 'text', 40],
  ])('%s', async (_, content, text, hiddenCharacters) => {
    box.addJob('job', { ...NO_MANIFEST('job'), 'code/x': content });
    const entry = (await read('job')).entries.find(({ path }) => path === 'code/x');
    expect(entry).toMatchObject({ text, hiddenCharacters });
  });
});

describe('metadata', () => {
  it('a config just within its limit is read, one byte more is not', async () => {
    const config = configText('job');
    const padded = (size: number) => `${config}#${'x'.repeat(size - config.length - 2)}\n`;
    box.addJob('job', { 'config.yaml': padded(65_536) });
    expect(codesOf(await read('job'))).toEqual([]);
    box.addJob('job', { 'config.yaml': padded(65_537) });
    const facts = await read('job');
    expect(codesOf(facts)).toEqual(['config-too-big']);
    expect(facts.config).toEqual({ kind: 'unreadable' });
    expect(facts.digest).not.toBeNull();
  });

  it('a manifest of any length counts for arrival only as far as a job may go', async () => {
    const files = Array.from({ length: 3_000 }, (_, n) => `\n- f${n}`).join('');
    box.addJob('job', { 'config.yaml': configText('job', { files }) });
    expect((await read('job')).arrival).toEqual({ present: 2, expected: 2_002 });
  });
});
