import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareEntries } from '../../../main/core/diff/compare-entries.ts';
import { hunksBetween } from '../../../main/core/diff/hunks.ts';
import { fileEntry } from '../../build/jobs.ts';

describe('what differs between two readings of a job', () => {
  const before = [fileEntry('run.sh', 'a'), fileEntry('code/main.py', 'b'), fileEntry('code/old.py', 'c')];

  it('names content, mode, kind, what came and what went', () => {
    const after = [
      fileEntry('run.sh', 'a', { executable: false }),
      fileEntry('code/main.py', 'changed'),
      fileEntry('code/new.py', 'd'),
    ];
    expect(compareEntries(before, after).map(({ path, change }) => [path, change])).toEqual([
      ['code/main.py', 'content'],
      ['code/new.py', 'added'],
      ['code/old.py', 'removed'],
      ['run.sh', 'mode'],
    ]);
    const link = [fileEntry('run.sh', 'a', { kind: 'link' }), ...before.slice(1)];
    expect(compareEntries(before, link).map(({ change }) => change)).toEqual(['kind']);
  });

  it('is empty for equal readings and leaves the permission file out', () => {
    expect(compareEntries(before, [...before].reverse())).toEqual([]);
    expect(compareEntries(before, [...before, fileEntry('syft.pub.yaml', 'rules: []')])).toEqual([]);
  });

  it('keeps names apart that look alike but differ in bytes', () => {
    const raw = fileEntry('code/x', 'x', { pathHex: '636f64652fff' });
    expect(compareEntries([raw], [{ ...raw, pathHex: '636f64652ffe' }])).toHaveLength(2);
  });
});

describe('hunks between two texts', () => {
  it('show the changed lines with their neighbours', () => {
    expect(hunksBetween('1\n2\n3\n4\n5\n6\n7\n8\n', '1\n2\n3\n4\n5\nsix\n7\n8\n')).toEqual([
      { before: 3, after: 3, lines: [' 3', ' 4', ' 5', '-6', '+six', ' 7', ' 8'] },
    ]);
  });

  it('are none for equal texts and bounded for long ones', () => {
    expect(hunksBetween('same\n', 'same\n')).toEqual([]);
    const long = Array.from({ length: 2_000 }, (_, line) => `line ${line}`);
    const hunks = hunksBetween(
      long.join('\n'),
      long.map((line, at) => (at % 9 === 0 ? `${line}!` : line)).join('\n'),
    );
    expect(hunks?.flatMap((hunk) => hunk.lines).length).toBeLessThanOrEqual(400);
    expect(hunks?.length).toBeGreaterThan(1);
  });

  it('give nothing when the texts are too far apart', () => {
    const lines = (word: string) => Array.from({ length: 6_000 }, (_, at) => `${word} ${at}`).join('\n');
    expect(hunksBetween(lines('a'), lines('b'))).toBeNull();
  });

  it('lead from the one text to the other', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const hunks = hunksBetween(`${one.join('\n')}\n`, `${other.join('\n')}\n`) ?? [];
        const lines = hunks.flatMap((hunk) => hunk.lines);
        const removed = lines.filter((line) => line.startsWith('-')).length;
        const added = lines.filter((line) => line.startsWith('+')).length;
        expect(other.length - one.length).toBe(
          one.length === 0 || other.length === 0 ? other.length - one.length : added - removed,
        );
      }),
    );
  });
});
