import { done, type Reply } from '../../../shared/terms/problem.ts';
import type { AuditBody, AuditEntry } from '../../core/audit/entry.ts';
import type { Written } from './pen.ts';

/** An entry that waits to be written. */
export interface Waiting {
  readonly body: AuditBody;
  readonly settle: (reply: Reply<AuditEntry>) => void;
}

/** Entries wait here while the disk is busy; those that wait together are written and flushed together. */
export interface AppendQueue {
  add(body: AuditBody): Promise<Reply<AuditEntry>>;
  /** One write with whatever waits, even when nothing does. */
  turn(): Promise<void>;
  /** Resolves once nothing waits; nothing may be added from the call on. */
  close(): Promise<void>;
  isClosed(): boolean;
}

const LARGEST_BATCH = 256;

/** A queue before `write`, which never runs twice at a time. */
export function createQueue(
  write: (batch: readonly Waiting[]) => Promise<Reply<readonly Written<Waiting>[]>>,
): AppendQueue {
  const waiting: Waiting[] = [];
  let working: Promise<void> | null = null;
  let closed = false;

  const turn = async () => {
    const batch = waiting.splice(0, LARGEST_BATCH);
    const reply = await write(batch);
    if (!reply.ok) for (const { settle } of batch) settle(reply);
    else for (const { item, entry } of reply.value) item?.settle(done(entry));
  };

  const work = async (first: Promise<void>) => {
    await first;
    while (waiting.length > 0) await turn();
    working = null;
  };

  return {
    add: (body) =>
      new Promise((settle) => {
        waiting.push({ body, settle });
        working ??= work(turn());
      }),
    async turn() {
      while (working !== null) await working;
      working = work(turn());
      await working;
    },
    async close() {
      closed = true;
      while (working !== null) await working;
    },
    isClosed: () => closed,
  };
}
