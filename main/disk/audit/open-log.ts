import { done, type Reply } from '../../../shared/terms/problem.ts';
import { canonicalJson } from '../../core/audit/chain.ts';
import type { AuditEntry } from '../../core/audit/entry.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import { diskReason, type FileSystem, realFileSystem } from '../file-system.ts';
import { sweepTemps } from '../write/temp-file.ts';
import { createQueue } from './append-queue.ts';
import { createCheckpointKeeper } from './checkpoint-keeper.ts';
import { examineTail, type Tail } from './examine-tail.ts';
import { LONGEST_LINE } from './lines.ts';
import { logUnreadable, logUnwritable } from './log-problems.ts';
import { createPen } from './pen.ts';
import { entriesOf, type LogFolder, newestOf, verifyLog } from './read-log.ts';

/** Whether entries can be added now, and if not, why in one sentence. */
export type Writable = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** The log of one datasite, open for writing. */
export interface DiskAuditLog extends AuditLog {
  /** As the last attempt found it. */
  readonly writable: Writable;
  /** Tries again whether the log can be written, after the cause was mended. */
  tryAgain(): Promise<Writable>;
  /** How many entries there are. */
  readonly count: number;
  /** Why the checkpoint lags behind, in one sentence; null when it does not. */
  readonly checkpointTrouble: string | null;
  /** Ends what is under way and writes the last checkpoint; later appends are refused. */
  close(): Promise<void>;
}

/** Where a log lies and what it is written with. */
export interface AuditLogParts {
  /** The folder `audit`; it exists. */
  readonly folder: string;
  readonly clock: Clock;
  readonly fileSystem?: FileSystem;
}

/** The part of a log that only reads. */
export type AuditReader = Pick<AuditLog, 'newest' | 'entries' | 'verify'>;

const LARGEST_BODY = LONGEST_LINE - 1_024;

/**
 * Opens a log for writing; the caller holds the datasite's lock. A log that does not fit its checkpoint opens too, so
 * that it can be read, but refuses every entry. Problem: `read-failed`.
 */
export async function openAuditLog(parts: AuditLogParts): Promise<Reply<DiskAuditLog>> {
  const { folder, fileSystem = realFileSystem } = parts;
  try {
    const tail = await examineTail(fileSystem, folder);
    // What was left of a broken log is evidence and stays as it is.
    if (tail.broken === null) await sweepTemps(fileSystem, folder).catch(() => 0);
    const log = writingLog({ ...parts, fileSystem }, tail);
    await log.tryAgain();
    return done(log);
  } catch (error) {
    return logUnreadable(folder, diskReason(error));
  }
}

/** A log that is only read, whoever has it open; nothing in its folder is touched. */
export function readAuditLog(parts: Omit<AuditLogParts, 'clock'>): AuditReader {
  const { folder, fileSystem = realFileSystem } = parts;
  const reader = readerOf({ fileSystem, folder, extent: () => null });
  return {
    ...reader,
    async verify() {
      const first = await reader.verify();
      // Whoever has it open may have been in the middle of a line; a true fault is still there the second time.
      return first.ok && first.value.intact ? first : reader.verify();
    },
  };
}

function readerOf(log: LogFolder): AuditReader {
  const reading = async <Value>(read: Promise<Value>): Promise<Reply<Value>> => {
    try {
      return done(await read);
    } catch (error) {
      return logUnreadable(log.folder, diskReason(error));
    }
  };
  return {
    newest: (limit, before = Number.POSITIVE_INFINITY) => reading(newestOf(log, limit, before)),
    entries: () => entriesOf(log),
    verify: () => reading(verifyLog(log)),
  };
}

function writingLog(parts: Required<AuditLogParts>, tail: Tail): DiskAuditLog {
  const { folder, fileSystem } = parts;
  const pen = createPen({ ...parts, tail });
  const keeper = createCheckpointKeeper(fileSystem, folder);
  const listeners = new Set<(entry: AuditEntry) => void>();
  let writable: Writable = { ok: true };
  let checkpointed = tail.checkpoint.kind === 'read' ? tail.checkpoint.checkpoint.seq : 0;

  const queue = createQueue(async (batch) => {
    const reply = await pen.write(batch);
    writable = reply.ok ? { ok: true } : { ok: false, why: reply.problem.what };
    if (!reply.ok) return reply;
    const { head, file } = pen.extent();
    if (head.seq > checkpointed) keeper.want({ ...head, file });
    checkpointed = head.seq;
    for (const { entry } of reply.value) for (const listener of listeners) tell(listener, entry);
    return reply;
  });

  return {
    // Nothing is written to a broken log, so all of it is read, with what does not belong there.
    ...readerOf({ fileSystem, folder, extent: tail.broken === null ? pen.extent : () => null }),
    append(body) {
      if (queue.isClosed()) return Promise.resolve(logUnwritable(folder, 'it is closed'));
      if (Buffer.byteLength(canonicalJson(body)) > LARGEST_BODY) {
        return Promise.resolve(logUnwritable(folder, 'the entry is larger than a line may be'));
      }
      return queue.add(body);
    },
    onAppend(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async tryAgain() {
      await queue.turn();
      return writable;
    },
    async close() {
      await queue.close();
      await keeper.settled();
    },
    get writable() {
      return writable;
    },
    get count() {
      return pen.extent().head.seq;
    },
    get checkpointTrouble() {
      return keeper.trouble();
    },
  };
}

function tell(listener: (entry: AuditEntry) => void, entry: AuditEntry): void {
  try {
    listener(entry);
  } catch (error) {
    // A listener's mistake must not stop the log, nor vanish.
    void Promise.reject(error);
  }
}
