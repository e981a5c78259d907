import type { DefectCode } from '../../../shared/terms/defect.ts';
import type { Digest, JobPlace } from '../../../shared/terms/ids.ts';
import type { JobStatus } from '../../../shared/terms/job-status.ts';

/** What a decision does to a job. `receive` is the owner's client noticing the job, not a decision. */
export type DecisionAction = 'approve' | 'reject' | 'receive' | 'withdraw';

/** What a decision does to the rule file of a job: its exact text before and after (null = no file). */
export interface RuleFileEffect {
  /** Path below the datasite. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A rule file's content in an entry: always its hex SHA-256, and the text itself where it is short. */
export interface RecordedText {
  readonly sha256: string;
  readonly text: string | null;
}

/** What the log is asked to hold; the log adds sequence, time and chain. */
export type AuditBody =
  | {
      /** Written and flushed before the state is touched. */
      readonly kind: 'intent';
      readonly action: DecisionAction;
      readonly job: JobPlace;
      readonly by: string;
      readonly via: 'hand' | 'receiving';
      readonly digest: Digest | null;
      readonly reason: string | null;
      readonly acknowledged: readonly DefectCode[];
      /** Exact `state.yaml` before (null = none) and after. */
      readonly before: string | null;
      readonly after: string;
      readonly from: JobStatus;
      readonly to: JobStatus;
      /** What happens to the job's rule file besides; missing in entries of earlier versions. */
      readonly ruleFile?: RuleFileEffect | null;
      /** What the rules said about the sender when an approval was asked for. */
      readonly proof?: { readonly proven: boolean; readonly sentence: string } | null;
    }
  | {
      /** What became of the intent with that sequence number. */
      readonly kind: 'outcome';
      readonly intent: number;
      readonly job: JobPlace;
      readonly action: DecisionAction;
      readonly result: 'written' | 'finished-after-restart' | 'undone-after-restart' | 'failed';
      readonly why: string | null;
    }
  | {
      /** A decision that was asked for and not made. */
      readonly kind: 'refusal';
      readonly action: DecisionAction;
      readonly job: JobPlace;
      readonly by: string;
      readonly code: string;
      readonly why: string;
      readonly digest: Digest | null;
    }
  | {
      /** The owner changed who may do what. `intended` is flushed before the rule file is touched; the others tell
       * what became of the entry with that number. */
      readonly kind: 'rule-edit';
      readonly stage: 'intended' | 'written' | 'failed';
      readonly intent: number | null;
      readonly by: string;
      readonly file: string;
      readonly edit: {
        readonly kind: 'grant' | 'revoke';
        readonly level: 'read' | 'write' | 'admin';
        readonly path: string;
        readonly user: string;
      };
      readonly before: RecordedText | null;
      readonly after: RecordedText;
      readonly why: string | null;
    }
  | {
      /** Something about the log or the app itself: started, set a torn line aside, found no checkpoint. */
      readonly kind: 'note';
      readonly what: 'opened' | 'torn-line-set-aside' | 'checkpoint-missing';
      readonly text: string;
    };

/** One line of the log. `prev` is the hex SHA-256 of the line before (64 zeros for the first). */
export type AuditEntry = AuditBody & {
  readonly v: 1;
  readonly seq: number;
  /** ISO time, UTC, microseconds. */
  readonly at: string;
  readonly prev: string;
};

/** What checking the chain found; `problems` name file, line and what is wrong. */
export interface AuditVerdict {
  readonly intact: boolean;
  readonly entries: number;
  readonly problems: readonly { readonly file: string; readonly line: number; readonly what: string }[];
}
