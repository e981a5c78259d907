import { describe, expect, it } from 'vitest';
import { createTroubles } from '../../main/service/troubles.ts';
import { testTime } from '../build/time.ts';

function world() {
  const time = testTime();
  const troubles = createTroubles(time.clock);
  let told = 0;
  const end = troubles.onChange(() => {
    told += 1;
  });
  return { time, troubles, end, told: () => told };
}

describe('what went wrong', () => {
  it('is kept newest first, each with its time', async () => {
    const { troubles, time } = world();
    troubles.add('first');
    await time.pass(1_000);
    troubles.add('second');
    expect(troubles.newest()).toEqual([
      { at: '2026-11-21T20:00:01.000Z', what: 'second' },
      { at: '2026-11-21T20:00:00.000Z', what: 'first' },
    ]);
  });

  it('is kept once when it happens again and again, with the newest time', async () => {
    const { troubles, time, told } = world();
    troubles.add('before');
    for (let turn = 0; turn < 5; turn += 1) {
      troubles.add('the disk does not answer');
      await time.pass(60_000);
    }
    expect(troubles.newest().map((one) => one.what)).toEqual(['the disk does not answer', 'before']);
    expect(troubles.newest()[0]?.at).toBe('2026-11-21T20:04:00.000Z');
    expect(told()).toBe(6);
  });

  it('is forgotten once fifty newer things went wrong', () => {
    const { troubles } = world();
    for (let number = 0; number < 60; number += 1) troubles.add(`trouble ${number}`);
    expect(troubles.newest()).toHaveLength(50);
    expect(troubles.newest()[0]?.what).toBe('trouble 59');
    expect(troubles.newest().at(-1)?.what).toBe('trouble 10');
  });

  it('leaves a list that was handed out as it was, and no longer tells who stopped listening', () => {
    const { troubles, end, told } = world();
    troubles.add('one');
    const before = troubles.newest();
    end();
    troubles.add('two');
    expect(before).toHaveLength(1);
    expect(told()).toBe(1);
  });
});
