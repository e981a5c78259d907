import type { Reply } from '../../shared/terms/problem.ts';
import type { DatasiteCandidate, Preferences, SessionView } from '../../shared/view/session.ts';
import type { AuditEntry } from '../core/audit/entry.ts';
import type { Timers } from '../ports/timers.ts';
import type { DatasiteParts } from './datasite.ts';

/** Which datasite to open: the SyftBox folder and the owner's address in it (null = the only one there). */
export interface DatasiteChoice {
  readonly box: string;
  readonly owner: string | null;
  readonly practice: boolean;
}

/** What the machine remembers for its user. */
export interface PreferenceStore {
  read(): Preferences;
  change(change: Partial<Preferences>): Promise<Reply<Preferences>>;
}

/** Everything the application needs from the world, each made real by compose. */
export interface SessionParts {
  readonly version: string;
  readonly host: SessionView['host'];
  readonly platform: string;
  readonly timers: Timers;
  /** The folder of the datasite that is meant, links resolved: however it is spelled, it is the same one. */
  readonly locate: (choice: DatasiteChoice) => Promise<Reply<string>>;
  readonly open: (choice: DatasiteChoice) => Promise<Reply<DatasiteParts>>;
  readonly find: () => Promise<readonly DatasiteCandidate[]>;
  readonly practice: () => Promise<Reply<DatasiteChoice>>;
  readonly preferences: PreferenceStore;
  readonly hashOf: (entry: AuditEntry) => string;
}
