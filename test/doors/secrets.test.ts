import { timingSafeEqual } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, newSecret, placeOf } from '../../main/hosts/web/secrets.ts';

describe('secrets compared in constant time', () => {
  it('compares a presented secret with every kept one, each as 32 bytes, wherever the match is', () => {
    const kept = ['first', 'second', 'third'].map(digestOf);
    for (const presented of ['first', 'second', 'third', 'fourth', '', 'first\u0000', 'x'.repeat(10_000)]) {
      const lengths: number[] = [];
      const place = placeOf(presented, kept, (left, right) => {
        lengths.push(left.length, right.length);
        return timingSafeEqual(left, right);
      });
      expect(lengths).toEqual([32, 32, 32, 32, 32, 32]);
      expect(place).toBe(['first', 'second', 'third'].indexOf(presented));
    }
  });

  it('finds nothing among nothing', () => {
    expect(placeOf('', [])).toBe(-1);
  });

  it('takes two texts for the same only when they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        expect(placeOf(left, [digestOf(right)]) === 0).toBe(left === right);
      }),
    );
  });

  it('makes secrets of 32 bytes that never come again', () => {
    const made = Array.from({ length: 1_000 }, newSecret);
    expect(new Set(made).size).toBe(1_000);
    for (const secret of made) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
