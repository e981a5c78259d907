import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../main/hosts/web/limiter.ts';

describe('the limiter', () => {
  it('allows a burst, then a steady rate', () => {
    let time = 0;
    const limiter = createLimiter({ burst: 2, perSecond: 2 }, () => time);
    const asked = [0, 0, 0, 499, 500, 500, 1_000, 9_000, 9_000, 9_000].map((at) => {
      time = at;
      return limiter.take('a');
    });
    expect(asked).toEqual([true, true, false, false, true, false, true, true, true, false]);
  });

  it('counts each caller apart', () => {
    const limiter = createLimiter({ burst: 1, perSecond: 1 }, () => 0);
    expect(['a', 'b', 'a', 'b', 'c'].map((key) => limiter.take(key))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it('never allows more than the burst and the rate together', () => {
    const steps = fc.array(fc.nat({ max: 400 }), { maxLength: 200 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 50 }),
        steps,
        (burst, rate, gaps) => {
          let time = 0;
          let allowed = 0;
          const limiter = createLimiter({ burst, perSecond: rate }, () => time);
          for (const gap of gaps) {
            time += gap;
            if (limiter.take('a')) allowed += 1;
          }
          expect(allowed).toBeLessThanOrEqual(burst + (time / 1_000) * rate + 1e-6);
        },
      ),
    );
  });

  it('remembers a bounded number of callers, the latest ones', () => {
    const limiter = createLimiter({ burst: 1, perSecond: 0 }, () => 0);
    for (let caller = 0; caller < 1_025; caller += 1) limiter.take(String(caller));
    expect(limiter.take('1')).toBe(false);
    expect(limiter.take('0')).toBe(true);
  });
});
