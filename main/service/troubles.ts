import type { Clock } from '../ports/clock.ts';

/** One thing that went wrong, at an ISO time. */
export interface Trouble {
  readonly at: string;
  readonly what: string;
}

/** The newest things that went wrong, for Health. */
export interface Troubles {
  add(what: string): void;
  newest(): readonly Trouble[];
  onChange(listener: () => void): () => void;
}

const KEPT = 50;

/** An empty list; the same trouble twice in a row is kept once, with its newest time. */
export function createTroubles(clock: Clock): Troubles {
  let list: readonly Trouble[] = [];
  const listeners = new Set<() => void>();
  return {
    add(what) {
      const rest = list[0]?.what === what ? list.slice(1) : list;
      list = [{ at: new Date(clock.now()).toISOString(), what }, ...rest].slice(0, KEPT);
      for (const listener of listeners) listener();
    },
    newest: () => list,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
