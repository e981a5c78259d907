/** Runs tasks one after the other, in the order they came. */
export interface Turns {
  run<Value>(task: () => Promise<Value>): Promise<Value>;
  /** Resolves once everything handed in so far has ended. */
  settled(): Promise<void>;
}

/** A queue of one. A task that throws does not stop the next. */
export function inTurn(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const result = last.then(task, task);
      last = result.catch(() => undefined);
      return result;
    },
    settled: () => last.then(() => undefined),
  };
}
