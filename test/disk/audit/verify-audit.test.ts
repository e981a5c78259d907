import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBody, BODIES, note } from '../../core/audit/bodies.ts';
import { tempFolder } from '../write/temp-folder.ts';
import { FILE, fill, fillWith, linesIn, verdictOn, verifierOn } from './log-folder.ts';

async function threeFiles(): Promise<string> {
  const folder = await tempFolder();
  for (const month of [0, 1, 2]) {
    await fill(folder, ['a', 'b', 'c'], () => Date.UTC(2027, month, 2));
  }
  return folder;
}

async function write(folder: string, lines: readonly string[], file: string = FILE): Promise<void> {
  await writeFile(join(folder, file), lines.map((line) => `${line}\n`).join(''));
}

/** Both checks find the log whole. */
async function expectWhole(folder: string, entries: number): Promise<void> {
  expect(await verdictOn(folder)).toEqual({ intact: true, entries, problems: [] });
  expect(await verifierOn(folder)).toEqual({ code: 0, out: `Whole: ${entries} entries.\n` });
}

/** Both checks name a fault at that file and line. */
async function expectFault(folder: string, file: string, line: number): Promise<void> {
  const verdict = await verdictOn(folder);
  expect(verdict.problems.map((problem) => `${problem.file}:${problem.line}`)).toContain(`${file}:${line}`);
  const { code, out } = await verifierOn(folder);
  expect(code).toBe(1);
  expect(out).toContain(line === 0 ? `${file}: ` : `${file}:${line}: `);
}

describe('a whole log', () => {
  it('passes, over several files and with every kind of entry', async () => {
    const folder = await threeFiles();
    await fillWith(folder, Object.values(BODIES));
    await expectWhole(folder, 9 + Object.keys(BODIES).length);
  });

  it('passes when it is empty', async () => {
    await expectWhole(await tempFolder(), 0);
  });

  it('passes with anything in its texts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyBody, { maxLength: 20 }), async (bodies) => {
        const folder = await tempFolder();
        await fillWith(folder, bodies);
        await expectWhole(folder, bodies.length);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it('passes with lines longer than the slices it is read in', async () => {
    const folder = await tempFolder();
    await fillWith(folder, [note('x'.repeat(200_000)), note('y'), note('é'.repeat(90_000))]);
    await expectWhole(folder, 3);
  });
});

describe('both checks name', () => {
  it('an edited line', async () => {
    const folder = await threeFiles();
    await write(
      folder,
      (await linesIn(folder)).map((line) => line.replace('"text":"b"', '"text":"B"')),
    );
    await expectFault(folder, FILE, 3);
  });

  it('an edited last line of all', async () => {
    const folder = await threeFiles();
    const file = '2027-03.jsonl';
    await write(
      folder,
      (await linesIn(folder, file)).map((line) => line.replace('"text":"c"', '"text":"C"')),
      file,
    );
    await expectFault(folder, file, 3);
  });

  it('a missing line', async () => {
    const folder = await threeFiles();
    await write(folder, (await linesIn(folder)).toSpliced(1, 1));
    await expectFault(folder, FILE, 2);
  });

  it('a missing file, first, middle and last', async () => {
    for (const [file, named, line] of [
      [FILE, '2027-02.jsonl', 1],
      ['2027-02.jsonl', '2027-03.jsonl', 1],
    ] as const) {
      const folder = await threeFiles();
      await rm(join(folder, file));
      await expectFault(folder, named, line);
    }
    const folder = await threeFiles();
    await rm(join(folder, '2027-03.jsonl'));
    expect((await verdictOn(folder)).intact).toBe(false);
    expect((await verifierOn(folder)).out).toMatch(/checkpoint\.json: it knows entry 9.*ends at entry 6/);
  });

  it('lines in another order', async () => {
    const folder = await threeFiles();
    await write(folder, (await linesIn(folder)).toReversed());
    await expectFault(folder, FILE, 1);
  });

  it('an end that was cut off', async () => {
    const folder = await threeFiles();
    const file = '2027-03.jsonl';
    await write(folder, (await linesIn(folder, file)).slice(0, -1), file);
    expect((await verdictOn(folder)).problems).toMatchObject([{ file, line: 2 }]);
    expect((await verifierOn(folder)).out).toMatch(/the end was cut off/);
  });

  it('a torn line', async () => {
    const folder = await threeFiles();
    await appendFile(join(folder, '2027-03.jsonl'), '{"half');
    await expectFault(folder, '2027-03.jsonl', 4);
  });

  it('a line that is too long, no JSON, nested too deep or no UTF-8', async () => {
    for (const line of ['x'.repeat(1024 * 1024 + 1), 'nonsense', '['.repeat(100_000), '\xff']) {
      const folder = await threeFiles();
      await appendFile(join(folder, '2027-03.jsonl'), Buffer.from(`${line}\n`, 'latin1'));
      await expectFault(folder, '2027-03.jsonl', 4);
    }
  });

  it('another spelling of the same entry', async () => {
    const folder = await threeFiles();
    const file = '2027-03.jsonl';
    const lines = await linesIn(folder, file);
    await write(folder, lines.with(2, (lines[2] ?? '').replace(',', ', ')), file);
    await expectFault(folder, file, 3);
  });

  it('a file that is none', async () => {
    for (const put of [(path: string) => mkdir(path), (path: string) => symlink(FILE, path)]) {
      const folder = await threeFiles();
      await put(join(folder, '2027-04.jsonl'));
      await expectFault(folder, '2027-04.jsonl', 0);
    }
  });

  it('a missing or damaged checkpoint', async () => {
    const folder = await threeFiles();
    await rm(join(folder, 'checkpoint.json'));
    await expectFault(folder, 'checkpoint.json', 0);
    await writeFile(join(folder, 'checkpoint.json'), '{}');
    expect((await verdictOn(folder)).problems).toMatchObject([{ file: 'checkpoint.json' }]);
    expect((await verifierOn(folder)).out).toContain('checkpoint.json: ');
  });
});

describe('any change of any byte', () => {
  it('is found by both', async () => {
    const original = await tempFolder();
    await fillWith(original, [...Object.values(BODIES), note('é\u2028"')]);
    const bytes = await readFile(join(original, FILE));
    const change = fc.record({ at: fc.nat(bytes.length - 1), by: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, by }) => {
        const folder = await tempFolder();
        await cp(original, folder, { recursive: true });
        const edited = Buffer.from(bytes);
        edited.writeUInt8((bytes.readUInt8(at) + by) % 256, at);
        await writeFile(join(folder, FILE), edited);
        expect((await verdictOn(folder)).intact).toBe(false);
        expect((await verifierOn(folder)).code).toBe(1);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('and any cut, exchange or repetition', async () => {
    const original = await tempFolder();
    await fillWith(original, ['a', 'b', 'c', 'd', 'e'].map(note));
    const lines = await linesIn(original);
    const bytes = await readFile(join(original, FILE));
    const place = fc.nat(lines.length - 1);
    const kinds = fc.constantFrom('remove', 'repeat', 'exchange', 'cut' as const);
    await fc.assert(
      fc.asyncProperty(kinds, place, place, fc.nat(bytes.length - 1), async (kind, one, two, cut) => {
        fc.pre(one !== two);
        const folder = await tempFolder();
        await cp(original, folder, { recursive: true });
        const [a = '', b = ''] = [lines[one], lines[two]];
        if (kind === 'cut') await writeFile(join(folder, FILE), bytes.subarray(0, cut));
        if (kind === 'remove') await write(folder, lines.toSpliced(one, 1));
        if (kind === 'repeat') await write(folder, lines.toSpliced(one, 0, b));
        if (kind === 'exchange') await write(folder, lines.with(one, b).with(two, a));
        expect((await verdictOn(folder)).intact).toBe(false);
        expect((await verifierOn(folder)).code).toBe(1);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('the verifier', () => {
  it('imports nothing but Node', async () => {
    const source = await readFile('docs/verify-audit.mjs', 'utf8');
    const imports = [...source.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)].map(([, name]) => name);
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([]);
  });

  it.each([[[]], [['a', 'b']], [['nowhere-to-be-found']]])(
    'ends with 2 when used wrongly: %j',
    async (args) => {
      const run = promisify(execFile)(process.execPath, ['docs/verify-audit.mjs', ...args]);
      await expect(run).rejects.toMatchObject({ code: 2 });
    },
  );
});
