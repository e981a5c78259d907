import type { Defect } from '../../../shared/terms/defect.ts';
import type { Digest, JobPlace } from '../../../shared/terms/ids.ts';
import type { JobConfig } from '../python-yaml/config-yaml.ts';
import type { JobState } from '../python-yaml/state-yaml.ts';
import type { JobEntry } from './entry.ts';

/** What could be read of a job's `config.yaml`. */
export type ConfigFacts =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read'; readonly config: JobConfig };

/** What could be read of a job's `state.yaml`; `text` is exactly what lies on disk. */
export type StateFacts =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'read'; readonly state: JobState; readonly text: string };

/** Everything one reading of a job's folder found. Facts are never corrected, only read again. */
export interface JobFacts {
  readonly place: JobPlace;
  readonly config: ConfigFacts;
  readonly state: StateFacts;
  readonly entries: readonly JobEntry[];
  /** Null only when the job is beyond the hard limits, so that not every byte was read. */
  readonly digest: Digest | null;
  readonly defects: readonly Defect[];
  /** How many of the files the job needs are here, of how many; `expected` counts config, run.sh and the manifest. */
  readonly arrival: { readonly present: number; readonly expected: number };
  /** Newest inode change inside the job, in milliseconds since 1970; a sender cannot set it through a sync tool. */
  readonly changedAt: number;
  /** When the folder appeared on this disk, in milliseconds since 1970. */
  readonly appearedAt: number;
  /** Bytes of all files together. */
  readonly bytes: number;
}
