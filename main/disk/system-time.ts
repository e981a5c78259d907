import type { Clock } from '../ports/clock.ts';
import type { Timers } from '../ports/timers.ts';

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** The process's own timers. */
export const systemTimers: Timers = {
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  every(milliseconds, act) {
    const timer = setInterval(act, milliseconds);
    return () => clearInterval(timer);
  },
};

/** Minutes by which local time is ahead of UTC now; the Python clients read naive times as local. */
export function localOffsetMinutes(): number {
  return -new Date().getTimezoneOffset();
}
