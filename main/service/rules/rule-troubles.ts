import type { Clock } from '../../ports/clock.ts';
import type { Trouble } from '../troubles.ts';
import type { Rules } from './rules.ts';

/** Rule files that do not load, for Health; each is gone from here as soon as it is repaired. */
export interface RuleTroubles {
  now(): readonly Trouble[];
  onChange(listener: () => void): () => void;
}

const NAMED = 20;

/** Follows the rules and remembers since when each broken file has been known. */
export function createRuleTroubles(rules: Rules, clock: Clock): RuleTroubles {
  const listeners = new Set<() => void>();
  let standing: ReadonlyMap<string, Trouble> = new Map();

  rules.onChange(() => {
    const next = new Map<string, Trouble>();
    for (const { path, reason } of rules.tree().broken) {
      const what = `${path} does not load (${reason}): nobody but you may do anything in its folder.`;
      next.set(what, standing.get(what) ?? { at: new Date(clock.now()).toISOString(), what });
    }
    const differs = next.size !== standing.size || [...next.keys()].some((what) => !standing.has(what));
    standing = next;
    if (differs) for (const listener of listeners) listener();
  });

  return {
    now() {
      const all = [...standing.values()];
      const [first] = all;
      const more = all.length - NAMED;
      if (more <= 0 || first === undefined) return all;
      return [
        ...all.slice(0, NAMED),
        { at: first.at, what: `${more} more permission files do not load; see Permissions.` },
      ];
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
