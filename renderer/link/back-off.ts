const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** How long to wait before the next try, in milliseconds: 0.5 s after the first failure, doubling up to 10 s. */
export function backOff(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
}
