import type { Clock } from '../../main/ports/clock.ts';
import type { Timers } from '../../main/ports/timers.ts';
import { NOW } from './jobs.ts';

/** Time that passes only when the test says so. */
export interface TestTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Lets time pass, running what falls due in order, and lets what it began come to its next rest. */
  pass(milliseconds: number): Promise<void>;
  /** How many timers are set. */
  pending(): number;
}

interface Due {
  readonly at: number;
  readonly act: () => void;
  readonly every: number | null;
}

/** Test time that starts at `NOW`. */
export function testTime(): TestTime {
  let now = NOW;
  const due = new Set<Due>();

  function set(milliseconds: number, act: () => void, every: number | null): () => void {
    let one: Due = { at: now + milliseconds, act, every };
    const add = (at: number) => {
      one = { at, act: fire, every };
      due.add(one);
    };
    const fire = () => {
      if (every !== null) add(one.at + every);
      act();
    };
    add(one.at);
    return () => due.delete(one);
  }

  return {
    clock: { now: () => now },
    timers: {
      after: (milliseconds, act) => set(milliseconds, act, null),
      every: (milliseconds, act) => set(milliseconds, act, milliseconds),
    },
    pending: () => due.size,
    async pass(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [next] = [...due].filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        now = next.at;
        due.delete(next);
        next.act();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

const TURNS = 50;

/** Lets promises that are ready run on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
}
