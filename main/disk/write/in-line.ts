/** Lets tasks about the same thing run one after the other, tasks about different things at once. */
export interface InLine {
  run<Value>(key: string, task: () => Promise<Value>): Promise<Value>;
}

/** Nobody waiting. A task that throws does not stop the next. */
export function createInLine(): InLine {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(key, task) {
      const mine = (last.get(key) ?? Promise.resolve()).then(task, task);
      last.set(key, mine);
      return mine.finally(() => {
        if (last.get(key) === mine) last.delete(key);
      });
    },
  };
}
