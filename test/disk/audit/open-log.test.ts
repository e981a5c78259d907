import { appendFile, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../main/core/audit/entry.ts';
import { openAuditLog, readAuditLog } from '../../../main/disk/audit/open-log.ts';
import { realFileSystem } from '../../../main/disk/file-system.ts';
import { BODIES, note } from '../../core/audit/bodies.ts';
import { fileSystemWith } from '../write/faulty-file-system.ts';
import { tempFolder } from '../write/temp-folder.ts';
import {
  allEntries,
  FILE,
  fill,
  got,
  JANUARY,
  linesIn,
  namesIn,
  open,
  textOf,
  verdictOn,
} from './log-folder.ts';

describe('appending', () => {
  it('chains entries, numbers them and gives them back', async () => {
    const folder = await tempFolder();
    const log = await open(folder);
    const first = got(await log.append(BODIES.intent));
    const second = got(await log.append(BODIES.outcome));
    expect(first).toMatchObject({ ...BODIES.intent, v: 1, seq: 1, at: '2027-01-15T08:00:00.000000Z' });
    expect(first.prev).toBe('0'.repeat(64));
    expect(second.seq).toBe(2);
    expect(log.count).toBe(2);
    await log.close();
    expect(await allEntries(folder)).toEqual([first, second]);
    expect(await verdictOn(folder)).toEqual({ intact: true, entries: 2, problems: [] });
  });

  it('makes files only their owner can read', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    for (const name of [FILE, 'checkpoint.json']) {
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    }
    expect(await namesIn(folder)).toEqual([FILE, 'checkpoint.json']);
  });

  it('goes on where the last process stopped', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one', 'two']);
    await fill(folder, ['three']);
    expect((await allEntries(folder)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect((await verdictOn(folder)).intact).toBe(true);
  });

  it('begins a file each month and links it to the one before', async () => {
    const folder = await tempFolder();
    let now = Date.UTC(2027, 0, 31, 23, 59, 59, 999);
    const log = await open(folder, realFileSystem, () => now);
    await log.append(note('january'));
    now += 1;
    await log.append(note('february'));
    now = Date.UTC(2027, 3, 1);
    await log.append(note('april'));
    await log.close();
    expect(await namesIn(folder)).toEqual([FILE, '2027-02.jsonl', '2027-04.jsonl', 'checkpoint.json']);
    expect((await allEntries(folder)).map(textOf)).toEqual(['january', 'february', 'april']);
    expect((await verdictOn(folder)).intact).toBe(true);
    expect(JSON.parse(await readFile(join(folder, 'checkpoint.json'), 'utf8'))).toMatchObject({
      seq: 3,
      file: '2027-04.jsonl',
    });
  });

  it('stays in the newest file when the clock is set back', async () => {
    const folder = await tempFolder();
    await fill(folder, ['january']);
    await fill(folder, ['earlier'], () => Date.UTC(2026, 5, 1));
    expect(await namesIn(folder)).toEqual([FILE, 'checkpoint.json']);
    expect((await verdictOn(folder)).intact).toBe(true);
  });

  it('keeps the order of the calls, however many wait', async () => {
    const folder = await tempFolder();
    const log = await open(folder);
    const replies = await Promise.all(Array.from({ length: 1_000 }, (_, at) => log.append(note(`${at}`))));
    expect(replies.map((reply) => got(reply).seq)).toEqual(Array.from({ length: 1_000 }, (_, at) => at + 1));
    await log.close();
    expect((await allEntries(folder)).map(textOf)).toEqual(Array.from({ length: 1_000 }, (_, at) => `${at}`));
  });

  it('flushes those that wait together once, and tells none before that', async () => {
    const folder = await tempFolder();
    await fill(folder, ['first']);
    const happened: string[] = [];
    const fileSystem = fileSystemWith(realFileSystem, async (step, act) => {
      const value = await act();
      const counts = step.name === 'file.write' || step.name === 'file.sync';
      if (counts && step.path.endsWith(FILE)) happened.push(step.name);
      return value;
    });
    const log = await open(folder, fileSystem);
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((text) => log.append(note(text)).then(() => happened.push(text))),
    );
    await log.close();
    const flush = ['file.write', 'file.sync'];
    expect(happened).toEqual([...flush, 'a', ...flush, 'b', 'c', 'd']);
  });

  it('flushes the name of a new file before its first line', async () => {
    const folder = await tempFolder();
    const happened: string[] = [];
    const fileSystem = fileSystemWith(realFileSystem, async (step, act) => {
      const value = await act();
      if (step.path.endsWith(FILE) || step.name === 'syncFolder') happened.push(step.name);
      return value;
    });
    const log = await open(folder, fileSystem);
    happened.length = 0;
    await log.append(note('first'));
    const created = happened.indexOf('create');
    expect(happened.slice(created, created + 3)).toEqual(['create', 'file.close', 'syncFolder']);
    expect(happened.indexOf('file.write')).toBeGreaterThan(created + 2);
    await log.close();
  });

  it('tells listeners of every flushed entry until they stop listening', async () => {
    const folder = await tempFolder();
    const log = await open(folder);
    const heard: AuditEntry[] = [];
    const stop = log.onAppend((entry) => heard.push(entry));
    const first = got(await log.append(note('one')));
    expect(heard).toEqual([first]);
    stop();
    await log.append(note('two'));
    expect(heard).toEqual([first]);
    await log.close();
  });

  it('refuses an entry that would be longer than a line may be, and only that one', async () => {
    const folder = await tempFolder();
    const log = await open(folder);
    const replies = await Promise.all([
      log.append(note('small')),
      log.append(note('x'.repeat(1024 * 1024))),
      log.append(note('é'.repeat(500_000))),
    ]);
    expect(replies.map((reply) => reply.ok)).toEqual([true, false, true]);
    await log.close();
    expect((await verdictOn(folder)).entries).toBe(2);
  });

  it('ends with closing, after what was asked for before', async () => {
    const folder = await tempFolder();
    const log = await open(folder);
    const last = log.append(note('last'));
    await log.close();
    expect((await last).ok).toBe(true);
    expect(await log.append(note('late'))).toMatchObject({ ok: false, problem: { code: 'log-unwritable' } });
    expect((await verdictOn(folder)).entries).toBe(1);
  });
});

describe('the newest entries', () => {
  async function threeMonths(): Promise<string> {
    const folder = await tempFolder();
    for (const month of [0, 1, 2]) {
      await fill(
        folder,
        ['a', 'b', 'c'].map((text) => `${month}${text}`),
        () => Date.UTC(2027, month, 2),
      );
    }
    return folder;
  }

  it('come newest first, over several files', async () => {
    const reader = readAuditLog({ folder: await threeMonths() });
    expect(got(await reader.newest(4)).map(textOf)).toEqual(['2c', '2b', '2a', '1c']);
    expect(got(await reader.newest(100))).toHaveLength(9);
    expect(got(await reader.newest(0))).toEqual([]);
  });

  it('come page by page without a gap', async () => {
    const reader = readAuditLog({ folder: await threeMonths() });
    const seen: number[] = [];
    for (let before: number | undefined; ; ) {
      const page = got(await reader.newest(2, before));
      seen.push(...page.map(({ seq }) => seq));
      before = page.at(-1)?.seq;
      if (before === undefined) break;
    }
    expect(seen).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('are read without the older files', async () => {
    const folder = await threeMonths();
    const opened: string[] = [];
    const fileSystem = {
      ...realFileSystem,
      openToRead: (path: string | Buffer) => {
        opened.push(String(path).slice(-13));
        return realFileSystem.openToRead(path);
      },
    };
    await readAuditLog({ folder, fileSystem }).newest(2);
    expect(new Set(opened)).toEqual(new Set(['2027-03.jsonl']));
  });

  it('before any place in a large file are found, with lines of all lengths and nonsense between', async () => {
    const folder = await tempFolder();
    const lengths = [
      10, 3_000, 120_000, 50, 50, 400_000, 7, 90_000, 1_000_000, 20, 30_000, 30_000, 250_000, 5,
    ];
    await fill(
      folder,
      [...lengths, ...lengths].map((length) => 'x'.repeat(length)),
    );
    const lines = await linesIn(folder);
    const nonsense = ['nonsense', 'y'.repeat(300_000)];
    await writeFile(
      join(folder, FILE),
      [...lines.slice(0, 9), ...nonsense, ...lines.slice(9), ''].join('\n'),
    );
    const reader = readAuditLog({ folder });
    for (let before = 1; before <= 30; before += 1) {
      const seqs = got(await reader.newest(3, before)).map(({ seq }) => seq);
      const expected = [before - 1, before - 2, before - 3].filter((seq) => seq > 0 && seq <= 28);
      expect(seqs).toEqual(before === 30 ? [28, 27, 26] : expected);
    }
  });

  it('before a place far from the end are found without reading all of it', async () => {
    const folder = await tempFolder();
    await fill(
      folder,
      Array.from({ length: 60 }, () => 'x'.repeat(100_000)),
    );
    let bytes = 0;
    const fileSystem = fileSystemWith(realFileSystem, async (step, act) => {
      const value = await act();
      if (step.name === 'file.read' && value instanceof Uint8Array) bytes += value.length;
      return value;
    });
    const reader = readAuditLog({ folder, fileSystem });
    expect(got(await reader.newest(2, 10)).map(({ seq }) => seq)).toEqual([9, 8]);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it('leave out lines that are no entries', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one', 'two']);
    await appendFile(join(folder, FILE), 'nonsense\n{"torn');
    expect(got(await readAuditLog({ folder }).newest(10)).map(textOf)).toEqual(['two', 'one']);
    expect((await allEntries(folder)).map(textOf)).toEqual(['one', 'two']);
  });

  it('of an open log hold what was appended', async () => {
    const folder = await tempFolder();
    const log = await open(folder);
    expect(got(await log.newest(5))).toEqual([]);
    const one = got(await log.append(note('one')));
    expect(got(await log.newest(5))).toEqual([one]);
    await log.close();
  });

  it('cannot be read where the folder is gone', async () => {
    const folder = join(await tempFolder(), 'gone');
    expect(await readAuditLog({ folder }).newest(1)).toMatchObject({
      ok: false,
      problem: { code: 'read-failed' },
    });
    expect(await readAuditLog({ folder }).verify()).toMatchObject({
      ok: false,
      problem: { code: 'read-failed' },
    });
    const clock = { now: () => JANUARY };
    expect(await openAuditLog({ folder, clock })).toMatchObject({
      ok: false,
      problem: { code: 'read-failed' },
    });
  });
});

describe('verifying while it is written', () => {
  it('finds nothing, whatever is on its way', async () => {
    const folder = await tempFolder();
    const log = await open(folder);
    const appends = Array.from({ length: 60 }, (_, at) => log.append(note('x'.repeat(at * 100))));
    const verdicts = await Promise.all(
      appends.map(async (append, at) => {
        await append;
        return at % 5 === 0 ? got(await log.verify()) : null;
      }),
    );
    for (const verdict of verdicts) expect(verdict?.problems ?? []).toEqual([]);
    await log.close();
    expect((await verdictOn(folder)).entries).toBe(60);
  });

  it('finds nothing when log and checkpoint grow while the checkpoint is read', async () => {
    const folder = await tempFolder();
    const checkpoint = join(folder, 'checkpoint.json');
    let grow = async () => {};
    const fileSystem = fileSystemWith(realFileSystem, async (step, act) => {
      if (step.name === 'openToRead' && step.path === checkpoint) await grow();
      return act();
    });
    const log = await open(folder, fileSystem);
    await log.append(note('one'));
    grow = async () => {
      grow = async () => {};
      await log.append(note('two'));
      while (JSON.parse(await readFile(checkpoint, 'utf8')).seq < 2) await log.newest(1);
    };
    expect(got(await log.verify()).problems).toEqual([]);
    await log.close();
  });

  it('finds an end that was cut off meanwhile, checkpoint and all', async () => {
    const folder = await tempFolder();
    const log = await open(folder);
    await log.append(note('one'));
    await log.append(note('two'));
    await log.close();
    const [first = ''] = await linesIn(folder);
    await writeFile(join(folder, FILE), `${first}\n`);
    await rm(join(folder, 'checkpoint.json'));
    const verdict = got(await log.verify());
    expect(verdict.problems.map(({ what }) => what).join(' ')).toMatch(/knows of entry 2/);
  });
});

describe('what lies in the folder besides', () => {
  it('is left alone, temporary files of ours excepted', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await writeFile(join(folder, '2027-1.jsonl'), 'not a month');
    await writeFile(join(folder, '.gatehouse-0123456789abcdef01234567.tmp'), 'half a checkpoint');
    await fill(folder, ['one']);
    expect(await namesIn(folder)).toEqual(['2027-01.jsonl', '2027-1.jsonl', 'checkpoint.json', 'notes.txt']);
    expect((await verdictOn(folder)).intact).toBe(true);
  });

  it.each([
    ['a link', (path: string) => symlink('elsewhere', path)],
    ['a folder', (path: string) => mkdir(path)],
  ])('is a fault when it is %s with the name of a month', async (_name, put) => {
    const folder = await tempFolder();
    await put(join(folder, '2026-12.jsonl'));
    expect((await verdictOn(folder)).problems).toMatchObject([{ file: '2026-12.jsonl', line: 0 }]);
    const log = await open(folder);
    expect(await log.append(note('one'))).toMatchObject({ ok: false, problem: { code: 'log-broken' } });
    await log.close();
    expect(await namesIn(folder)).toEqual(['2026-12.jsonl']);
  });
});
