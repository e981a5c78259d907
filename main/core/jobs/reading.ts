import type { Defect } from '../../../shared/terms/defect.ts';
import type { JobPlace } from '../../../shared/terms/ids.ts';
import type { ConfigClaim, JobConfig } from '../python-yaml/config-yaml.ts';
import type { JobEntry } from './entry.ts';
import type { StateFacts } from './facts.ts';
import type { JobLimits } from './limits.ts';

/** Why a config gave no values, as the defect it is. */
export type ConfigRefusal = 'config-too-big' | 'config-unreadable' | 'config-invalid';

/** What came of reading `config.yaml`; `not-read` = no regular file lies there, which the entries show. */
export type ConfigOutcome =
  | { readonly kind: 'not-read' }
  | { readonly kind: 'refused'; readonly code: ConfigRefusal; readonly text: string }
  | {
      readonly kind: 'read';
      readonly config: JobConfig;
      /** What another parser could read differently, in plain words. */
      readonly ambiguous: readonly string[];
      readonly claims: readonly ConfigClaim[];
    };

/** Everything the disk told about one job, before any rule looked at it. */
export interface JobReading {
  readonly place: JobPlace;
  /** Sorted by path. */
  readonly entries: readonly JobEntry[];
  readonly config: ConfigOutcome;
  readonly state: StateFacts;
  /** What went wrong while reading, already in words. */
  readonly troubles: readonly Defect[];
  /** Names beside the job's, its sender's or its datasite's folder that differ from it only by case or Unicode form. */
  readonly twins: readonly string[];
  readonly limits: JobLimits;
}
