import type { JobId } from '../../../../shared/terms/ids.ts';
import type { StateFacts } from '../../../core/jobs/facts.ts';
import type { ConfigOutcome } from '../../../core/jobs/reading.ts';
import type { KnownFile } from '../folder-reading/read-folder.ts';

/** What the last reading of a job may save the next one. */
export interface RememberedJob {
  readonly files: ReadonlyMap<string, KnownFile>;
  /** What its `config.yaml` came to, and the hash of the bytes that said so. */
  readonly config: { readonly sha256: string; readonly outcome: ConfigOutcome } | null;
  readonly state: StateFacts | null;
}

/** Readings of jobs, bounded by the number of files they hold. */
export interface JobMemory {
  get(id: JobId): RememberedJob | undefined;
  set(id: JobId, job: RememberedJob): void;
  delete(id: JobId): void;
}

/** A memory for at most `capacity` files; the jobs read longest ago are forgotten first. */
export function createJobMemory(capacity: number): JobMemory {
  const jobs = new Map<JobId, RememberedJob>();
  let files = 0;

  const cost = (job: RememberedJob) => job.files.size + 1;

  function forget(id: JobId): void {
    const job = jobs.get(id);
    if (job === undefined) return;
    files -= cost(job);
    jobs.delete(id);
  }

  return {
    get: (id) => jobs.get(id),
    set(id, job) {
      forget(id);
      jobs.set(id, job);
      files += cost(job);
      for (const oldest of jobs.keys()) {
        if (files <= capacity) break;
        forget(oldest);
      }
    },
    delete: forget,
  };
}
