import { done, type Reply } from '../../../shared/terms/problem.ts';
import { type ChainHead, canonicalJson, EMPTY_CHAIN, entryAfter } from '../../core/audit/chain.ts';
import type { AuditBody, AuditEntry } from '../../core/audit/entry.ts';
import type { Clock } from '../../ports/clock.ts';
import { diskReason, type FileSystem } from '../file-system.ts';
import { writeCheckpoint } from './checkpoint-file.ts';
import type { Tail } from './examine-tail.ts';
import { sha256Hex } from './lines.ts';
import { BrokenError, logBroken, logUnwritable } from './log-problems.ts';
import { fileForTime } from './month-files.ts';
import type { Extent } from './read-log.ts';
import { createSheet } from './sheet.ts';

/** Something to be written, whatever else its owner keeps with it. */
export interface Draft {
  readonly body: AuditBody;
}

/** The one hand that adds to a log. One write at a time. */
export interface Pen {
  /**
   * Adds these after any note that is owed, and returns once they lie on the disk; with none it only tries whether the
   * log can be written. All or nothing. Problems: `log-unwritable`, `log-broken`.
   */
  write<Item extends Draft>(items: readonly Item[]): Promise<Reply<readonly Written<Item>[]>>;
  /** What is whole and flushed. */
  extent(): Extent;
}

/** An entry as it was written, with what asked for it; null for a note of the log's own. */
export interface Written<Item> {
  readonly item: Item | null;
  readonly entry: AuditEntry;
}

/** What the pen writes with. */
export interface PenParts {
  readonly fileSystem: FileSystem;
  readonly folder: string;
  readonly clock: Clock;
  readonly tail: Tail;
}

/** A pen set down at the tail of a log. */
export function createPen({ fileSystem, folder, clock, tail }: PenParts): Pen {
  const sheet = createSheet(fileSystem, folder, tail);
  const hasLines = tail.extent.head.seq > 0;
  const isUnmarked = tail.checkpoint.kind === 'absent';
  let owed: readonly AuditBody[] = isUnmarked && hasLines ? [MISSING] : [];
  let isMarked = !isUnmarked || hasLines;

  const writeAll = async <Item extends Draft>(items: readonly Item[]): Promise<readonly Written<Item>[]> => {
    const at = isoTime(clock.now());
    const aside = await sheet.tidy(at);
    if (aside !== null) owed = [aside, ...owed];
    const notes = owed.map((body) => ({ item: null, body }));
    const drafts = [...notes, ...items.map((item) => ({ item, body: item.body }))];
    if (drafts.length === 0) {
      await sheet.tryOut();
      return [];
    }
    // With a checkpoint before the first line, a missing checkpoint is never innocent.
    if (!isMarked) await checkpointAtNothing(fileSystem, folder);
    isMarked = true;
    const { head, file } = sheet.extent();
    const chained = chain(head, drafts, at);
    await sheet.add(fileForTime(at, file), Buffer.from(chained.text), chained.head);
    owed = [];
    return chained.written;
  };

  return {
    extent: sheet.extent,
    async write(items) {
      if (tail.broken !== null) return logBroken(folder, tail.broken);
      try {
        return done(await writeAll(items));
      } catch (error) {
        if (error instanceof BrokenError) return logBroken(folder, error.message);
        return logUnwritable(folder, diskReason(error));
      }
    },
  };
}

const MISSING: AuditBody = {
  kind: 'note',
  what: 'checkpoint-missing',
  text: 'The checkpoint of the log was missing, so nobody can tell whether its end was cut off before this entry.',
};

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z');
}

interface Chained<Item> {
  readonly written: readonly Written<Item>[];
  readonly text: string;
  readonly head: ChainHead;
}

function chain<Item>(
  from: ChainHead,
  drafts: readonly { readonly item: Item | null; readonly body: AuditBody }[],
  at: string,
): Chained<Item> {
  const written: Written<Item>[] = [];
  let head = from;
  let text = '';
  for (const { item, body } of drafts) {
    const entry = entryAfter(head, body, at);
    const line = canonicalJson(entry);
    text += `${line}\n`;
    head = { seq: entry.seq, hash: sha256Hex(line) };
    written.push({ item, entry });
  }
  return { written, text, head };
}

async function checkpointAtNothing(fileSystem: FileSystem, folder: string): Promise<void> {
  const written = await writeCheckpoint(fileSystem, folder, { ...EMPTY_CHAIN, file: null });
  if (!written.ok) throw new Error(written.problem.what);
}
