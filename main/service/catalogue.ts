import { Map as PersistentMap } from 'immutable';
import type { JobId } from '../../shared/terms/ids.ts';
import type { Job } from '../core/jobs/job.ts';

/** Every job at one revision. Never changed: each event makes the next value, sharing all that stayed the same. */
export interface CatalogueValue {
  readonly revision: number;
  readonly jobs: PersistentMap<JobId, Job>;
}

/** The step from one revision to the next. */
export interface CatalogueChange {
  readonly from: number;
  readonly revision: number;
  readonly changed: readonly Job[];
  readonly removed: readonly JobId[];
}

/** The only state about jobs there is. */
export interface Catalogue {
  value(): CatalogueValue;
  /** Puts and removes jobs as one step; says nothing when nothing differs. */
  apply(changed: readonly Job[], removed: readonly JobId[]): void;
  /** Makes a step of jobs that stayed as they are, because something that is shown with them differs. */
  touch(ids: readonly JobId[]): void;
  onChange(listener: (change: CatalogueChange) => void): () => void;
}

/** An empty catalogue whose first revision is `revision`. */
export function createCatalogue(revision = 0): Catalogue {
  let value: CatalogueValue = { revision, jobs: PersistentMap() };
  const listeners = new Set<(change: CatalogueChange) => void>();

  function step(jobs: CatalogueValue['jobs'], changed: readonly Job[], removed: readonly JobId[]): void {
    const from = value.revision;
    value = { revision: from + 1, jobs };
    for (const listener of listeners) listener({ from, revision: value.revision, changed, removed });
  }

  return {
    value: () => value,
    apply(changed, removed) {
      const news = changed.filter((job) => value.jobs.get(job.id) !== job);
      const gone = removed.filter((id) => value.jobs.has(id));
      if (news.length === 0 && gone.length === 0) return;
      const jobs = value.jobs.withMutations((map) => {
        for (const job of news) map.set(job.id, job);
        for (const id of gone) map.delete(id);
      });
      step(jobs, news, gone);
    },
    touch(ids) {
      const jobs = ids.flatMap((id) => value.jobs.get(id) ?? []);
      if (jobs.length > 0) step(value.jobs, jobs, []);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
