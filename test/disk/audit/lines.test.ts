import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LONGEST_LINE,
  linesBackward,
  linesForward,
  lineText,
  type RawLine,
  sha256Hex,
} from '../../../main/disk/audit/lines.ts';
import { realFileSystem } from '../../../main/disk/file-system.ts';
import { tempFolder } from '../write/temp-folder.ts';

async function readAll(
  content: Uint8Array | string,
  lines: typeof linesForward,
): Promise<readonly RawLine[]> {
  const path = join(await tempFolder(), 'file');
  await writeFile(path, content);
  const file = await realFileSystem.openToRead(path);
  try {
    const found: RawLine[] = [];
    for await (const line of lines(file, await file.size())) found.push(line);
    return found;
  } finally {
    await file.close();
  }
}

const textsOf = (lines: readonly RawLine[]) => lines.map(({ bytes }) => lineText(bytes));

/** Long enough for several slices of 64 KB, with line ends at and around their borders. */
const BORDERS = [65_535, 65_536, 65_537, 131_071, 131_072];

describe.each([
  ['forward', linesForward],
  ['backward', linesBackward],
] as const)('lines %s', (direction, lines) => {
  const inOrder = (found: readonly RawLine[]) => (direction === 'forward' ? found : found.toReversed());

  it.each<[string, string, readonly string[], boolean]>([
    ['nothing', '', [], true],
    ['one line', 'a\n', ['a'], true],
    ['one torn line', 'a', ['a'], false],
    ['two lines', 'a\nb\n', ['a', 'b'], true],
    ['a torn end', 'a\nbc', ['a', 'bc'], false],
    ['empty lines', '\n\n\n', ['', '', ''], true],
    ['an empty first line', '\na', ['', 'a'], false],
    ['other line ends', 'a\r\n\u2028b\n', ['a\r', '\u2028b'], true],
  ])('of %s', async (_name, content, texts, ended) => {
    const found = inOrder(await readAll(content, lines));
    expect(textsOf(found)).toEqual(texts);
    expect(found.map((line) => line.ended)).toEqual(texts.map((_, at) => ended || at < texts.length - 1));
  });

  it.each(BORDERS)('across a slice border, the first line %i bytes long', async (length) => {
    const texts = ['x'.repeat(length), 'y'.repeat(70_000), '', 'z'];
    const found = inOrder(await readAll(`${texts.join('\n')}\n`, lines));
    expect(textsOf(found)).toEqual(texts);
    expect(found.map(({ start }) => start)).toEqual([0, length + 1, length + 70_002, length + 70_003]);
  });

  it('with one longer than any of ours, which is not kept', async () => {
    const long = Buffer.alloc(LONGEST_LINE + 1, 'x');
    const content = Buffer.concat([Buffer.from('a\n'), long, Buffer.from('\nb\n')]);
    const found = inOrder(await readAll(content, lines));
    expect(found.map(({ bytes }) => bytes?.length ?? null)).toEqual([1, null, 1]);
    expect(found.map(({ start }) => start)).toEqual([0, 2, LONGEST_LINE + 4]);
  });

  it('with one as long as they may be', async () => {
    const found = await readAll(Buffer.concat([Buffer.alloc(LONGEST_LINE, 'x'), Buffer.from('\n')]), lines);
    expect(found.map(({ bytes }) => bytes?.length)).toEqual([LONGEST_LINE]);
  });

  it('are what splitting gives, whatever the file holds', async () => {
    const anyLine = fc.oneof(
      fc.string(),
      fc.integer({ min: 60_000, max: 70_000 }).map((size) => 'l'.repeat(size)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { maxLength: 8 }), fc.boolean(), async (texts, torn) => {
        const content = texts.map((text) => `${text.replaceAll('\n', ' ')}\n`).join('');
        const whole = torn ? content.slice(0, -1) : content;
        const split = whole.split('\n');
        const expected = split.at(-1) === '' ? split.slice(0, -1) : split;
        expect(textsOf(inOrder(await readAll(whole, lines)))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the text of a line', () => {
  it('is null when it is too long or not UTF-8', () => {
    expect(lineText(null)).toBeNull();
    expect(lineText(Buffer.from([0x61, 0xff]))).toBeNull();
    expect(lineText(Buffer.from('\uFEFFa'))).toBe('\uFEFFa');
  });

  it('and its bytes have the same hash', () => {
    expect(sha256Hex('é\u2028')).toBe(sha256Hex(Buffer.from('é\u2028')));
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
