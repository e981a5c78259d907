import { join } from 'node:path';
import { done, type Reply } from '../../../shared/terms/problem.ts';
import { type ChainHead, canonicalJson, EMPTY_CHAIN, entryAfter } from '../../core/audit/chain.ts';
import type { AuditBody, AuditEntry } from '../../core/audit/entry.ts';
import type { Clock } from '../../ports/clock.ts';
import { diskReason, errorCode, type FileSystem, type OpenFile } from '../file-system.ts';
import { dropTemp, writeTemp } from '../write/temp-file.ts';
import { writeCheckpoint } from './checkpoint-file.ts';
import type { Tail } from './examine-tail.ts';
import { sha256Hex } from './lines.ts';
import { BrokenError, logBroken, logUnwritable } from './log-problems.ts';
import { fileForTime } from './month-files.ts';
import type { Extent } from './read-log.ts';
import { cutAt, setTornAside } from './set-aside.ts';

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
  let { extent } = tail;
  /** What lies behind the extent: a line a crash tore, or remains of a write of ours that failed. */
  let loose: 'nothing' | 'torn' | 'ours' = tail.torn > 0 ? 'torn' : 'nothing';
  let owed: readonly AuditBody[] = tail.checkpoint.kind === 'absent' && extent.head.seq > 0 ? [MISSING] : [];
  let begun = tail.checkpoint.kind !== 'absent' || extent.head.seq > 0;
  let nameIsLoose = false;

  const inFile = async (use: (file: OpenFile) => Promise<void>) => {
    const file = await openLog(fileSystem, folder, extent.file ?? '');
    try {
      await use(file);
    } finally {
      await file.close();
    }
  };

  const tidy = async (at: string) => {
    if (loose === 'torn') owed = [await setTornAside(fileSystem, folder, extent, at), ...owed];
    if (loose === 'ours') await inFile((file) => cutAt(file, extent.size));
    loose = 'nothing';
  };

  const begin = async (at: string) => {
    if (!begun) await checkpointAtNothing(fileSystem, folder);
    begun = true;
    const name = fileForTime(at, extent.file);
    if (name === extent.file) return;
    await createLog(fileSystem, folder, name);
    extent = { ...extent, file: name, size: 0 };
    nameIsLoose = true;
  };

  const add = async (bytes: Uint8Array, head: ChainHead) => {
    if (nameIsLoose) await fileSystem.syncFolder(folder);
    nameIsLoose = false;
    await inFile(async (file) => {
      await expectSize(file, extent);
      loose = 'ours';
      await file.write(bytes);
      await file.sync();
      loose = 'nothing';
      extent = { ...extent, size: extent.size + bytes.length, head };
    });
  };

  const tryOut = async () => {
    if (extent.file !== null) await inFile((file) => expectSize(file, extent));
    await dropTemp(fileSystem, await writeTemp(fileSystem, folder, new Uint8Array(), 0o600));
  };

  const writeAll = async <Item extends Draft>(items: readonly Item[]): Promise<readonly Written<Item>[]> => {
    const at = isoTime(clock.now());
    await tidy(at);
    const notes = owed.map((body) => ({ item: null, body }));
    const drafts = [...notes, ...items.map((item) => ({ item, body: item.body }))];
    if (drafts.length === 0) {
      await tryOut();
      return [];
    }
    await begin(at);
    const chained = chain(extent.head, drafts, at);
    await add(Buffer.from(chained.text), chained.head);
    owed = [];
    return chained.written;
  };

  return {
    extent: () => extent,
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

async function openLog(fileSystem: FileSystem, folder: string, name: string): Promise<OpenFile> {
  try {
    return await fileSystem.openToAppend(join(folder, name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw new BrokenError(`${name} is gone.`);
    throw error;
  }
}

async function createLog(fileSystem: FileSystem, folder: string, name: string): Promise<void> {
  try {
    await (await fileSystem.create(join(folder, name), 0o600)).close();
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new BrokenError(`${name} was put there by another program.`);
    throw error;
  }
}

async function expectSize(file: OpenFile, extent: Extent): Promise<void> {
  const size = await file.size();
  if (size === extent.size) return;
  throw new BrokenError(
    `${extent.file} holds ${size} bytes where Gatehouse left ${extent.size}: another program changed it.`,
  );
}

/** With a checkpoint before the first line, a missing checkpoint is never innocent. */
async function checkpointAtNothing(fileSystem: FileSystem, folder: string): Promise<void> {
  const written = await writeCheckpoint(fileSystem, folder, { ...EMPTY_CHAIN, file: null });
  if (!written.ok) throw new Error(written.problem.what);
}
