import type { Reply } from '../../../shared/terms/problem.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobSource } from '../../ports/job-source.ts';
import type { DatasiteParts } from '../datasite.ts';

/** The datasite a command is about; both null = the one that can be found. */
export interface Where {
  readonly box: string | null;
  readonly owner: string | null;
}

/** A datasite opened for reading only: nothing is locked and nothing is written. */
export interface ReadingParts {
  readonly owner: string;
  readonly source: JobSource;
  readonly localOffsetMinutes: number;
  /** The log as it lies there; empty when there is none yet. */
  readonly log: Pick<AuditLog, 'entries' | 'verify'>;
}

/** What single commands reach of the world. */
export interface CommandWorld {
  readonly clock: Clock;
  readonly rest: (milliseconds: number) => Promise<void>;
  readonly read: (where: Where) => Promise<Reply<ReadingParts>>;
  readonly decide: (where: Where) => Promise<Reply<DatasiteParts>>;
}
