import type { Reply } from '../../shared/terms/problem.ts';
import type { AuditBody, AuditEntry, AuditVerdict } from '../core/audit/entry.ts';

/** The chained log. An append that succeeded lies on the disk, flushed. */
export interface AuditLog {
  /** Chains, writes and flushes one entry. Problems: `log-unwritable`, `log-broken`. */
  append(body: AuditBody): Promise<Reply<AuditEntry>>;
  /** Entries newest first, at most `limit`, older than `before` (a sequence number) when it is given. */
  newest(limit: number, before?: number): Promise<Reply<readonly AuditEntry[]>>;
  /** Every entry, oldest first. */
  entries(): AsyncIterable<AuditEntry>;
  /** Checks the whole chain against itself and the checkpoint. */
  verify(): Promise<Reply<AuditVerdict>>;
  onAppend(listener: (entry: AuditEntry) => void): () => void;
}
