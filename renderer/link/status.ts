import type { Problem } from '../../shared/terms/problem.ts';

/** How the page stands with main. `signed-out` happens in a browser only; its problem says why, if there was a why. */
export type LinkStatus =
  | { readonly is: 'connecting' }
  | { readonly is: 'up' }
  | { readonly is: 'down' }
  | { readonly is: 'signed-out'; readonly problem: Problem | null };

/** A status that can be read and watched, in the shape React's `useSyncExternalStore` takes. */
export interface StatusSource {
  get(): LinkStatus;
  subscribe(listener: () => void): () => void;
}

/** A status with the hand that changes it. */
export interface StatusHolder extends StatusSource {
  set(next: LinkStatus): void;
}

/** Holds a status; listeners hear of every change after it can be read. */
export function createStatus(first: LinkStatus): StatusHolder {
  const listeners = new Set<() => void>();
  let now = first;
  return {
    get: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      now = next;
      for (const listener of [...listeners]) listener();
    },
  };
}
