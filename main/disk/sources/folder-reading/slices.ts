/** Shares the one thread: reading goes on for a few milliseconds, then everything else gets its turn. */
export interface Slices {
  /** Waits for the next slice when this one is used up; costs next to nothing otherwise. */
  breath(): Promise<void>;
  /** A number that grows with every slice; what was seen in one may be relied on until it ends. */
  turn(): number;
}

/** Slices of about `length` milliseconds. */
export function createSlices(length: number = 8): Slices {
  const waiting: (() => void)[] = [];
  let began = Number.NEGATIVE_INFINITY;
  let turn = 0;

  // One at a time: were all let go at once, each would do its share of work within the same slice.
  function begin(): void {
    turn += 1;
    began = performance.now();
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(begin);
  }

  return {
    async breath() {
      if (performance.now() - began < length) return;
      await new Promise<void>((resume) => {
        waiting.push(resume);
        if (waiting.length === 1) setImmediate(begin);
      });
    },
    turn: () => turn,
  };
}
