import { appendFile, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LONGEST_LINE } from '../../../main/disk/audit/lines.ts';
import { openAuditLog } from '../../../main/disk/audit/open-log.ts';
import { type FileSystem, realFileSystem } from '../../../main/disk/file-system.ts';
import { note } from '../../core/audit/bodies.ts';
import {
  atEveryStep,
  diskError,
  FAULT_KINDS,
  fileSystemWith,
  type Step,
} from '../write/faulty-file-system.ts';
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
  verifierOn,
} from './log-folder.ts';

/** A disk that refuses the steps `refuse` picks for as long as `broken` says so. */
function troubled(code: string, refuse: (step: Step) => boolean) {
  const state = { broken: true };
  const fileSystem = fileSystemWith(realFileSystem, (step, act) =>
    state.broken && refuse(step) ? Promise.reject(diskError(code)) : act(),
  );
  return { state, fileSystem };
}

/** A disk that refuses the first step `refuse` picks. */
function troubledOnce(code: string, refuse: (step: Step) => boolean) {
  const { state, fileSystem } = troubled(code, (step) => {
    if (!refuse(step)) return false;
    state.broken = false;
    return true;
  });
  return { fileSystem };
}

describe('a log that cannot be written', () => {
  it.each<[string, string, (step: Step) => boolean]>([
    ['permissions', 'EACCES', (step) => step.name === 'openToAppend' || step.name === 'create'],
    ['a full disk', 'ENOSPC', (step) => step.name === 'file.write'],
    [
      'a disk that can only be read',
      'EROFS',
      (step) => step.name === 'openToAppend' || step.name === 'create',
    ],
    ['a disk that does not flush', 'EIO', (step) => step.name === 'file.sync'],
  ])('refuses every entry and says why: %s', async (_name, code, refuse) => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    const { state, fileSystem } = troubled(code, refuse);
    const log = await open(folder, fileSystem);
    expect(log.writable).toMatchObject({ ok: false, why: expect.stringMatching(/cannot be written/) });
    for (const text of ['two', 'three']) {
      expect(await log.append(note(text))).toMatchObject({ ok: false, problem: { code: 'log-unwritable' } });
    }
    expect(got(await log.newest(9)).map(textOf)).toEqual(['one']);
    expect(got(await log.verify()).intact).toBe(true);

    state.broken = false;
    expect(await log.tryAgain()).toEqual({ ok: true });
    expect(got(await log.append(note('four'))).seq).toBe(2);
    expect(log.writable).toEqual({ ok: true });
    await log.close();
    expect((await allEntries(folder)).map(textOf)).toEqual(['one', 'four']);
    expect((await verdictOn(folder)).problems).toEqual([]);
    expect(await namesIn(folder)).toEqual([FILE, 'checkpoint.json']);
  });

  it('leaves nothing of what it refused, not even for the next start', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    const before = await readFile(join(folder, FILE));
    const { fileSystem } = troubledOnce(
      'EIO',
      (step) => step.name === 'file.sync' && step.path.endsWith(FILE),
    );
    const log = await open(folder, fileSystem);
    expect((await log.append(note('refused'))).ok).toBe(false);
    expect(await readFile(join(folder, FILE))).toEqual(before);
    await log.close();
  });

  it('refuses all that waited together', async () => {
    const folder = await tempFolder();
    const { state, fileSystem } = troubled(
      'ENOSPC',
      (step) => step.name === 'file.write' && step.path.endsWith(FILE),
    );
    const log = await open(folder, fileSystem);
    const replies = await Promise.all(['a', 'b', 'c'].map((text) => log.append(note(text))));
    expect(replies.map((reply) => reply.ok)).toEqual([false, false, false]);
    expect(log.count).toBe(0);
    state.broken = false;
    expect(got(await log.append(note('d'))).seq).toBe(1);
    await log.close();
    expect((await verdictOn(folder)).intact).toBe(true);
  });

  it('goes on when only the checkpoint cannot be written, and says so', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    const { state, fileSystem } = troubled('EIO', (step) => step.name === 'rename');
    const log = await open(folder, fileSystem);
    expect((await log.append(note('two'))).ok).toBe(true);
    await log.close();
    expect(log.checkpointTrouble).toMatch(/checkpoint\.json/);
    expect((await verdictOn(folder)).intact).toBe(true);
    state.broken = false;
    const again = await open(folder, fileSystem);
    await again.close();
    expect(again.checkpointTrouble).toBeNull();
    expect(JSON.parse(await readFile(join(folder, 'checkpoint.json'), 'utf8')).seq).toBe(2);
  });
});

describe('a torn last line', () => {
  it.each(['{', '{"action":"approve"', '\0\0\0', 'é'.repeat(40_000)])(
    'is set aside and noted: %#',
    async (torn) => {
      const folder = await tempFolder();
      await fill(folder, ['one']);
      await appendFile(join(folder, FILE), torn);
      expect((await verdictOn(folder)).problems).toMatchObject([{ file: FILE, line: 2 }]);
      const log = await open(folder);
      expect(got(await log.newest(1))[0]).toMatchObject({
        kind: 'note',
        what: 'torn-line-set-aside',
        seq: 2,
      });
      expect(got(await log.append(note('two'))).seq).toBe(3);
      await log.close();
      const kept = 'torn-20270115T080000000000Z.txt';
      expect(await namesIn(folder)).toEqual([FILE, 'checkpoint.json', kept]);
      expect(await readFile(join(folder, kept), 'utf8')).toBe(torn);
      expect((await verdictOn(folder)).intact).toBe(true);
    },
  );

  it('twice in the same moment is kept twice', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    for (const torn of ['first', 'second']) {
      await appendFile(join(folder, FILE), torn);
      await (await open(folder)).close();
    }
    const kept = (await namesIn(folder)).filter((name) => name.startsWith('torn-'));
    const texts = await Promise.all(kept.map((name) => readFile(join(folder, name), 'utf8')));
    expect(texts.sort()).toEqual(['first', 'second']);
    expect((await verdictOn(folder)).intact).toBe(true);
  });

  it('is kept and noted once, also when taking it away fails at first', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    await appendFile(join(folder, FILE), '{"torn');
    const { state, fileSystem } = troubled(
      'EIO',
      (step) => step.name === 'file.sync' && step.path.endsWith(FILE),
    );
    const log = await open(folder, fileSystem);
    expect(log.writable.ok).toBe(false);
    state.broken = false;
    expect(got(await log.append(note('two'))).seq).toBe(3);
    await log.close();
    expect((await namesIn(folder)).filter((name) => name.startsWith('torn-'))).toHaveLength(1);
    expect((await allEntries(folder)).map(textOf)[1]).toContain('torn (6 bytes)');
    expect((await verdictOn(folder)).intact).toBe(true);
  });

  it('as the only line leaves an empty log', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, FILE), '{"torn');
    await fill(folder, ['one']);
    expect((await allEntries(folder)).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await verdictOn(folder)).intact).toBe(true);
  });

  it('that the checkpoint knows whole was cut off, so it stays where it is', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one', 'two']);
    const { length } = await readFile(join(folder, FILE));
    await truncate(join(folder, FILE), length - 1);
    await expectBroken(folder, /ends at entry 1, but its checkpoint knows of entry 2/);
  });

  it('longer than any line of ours is not ours', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    await appendFile(join(folder, FILE), Buffer.alloc(LONGEST_LINE + 1, 'x'));
    await expectBroken(folder, /longer than any line/);
  });
});

/** The log at a folder refuses entries, says what is wrong and how to go on, can be read, and stays as it is. */
async function expectBroken(folder: string, why: RegExp): Promise<void> {
  const names = await namesIn(folder);
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const log = await open(folder);
  expect(log.writable).toMatchObject({ ok: false, why: expect.stringMatching(why) });
  expect(await log.append(note('more'))).toMatchObject({
    ok: false,
    problem: { code: 'log-broken', what: expect.stringMatching(why), next: expect.stringContaining(folder) },
  });
  expect(await log.tryAgain()).toMatchObject({ ok: false });
  expect((await log.newest(10)).ok).toBe(true);
  expect(got(await log.verify()).intact).toBe(false);
  await log.close();
  expect(await namesIn(folder)).toEqual(names);
  expect(await Promise.all(names.map((name) => readFile(join(folder, name))))).toEqual(contents);
  expect((await verifierOn(folder)).code).toBe(1);
}

describe('a log that does not fit its checkpoint', () => {
  const edit = async (folder: string, change: (lines: readonly string[]) => readonly string[]) => {
    const lines = change(await linesIn(folder));
    await writeFile(join(folder, FILE), lines.map((line) => `${line}\n`).join(''));
  };

  it('was cut off', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one', 'two', 'three']);
    await edit(folder, (lines) => lines.slice(0, 2));
    await expectBroken(folder, /ends at entry 2, but its checkpoint knows of entry 3/);
  });

  it('was emptied, or lost its file', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    await edit(folder, () => []);
    await expectBroken(folder, /ends at entry 0/);
    await rm(join(folder, FILE));
    await expectBroken(folder, /ends at entry 0/);
  });

  it('was edited at its end', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one', 'two']);
    await edit(folder, (lines) => lines.map((line) => line.replace('two', 'TWO')));
    await expectBroken(folder, /Entry 2 is not the one the checkpoint knows/);
  });

  it('has nonsense at its end', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    await appendFile(join(folder, FILE), 'nonsense\n');
    await expectBroken(folder, /not an entry/);
  });

  it('has a line behind the checkpoint that does not follow', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one', 'two']);
    await edit(folder, (lines) => [...lines, ...lines.slice(-1)]);
    await expectBroken(folder, /stands where entry 3 belongs/);
  });

  it('lost the line before the last', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one', 'two', 'three']);
    await edit(folder, (lines) => lines.toSpliced(1, 1));
    await expectBroken(folder, /Entry 2 is missing/);
  });

  it('lost its beginning, the checkpoint in the only line left', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one', 'two']);
    await edit(folder, (lines) => lines.slice(1));
    await expectBroken(folder, /Entry 1 is missing/);
  });

  it('lost its beginning while the checkpoint was at nothing', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one', 'two']);
    const lines = await linesIn(folder);
    const other = await tempFolder();
    await writeFile(join(other, FILE), `${lines[1]}\n`);
    const nothing = `{"file":null,"hash":"${'0'.repeat(64)}","seq":0,"v":1}\n`;
    await writeFile(join(other, 'checkpoint.json'), nothing);
    await expectBroken(other, /Entry 1 is missing/);
  });

  it('has a checkpoint nobody can read', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    await writeFile(join(folder, 'checkpoint.json'), '{"seq":0}\n');
    await expectBroken(folder, /checkpoint\.json/);
  });

  it('is mended by putting the missing part back', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one', 'two']);
    const whole = await readFile(join(folder, FILE));
    await edit(folder, (lines) => lines.slice(0, 1));
    await expectBroken(folder, /ends at entry 1/);
    await writeFile(join(folder, FILE), whole);
    await fill(folder, ['three']);
    expect((await verdictOn(folder)).intact).toBe(true);
  });

  it('begins anew once everything was moved away', async () => {
    const [folder, evidence] = [await tempFolder(), await tempFolder()];
    await fill(folder, ['one', 'two']);
    await edit(folder, (lines) => lines.slice(0, 1));
    for (const name of await namesIn(folder)) await rename(join(folder, name), join(evidence, name));
    await fill(folder, ['new']);
    expect((await verdictOn(folder)).entries).toBe(1);
  });
});

describe('a missing checkpoint', () => {
  it('is noted before anything else, once', async () => {
    const folder = await tempFolder();
    await fill(folder, ['one']);
    await rm(join(folder, 'checkpoint.json'));
    expect((await verdictOn(folder)).problems).toMatchObject([{ file: 'checkpoint.json', line: 0 }]);
    await fill(folder, ['two']);
    await fill(folder, ['three']);
    const entries = await allEntries(folder);
    expect(entries.map((entry) => entry.kind === 'note' && entry.what)).toEqual([
      'opened',
      'checkpoint-missing',
      'opened',
      'opened',
    ]);
    expect((await verdictOn(folder)).intact).toBe(true);
  });

  it('is there before the first line, so that its absence always means something', async () => {
    const folder = await tempFolder();
    const order: string[] = [];
    const fileSystem = fileSystemWith(realFileSystem, async (step, act) => {
      const value = await act();
      if (step.name === 'rename' || step.name === 'file.write') order.push(step.path.split('/').at(-1) ?? '');
      return value;
    });
    const log = await open(folder, fileSystem);
    await log.append(note('one'));
    const whole = order.filter((name) => !name.startsWith('.'));
    expect(whole.slice(0, 2)).toEqual(['checkpoint.json', FILE]);
    await log.close();
  });
});

describe('another program at the open log', () => {
  it.each<[string, (path: string) => Promise<void>, RegExp]>([
    ['that writes to it', (path) => appendFile(path, 'x\n'), /another program changed it/],
    ['that cuts it off', (path) => truncate(path, 10), /another program changed it/],
    ['that takes it away', (path) => rm(path), /is gone/],
  ])('%s stops it until that is put right', async (_name, meddle, why) => {
    const folder = await tempFolder();
    const log = await open(folder);
    await log.append(note('one'));
    const whole = await readFile(join(folder, FILE));
    await meddle(join(folder, FILE));
    expect(await log.append(note('two'))).toMatchObject({
      ok: false,
      problem: { code: 'log-broken', what: expect.stringMatching(why) },
    });
    await writeFile(join(folder, FILE), whole);
    expect(got(await log.append(note('three'))).seq).toBe(2);
    await log.close();
    expect((await verdictOn(folder)).intact).toBe(true);
  });

  it('that puts next month’s file there stops it', async () => {
    const folder = await tempFolder();
    let now = JANUARY;
    const log = await open(folder, realFileSystem, () => now);
    await log.append(note('one'));
    await writeFile(join(folder, '2027-02.jsonl'), 'theirs\n');
    now = Date.UTC(2027, 1, 1);
    expect(await log.append(note('two'))).toMatchObject({
      ok: false,
      problem: { code: 'log-broken', what: expect.stringContaining('another program') },
    });
    await log.close();
    expect(await readFile(join(folder, '2027-02.jsonl'), 'utf8')).toBe('theirs\n');
  });
});

describe.each(FAULT_KINDS)('with a fault at every step: %s', (kind) => {
  it('no entry that was told is lost, and the next start finds a whole log', async () => {
    const steps = await atEveryStep(realFileSystem, kind, async (fileSystem) => {
      const folder = await tempFolder();
      const told = await attemptDecision(folder, fileSystem);
      const log = await open(folder);
      expect(log.writable).toEqual({ ok: true });
      expect((await log.append(note('after'))).ok).toBe(true);
      await log.close();
      const verdict = await verdictOn(folder);
      expect(verdict.problems).toEqual([]);
      const texts = (await allEntries(folder)).map(textOf);
      expect(texts).toEqual(expect.arrayContaining([...told, 'after']));
      expect(new Set(texts).size).toBe(texts.length);
    });
    expect(steps).toBeGreaterThan(40);
  }, 60_000);
});

/** Opens a log, appends over a change of month, closes; gives the entries that were said to be written. */
async function attemptDecision(folder: string, fileSystem: FileSystem): Promise<readonly string[]> {
  let now = JANUARY;
  const opened = await openAuditLog({ folder, fileSystem, clock: { now: () => now } });
  if (!opened.ok) return [];
  const told: string[] = [];
  for (const text of ['intent', 'outcome', 'next month']) {
    if (text === 'next month') now = Date.UTC(2027, 1, 1);
    if ((await opened.value.append(note(text))).ok) told.push(text);
  }
  await opened.value.close();
  return told;
}
