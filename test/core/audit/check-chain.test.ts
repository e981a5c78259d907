import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChainHead } from '../../../main/core/audit/chain.ts';
import { type CheckpointReading, checkChain, type LogLine } from '../../../main/core/audit/check-chain.ts';
import { checkpointText, parseCheckpoint } from '../../../main/core/audit/checkpoint.ts';
import type { AuditVerdict } from '../../../main/core/audit/entry.ts';
import { anyBody, linesOf, note } from './bodies.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const FILE = '2027-01.jsonl';

function at(head: ChainHead): CheckpointReading {
  return { kind: 'read', checkpoint: { ...head, file: FILE } };
}

function verdictOf(
  lines: readonly string[],
  checkpoint: CheckpointReading,
  reach: ChainHead | null = null,
): AuditVerdict {
  const check = checkChain(checkpoint, reach);
  for (const [index, text] of lines.entries()) {
    check.add({ file: FILE, line: index + 1, text, hash: sha256(text), ended: true });
  }
  return check.end();
}

const five = linesOf(['one', 'two', 'three', 'four', 'five'].map(note), sha256);

describe('a whole log', () => {
  it('is intact', () => {
    expect(verdictOf(five.lines, at(five.head))).toEqual({ intact: true, entries: 5, problems: [] });
  });

  it('is intact with a checkpoint that lags', () => {
    expect(verdictOf(five.lines, at({ seq: 2, hash: sha256(five.lines[1] ?? '') })).intact).toBe(true);
    expect(verdictOf(five.lines, at({ seq: 0, hash: '0'.repeat(64) })).intact).toBe(true);
  });

  it('may be empty, with or without a checkpoint at nothing', () => {
    expect(verdictOf([], { kind: 'absent' })).toEqual({ intact: true, entries: 0, problems: [] });
    expect(verdictOf([], at({ seq: 0, hash: '0'.repeat(64) })).intact).toBe(true);
  });
});

describe('a fault is named with file and line', () => {
  const cases: [string, readonly string[], number, RegExp][] = [
    ['a missing line', five.lines.toSpliced(2, 1), 3, /Entry 3 is missing/],
    ['a missing beginning', five.lines.slice(2), 1, /Entries 1 to 2 are missing/],
    ['an edited line', five.lines.with(1, (five.lines[1] ?? '').replace('two', 'TWO')), 3, /does not fit/],
    [
      'an edited last line',
      five.lines.with(4, (five.lines[4] ?? '').replace('five', '5')),
      5,
      /the checkpoint knows/,
    ],
    ['a cut-off end', five.lines.slice(0, 3), 3, /ends at entry 3, but the checkpoint knows of entry 5/],
    ['a repeated line', [...five.lines, five.lines[4] ?? ''], 6, /Entry 5 stands where entry 6 belongs/],
    ['an empty line', five.lines.toSpliced(2, 0, ''), 3, /not an entry/],
    ['everything gone', [], 0, /ends at entry 0/],
  ];
  it.each(cases)('%s', (_name, lines, line, what) => {
    const verdict = verdictOf(lines, at(five.head));
    expect(verdict.intact).toBe(false);
    const named = verdict.problems.find((problem) => problem.line === line && what.test(problem.what));
    expect(named).toBeDefined();
  });

  it('moved lines', () => {
    const [one = '', two = '', ...rest] = five.lines;
    const verdict = verdictOf([two, one, ...rest], at(five.head));
    expect(verdict.problems.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it('what another witness knows', () => {
    const verdict = verdictOf(five.lines.slice(0, 4), at({ seq: 0, hash: '0'.repeat(64) }), five.head);
    expect(verdict.problems).toEqual([
      { file: FILE, line: 4, what: expect.stringContaining('which has it open, knows of entry 5') },
    ]);
  });

  it.each<[string, Partial<LogLine>]>([
    ['a torn line', { ended: false }],
    ['a line that is too long or no text', { text: null }],
  ])('%s', (_name, change) => {
    const check = checkChain(at(five.head));
    for (const [index, text] of five.lines.entries()) {
      const line = { file: FILE, line: index + 1, text, hash: sha256(text), ended: true };
      check.add(index === 4 ? { ...line, ...change } : line);
    }
    const { problems } = check.end();
    expect(problems[0]).toMatchObject({ file: FILE, line: 5 });
    expect(problems[1]?.what).toMatch(/ends at entry 5|entry 5/);
  });

  it('a missing checkpoint, but not of an empty log', () => {
    expect(verdictOf(five.lines, { kind: 'absent' }).problems).toEqual([
      { file: 'checkpoint.json', line: 0, what: expect.stringContaining('missing') },
    ]);
  });

  it('a checkpoint that cannot be read, and things that are no lines', () => {
    const check = checkChain({ kind: 'unreadable', why: 'It is odd.' });
    check.addProblem('2027-02.jsonl', 'It is a folder.');
    expect(check.end().problems).toEqual([
      { file: '2027-02.jsonl', line: 0, what: 'It is a folder.' },
      { file: 'checkpoint.json', line: 1, what: 'It is odd.' },
    ]);
  });

  it('up to a thousand times, not more', () => {
    const verdict = verdictOf(Array(5_000).fill('nonsense'), at(five.head));
    expect(verdict.problems).toHaveLength(1_000);
    expect(verdict.entries).toBe(5_000);
  });
});

describe('any change of a log is found', () => {
  const logs = fc.array(anyBody, { minLength: 1, maxLength: 12 });

  it('one character put in place of another', () => {
    fc.assert(
      fc.property(
        logs,
        fc.nat(),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (bodies, row, column, put) => {
          const { lines, head } = linesOf(bodies, sha256);
          const index = row % lines.length;
          const line = lines[index] ?? '';
          const place = column % line.length;
          fc.pre(line[place] !== put);
          const edited = line.slice(0, place) + put + line.slice(place + 1);
          expect(verdictOf(lines.with(index, edited), at(head)).intact).toBe(false);
        },
      ),
    );
  });

  it('lines taken away, doubled or exchanged', () => {
    fc.assert(
      fc.property(logs, fc.nat(), fc.nat(), (bodies, first, second) => {
        const { lines, head } = linesOf(bodies, sha256);
        const [a, b] = [first % lines.length, second % lines.length];
        expect(verdictOf(lines.toSpliced(a, 1), at(head)).intact).toBe(false);
        expect(verdictOf(lines.toSpliced(a, 0, lines[b] ?? ''), at(head)).intact).toBe(false);
        fc.pre(a !== b);
        const exchanged = lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');
        expect(verdictOf(exchanged, at(head)).intact).toBe(false);
      }),
    );
  });
});

describe('the checkpoint file', () => {
  it('is read back', () => {
    for (const checkpoint of [
      { seq: 0, hash: '0'.repeat(64), file: null },
      { seq: 12, hash: 'ab'.repeat(32), file: FILE },
    ]) {
      expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint);
    }
  });

  const good = checkpointText({ seq: 3, hash: 'ab'.repeat(32), file: FILE });
  it.each([
    '',
    'null',
    '[]',
    good.trimEnd(),
    ` ${good}`,
    good.replace('"v":1', '"v":2'),
    good.replace('"seq":3', '"seq":-3'),
    good.replace('"seq":3', '"seq":3.5'),
    good.replace('"seq":3', '"seq":"3"'),
    good.replace('abab', 'ABAB'),
    good.replace(`"${FILE}"`, '7'),
    good.replace(/,"hash":"[^"]*"/, ''),
  ])('is refused when it is not what we write: %j', (text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });
});
