import type { Reply } from '../../../shared/terms/problem.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobSource } from '../../ports/job-source.ts';
import type { RuleFiles } from '../../ports/rule-files.ts';
import type { DatasiteParts } from '../datasite.ts';

/** The datasite a command is about; both null = the one that can be found. */
export interface Where {
  readonly box: string | null;
  readonly owner: string | null;
}

/** Whose rules a command is about: the datasite's own folder, or as {@link Where} when that is null. */
export interface RulesWhere extends Where {
  readonly datasite: string | null;
}

/** The rules of a datasite opened for reading; nothing else of a SyftBox is needed. */
export interface RuleParts {
  readonly owner: string;
  readonly ruleFiles: RuleFiles;
}

/** A datasite opened for reading only: nothing is locked and nothing is written. */
export interface ReadingParts {
  readonly owner: string;
  readonly source: JobSource;
  readonly ruleFiles: RuleFiles;
  readonly localOffsetMinutes: number;
  /** What of the datasite could not be looked at so far, a sentence each. */
  readonly troubles: () => readonly string[];
  /** The log as it lies there; empty when there is none yet. */
  readonly log: Pick<AuditLog, 'entries' | 'verify'>;
}

/** What single commands reach of the world. */
export interface CommandWorld {
  readonly clock: Clock;
  readonly rest: (milliseconds: number) => Promise<void>;
  readonly read: (where: Where) => Promise<Reply<ReadingParts>>;
  readonly rules: (where: RulesWhere) => Promise<Reply<RuleParts>>;
  readonly decide: (where: Where) => Promise<Reply<DatasiteParts>>;
}
