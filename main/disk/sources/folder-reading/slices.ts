/** Shares the one thread: reading goes on for a few milliseconds, then everything else gets its turn. */
export interface Slices {
  /** Waits for the next slice when this one is used up; costs next to nothing otherwise. */
  breath(): Promise<void>;
  /** A number that grows with every slice; what was seen in one may be relied on until it ends. */
  turn(): number;
}

/** Slices of about `length` milliseconds. */
export function createSlices(length: number = 8): Slices {
  let began = Number.NEGATIVE_INFINITY;
  let turn = 0;
  let next: Promise<void> | null = null;

  function nextSlice(): Promise<void> {
    next ??= new Promise<void>((resume) => {
      setImmediate(() => {
        next = null;
        turn += 1;
        began = performance.now();
        resume();
      });
    });
    return next;
  }

  return {
    async breath() {
      // Many may wait for the same slice; those that find it used up again wait for the one after.
      while (performance.now() - began >= length) await nextSlice();
    },
    turn: () => turn,
  };
}
