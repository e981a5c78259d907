import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, EMPTY_CHAIN, entryAfter } from '../../../main/core/audit/chain.ts';
import { isAuditEntry, parseLine } from '../../../main/core/audit/parse-entry.ts';
import { parseObject } from '../../../main/core/audit/parse-object.ts';
import { AT, anyBody, BODIES } from './bodies.ts';

const entryOf = (body: (typeof BODIES)[keyof typeof BODIES]) => entryAfter(EMPTY_CHAIN, body, AT);

describe('a line', () => {
  it.each(Object.values(BODIES))('of kind $kind is read back', (body) => {
    const entry = entryOf(body);
    const reading = parseLine(canonicalJson(entry));
    expect(reading).toEqual({ kind: 'entry', link: { seq: 1, prev: entry.prev }, entry });
  });

  it('with anything in its texts is read back', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const line = canonicalJson(entryAfter(EMPTY_CHAIN, body, AT));
        expect(line).not.toContain('\n');
        const reading = parseLine(line);
        expect(reading.kind).toBe('entry');
        if (reading.kind === 'entry') expect(canonicalJson(reading.entry)).toBe(line);
      }),
    );
  });

  it.each([
    '',
    ' ',
    'null',
    '7',
    '[]',
    '{}',
    '{"seq":1}',
    '{"prev":"","seq":1}',
    '{',
    'not json',
    `{"prev":"${'0'.repeat(63)}G","seq":1}`,
    `{"prev":"${'0'.repeat(64)}","seq":0}`,
    `{"prev":"${'0'.repeat(64)}","seq":1.5}`,
    `{"prev":"${'0'.repeat(64)}","seq":9007199254740993}`,
    `{"prev":"${'0'.repeat(64)}","seq":"1"}`,
    `{"prev":["${'0'.repeat(64)}"],"seq":1}`,
    '['.repeat(200_000),
    `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  ])('that is no entry is said to be none, never thrown: %#', (line) => {
    expect(parseLine(line)).toMatchObject({ kind: 'unreadable' });
  });

  it.each([
    ['a space', (line: string) => line.replace(',', ', ')],
    ['another order', (line: string) => line.replace(/^\{("at":"[^"]*"),(.*)\}$/, '{$2,$1}')],
    ['a repeated key', (line: string) => line.replace('"seq":1', '"seq":1,"seq":1')],
    ['another escape', (line: string) => line.replace('note', '\\u006eote')],
    ['a carriage return', (line: string) => `${line}\r`],
  ])('with %s counts as edited', (_name, edit) => {
    const line = canonicalJson(entryOf(BODIES.note));
    expect(edit(line)).not.toBe(line);
    expect(parseLine(edit(line))).toMatchObject({ kind: 'edited', link: { seq: 1 } });
  });

  it.each([
    { kind: 'thought' },
    { kind: 'constructor' },
    { v: 2 },
    { at: '2027-01-15T08:00:00Z' },
    { at: 7 },
    { what: 'something new' },
    { text: null },
  ])('of another version keeps its place in the chain: %j', (change) => {
    const line = canonicalJson({ ...entryOf(BODIES.note), ...change });
    expect(parseLine(line)).toMatchObject({ kind: 'unknown', link: { seq: 1 } });
  });

  it('may hold more than this version knows', () => {
    const line = canonicalJson({ ...entryOf(BODIES.note), more: { later: true } });
    expect(parseLine(line).kind).toBe('entry');
  });
});

/** Fields that earlier versions did not write. */
const LATER_FIELDS = ['ruleFile', 'proof'];

describe('every field is checked', () => {
  const wrong = [undefined, null, 0, -1, true, '', 'toString', [], ['x'], {}, { source: 'syft-job' }];
  const fields = Object.values(BODIES).flatMap((body) =>
    Object.keys(body)
      .filter((field) => field !== 'kind' && !LATER_FIELDS.includes(field))
      .map((field): [string, string] => [body.kind, field]),
  );

  it.each(fields)('%s.%s', (kind, field) => {
    const body = Object.values(BODIES).find((each) => each.kind === kind) ?? BODIES.note;
    const rejected = wrong.filter((value) => !isAuditEntry({ ...entryOf(body), [field]: value }));
    expect(rejected).toContain(undefined);
    expect(rejected).toContain(true);
    expect(rejected.length).toBeGreaterThanOrEqual(7);
  });

  it.each(LATER_FIELDS)('%s may be missing, but not be wrong', (field) => {
    for (const value of [undefined, null]) {
      expect(isAuditEntry({ ...entryOf(BODIES.intent), [field]: value })).toBe(true);
    }
    for (const value of wrong.slice(2)) {
      expect(isAuditEntry({ ...entryOf(BODIES.intent), [field]: value })).toBe(false);
    }
  });

  it.each([
    ['ruleFile', { path: 'a', before: null }],
    ['ruleFile', { path: 7, before: null, after: null }],
    ['proof', { proven: 'yes', sentence: '' }],
    ['proof', { proven: true }],
  ])('what stands in %s is checked too', (field, value) => {
    expect(isAuditEntry({ ...entryOf(BODIES.intent), [field]: value })).toBe(false);
  });

  it.each([
    ['edit', { kind: 'give', level: 'read', path: '', user: '' }],
    ['edit', { kind: 'grant', level: 'all', path: '', user: '' }],
    ['edit', { kind: 'grant', level: 'read', path: '' }],
    ['after', { sha256: 'short', text: null }],
    ['before', { sha256: 'cd'.repeat(32), text: 7 }],
  ])('and what stands in %s of an edit', (field, value) => {
    expect(isAuditEntry({ ...entryOf(BODIES['rule-edit']), [field]: value })).toBe(false);
  });

  it('and the ones all entries have', () => {
    for (const field of ['v', 'seq', 'at', 'prev', 'kind']) {
      expect(isAuditEntry({ ...entryOf(BODIES.note), [field]: undefined })).toBe(false);
    }
    for (const value of [null, 1, 'x', [], undefined]) expect(isAuditEntry(value)).toBe(false);
  });
});

describe('objects', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['[]', null],
    ['"x"', null],
    ['', null],
  ])('%s', (text, value) => {
    expect(parseObject(text)).toEqual(value);
  });

  it('are refused when nested beyond sixteen levels', () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    expect(parseObject(nested(16))).not.toBeNull();
    expect(parseObject(nested(17))).toBeNull();
  });
});
