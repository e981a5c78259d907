import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHAIN_START,
  canonicalJson,
  EMPTY_CHAIN,
  entryAfter,
  linkProblem,
} from '../../../main/core/audit/chain.ts';
import { AT, BODIES } from './bodies.ts';

describe('the canonical spelling', () => {
  it.each<[unknown, string]>([
    [null, 'null'],
    [-0, '0'],
    [1e21, '1e+21'],
    ['\u2028é\u0001"', '"\u2028é\\u0001\\""'],
    ['\uD800', '"\\ud800"'],
    [[], '[]'],
    [{}, '{}'],
    [{ b: 1, a: [true, { d: 2, c: 3 }] }, '{"a":[true,{"c":3,"d":2}],"b":1}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [{ 10: 1, 9: 2, B: 3, a: 4 }, '{"10":1,"9":2,"B":3,"a":4}'],
    [[undefined], '[null]'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('does not depend on the order keys were put in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });

  it('is read back as the same value, and spelled the same again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        const again: unknown = JSON.parse(text);
        expect(canonicalJson(again)).toBe(text);
        expect(again).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('the next entry', () => {
  it('begins at 1 after the hash of nothing', () => {
    const entry = entryAfter(EMPTY_CHAIN, BODIES.note, AT);
    expect(entry).toEqual({ ...BODIES.note, v: 1, seq: 1, at: AT, prev: CHAIN_START });
  });

  it('follows the head', () => {
    const entry = entryAfter({ seq: 41, hash: 'c'.repeat(64) }, BODIES.note, AT);
    expect(entry).toMatchObject({ seq: 42, prev: 'c'.repeat(64) });
  });
});

describe('a link', () => {
  const head = { seq: 4, hash: 'a'.repeat(64) };
  it.each([
    ['fits', { seq: 5, prev: 'a'.repeat(64) }, null],
    ['names another line', { seq: 5, prev: 'b'.repeat(64) }, /one of the two was changed/],
    ['skips one', { seq: 6, prev: 'a'.repeat(64) }, /^Entry 5 is missing before entry 6/],
    ['skips several', { seq: 9, prev: 'a'.repeat(64) }, /^Entries 5 to 8 are missing before entry 9/],
    ['repeats', { seq: 4, prev: 'a'.repeat(64) }, /stands where entry 5 belongs/],
    ['goes back', { seq: 1, prev: CHAIN_START }, /stands where entry 5 belongs/],
  ])('that %s', (_name, link, problem) => {
    const found = linkProblem(head, link);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
  });

  it('of a first entry must name nothing before it', () => {
    expect(linkProblem(EMPTY_CHAIN, { seq: 1, prev: CHAIN_START })).toBeNull();
    expect(linkProblem(EMPTY_CHAIN, { seq: 1, prev: 'a'.repeat(64) })).toMatch(/beginning/);
    expect(linkProblem(EMPTY_CHAIN, { seq: 3, prev: 'a'.repeat(64) })).toMatch(/Entries 1 to 2 are missing/);
  });
});
