import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffLines, type LineHunk } from '../../../renderer/parts/line-diff.ts';

const words = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });

describe('the lines that differ', () => {
  test('stand with three lines around them and the numbers of both texts', () => {
    const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9', ''].join('\n');
    const after = ['1', '2', '3', '4', 'five', '6', '7', '8', '9', ''].join('\n');
    expect(diffLines(before, after)).toEqual([
      { before: 2, after: 2, lines: [' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8'] },
    ]);
  });

  test('far from each other are told apart', () => {
    const lines = Array.from({ length: 20 }, (_, at) => `${at + 1}`);
    const after = ['zero', ...lines.slice(0, -1)];
    const hunks = diffLines(lines.join('\n'), after.join('\n'));
    expect(hunks.map(({ before, after: now }) => [before, now])).toEqual([
      [1, 1],
      [17, 18],
    ]);
  });

  test('of a new file are all of it', () => {
    expect(diffLines('', 'rules: []\nterminal: false\n')).toEqual([
      { before: 1, after: 1, lines: ['+rules: []', '+terminal: false'] },
    ]);
  });

  test('are none where nothing differs', () => {
    expect(diffLines('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  test('of long texts are shown as taken out and put in', () => {
    const long = (word: string) => Array.from({ length: 1_001 }, (_, at) => `${word}${at}`);
    const [hunk] = diffLines(long('a').join('\n'), long('b').join('\n'));
    expect(hunk?.lines).toHaveLength(2_002);
  });

  test('make the one text of the other', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const hunks = diffLines(textOf(before), textOf(after));
        expect(applied(before, hunks)).toEqual(after);
      }),
    );
  });

  test('are no more than one text taken out and the other put in', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const changed = diffLines(textOf(before), textOf(after)).flatMap(({ lines }) =>
          lines.filter((line) => !line.startsWith(' ')),
        );
        const shared = before.filter((line) => after.includes(line)).length > 0;
        expect(changed.length).toBeLessThanOrEqual(before.length + after.length - (shared ? 2 : 0));
      }),
    );
  });
});

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function applied(before: readonly string[], hunks: readonly LineHunk[]): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const hunk of hunks) {
    result.push(...before.slice(at, hunk.before - 1));
    expect(result.length).toBe(hunk.after - 1);
    at = hunk.before - 1;
    for (const line of hunk.lines) {
      if (!line.startsWith('+')) expect(before[at++]).toBe(line.slice(1));
      if (!line.startsWith('-')) result.push(line.slice(1));
    }
  }
  return [...result, ...before.slice(at)];
}
