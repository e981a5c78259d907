import type { JobId } from '../../shared/terms/ids.ts';
import type { Job } from '../core/jobs/job.ts';
import type { Timers } from '../ports/timers.ts';
import type { CatalogueChange } from './catalogue.ts';

/** Gathers steps of the catalogue into one, so that a thousand arrivals are a handful of pushes. */
export interface Batches {
  add(change: CatalogueChange): void;
  stop(): void;
}

/** Hands on what was gathered at most every `pace` milliseconds; only the newest value of each job is kept. */
export function createBatches(
  timers: Timers,
  pace: number,
  handOn: (change: CatalogueChange) => void,
): Batches {
  const changed = new Map<JobId, Job>();
  const removed = new Set<JobId>();
  let from: number | null = null;
  let revision = 0;
  let cancel: () => void = () => undefined;

  function flush(): void {
    if (from === null) return;
    const batch = { from, revision, changed: [...changed.values()], removed: [...removed] };
    from = null;
    changed.clear();
    removed.clear();
    handOn(batch);
  }

  return {
    add(change) {
      for (const job of change.changed) {
        changed.set(job.id, job);
        removed.delete(job.id);
      }
      for (const id of change.removed) {
        removed.add(id);
        changed.delete(id);
      }
      revision = change.revision;
      if (from !== null) return;
      from = change.from;
      cancel = timers.after(pace, flush);
    },
    stop() {
      cancel();
      from = null;
    },
  };
}
