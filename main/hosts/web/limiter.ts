/** How many requests at once, and how many a second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Counts requests by who makes them. */
export interface Limiter {
  /** Takes one request from a caller's allowance; false when it is used up. */
  take(key: string): boolean;
}

const MAX_KEYS = 1_024;

/** A bucket for each caller that fills at a steady rate. `now` gives milliseconds. */
export function createLimiter(rate: Rate, now: () => number): Limiter {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key) {
      const time = now();
      const bucket = buckets.get(key) ?? { left: rate.burst, at: time };
      const left = Math.min(rate.burst, bucket.left + ((time - bucket.at) / 1_000) * rate.perSecond);
      const may = left >= 1;
      buckets.delete(key);
      buckets.set(key, { left: may ? left - 1 : left, at: time });
      if (buckets.size > MAX_KEYS) forgetOldest(buckets);
      return may;
    },
  };
}

function forgetOldest(buckets: Map<string, unknown>): void {
  for (const key of buckets.keys()) {
    buckets.delete(key);
    return;
  }
}
