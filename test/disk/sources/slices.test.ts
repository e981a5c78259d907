import { describe, expect, it } from 'vitest';
import { createSlices } from '../../../main/disk/sources/folder-reading/slices.ts';

describe('slices', () => {
  it('let everything else have a turn when one is used up', async () => {
    const slices = createSlices(0);
    const order: string[] = [];
    setImmediate(() => order.push('other'));
    await slices.breath();
    order.push('reading');
    expect(order).toEqual(['other', 'reading']);
  });

  it('go on at once while one lasts', async () => {
    const slices = createSlices(60_000);
    await slices.breath();
    const turn = slices.turn();
    const order: string[] = [];
    const other = new Promise<void>((done) =>
      setImmediate(() => {
        order.push('other');
        done();
      }),
    );
    for (let n = 0; n < 100; n += 1) await slices.breath();
    order.push('reading');
    await other;
    expect(order).toEqual(['reading', 'other']);
    expect(slices.turn()).toBe(turn);
  });

  it('count their turns, so that what was seen in one is not relied on in the next', async () => {
    const slices = createSlices(0);
    await slices.breath();
    const first = slices.turn();
    await slices.breath();
    expect(slices.turn()).toBeGreaterThan(first);
  });

  it('never let those who wait together run all in one', async () => {
    const slices = createSlices(2);
    const turns: number[] = [];
    const busy = async () => {
      await slices.breath();
      turns.push(slices.turn());
      const end = performance.now() + 3;
      while (performance.now() < end);
    };
    await Promise.all([busy(), busy(), busy(), busy()]);
    expect(new Set(turns).size).toBe(4);
  });
});
