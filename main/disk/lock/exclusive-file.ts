import { join } from 'node:path';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { diskReason, errorCode, type FileSystem, readBounded } from '../file-system.ts';
import { createExclusively, writeAtomically } from '../write/atomic-write.ts';
import { type FoundLock, type Holder, holderText, isStale, parseHolder } from './holder.ts';
import type { ProcessFacts } from './process-facts.ts';

/** A folder of locks and who wants one. */
export interface Taker {
  readonly fileSystem: FileSystem;
  readonly folder: string;
  readonly me: Holder;
  readonly now: () => number;
  readonly processes: ProcessFacts;
}

/** Taken, or held by somebody who is there. */
export type Taking = { readonly kind: 'taken' } | { readonly kind: 'held'; readonly by: FoundLock };

const LIMIT = 4 * 1024;
/** One claim more for every taker that died in the middle of taking over. */
const DEEPEST = 8;

/**
 * Takes a lock file, also from a holder that is gone. Whoever replaces a stale lock must first hold the claim named
 * after it and then find it unchanged, so of any number of takers exactly one wins, and the lock is never absent.
 */
export async function takeFile(taker: Taker, name: string, depth = 0): Promise<Reply<Taking>> {
  const target = { root: taker.folder, names: [name] };
  const created = await createExclusively(target, textOf(taker), taker);
  if (!created.ok) return created;
  if (created.value === 'written') return done({ kind: 'taken' });
  const found = await lookAt(taker, name);
  if (!found.ok) return found;
  if (found.value === null) return depth < DEEPEST ? takeFile(taker, name, depth + 1) : busy();
  const by = found.value;
  const here = { host: taker.me.host, now: taker.now(), processes: taker.processes };
  if (!(await isStale(by, here))) return done({ kind: 'held', by });
  return depth < DEEPEST ? takeOver(taker, name, by, depth + 1) : busy();
}

/** What a lock file says; null when there is none. */
export async function lookAt(taker: Taker, name: string): Promise<Reply<FoundLock | null>> {
  const path = join(taker.folder, name);
  try {
    const facts = await taker.fileSystem.look(path);
    if (facts === null) return done(null);
    const bytes = await readBounded(taker.fileSystem, path, LIMIT);
    const holder = bytes === null ? null : parseHolder(Buffer.from(bytes).toString('utf8'));
    return done({ holder, refreshedAt: facts.modifiedAt });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return done(null);
    return refused(
      'datasite-locked',
      `The lock of the datasite cannot be read: ${diskReason(error)}.`,
      `Look at ${path}; when no Gatehouse is running, remove it.`,
    );
  }
}

/** Removes a lock file, only when it is still ours. */
export async function dropFile(taker: Taker, name: string): Promise<void> {
  if (!(await isOurs(taker, name))) return;
  try {
    await taker.fileSystem.unlink(join(taker.folder, name));
  } catch {}
}

/** True while a lock file names us. */
export async function isOurs(taker: Taker, name: string): Promise<boolean> {
  const found = await lookAt(taker, name);
  return found.ok && found.value?.holder?.token === taker.me.token;
}

async function takeOver(taker: Taker, name: string, stale: FoundLock, depth: number): Promise<Reply<Taking>> {
  const claim = `lock-claim-${stale.holder?.token ?? 'unreadable'}`;
  const claimed = await takeFile(taker, claim, depth);
  if (!claimed.ok || claimed.value.kind === 'held') return claimed;
  try {
    return await replaceStale(taker, name, stale);
  } finally {
    await dropFile(taker, claim);
  }
}

async function replaceStale(taker: Taker, name: string, stale: FoundLock): Promise<Reply<Taking>> {
  const target = { root: taker.folder, names: [name] };
  let now: FoundLock | null = stale;
  const written = await writeAtomically(target, textOf(taker), {
    fileSystem: taker.fileSystem,
    stillWanted: async () => {
      const found = await lookAt(taker, name);
      now = found.ok ? found.value : null;
      return isSame(now, stale);
    },
  });
  if (!written.ok) return written;
  if (written.value === 'written') return done({ kind: 'taken' });
  return now === null ? busy() : done({ kind: 'held', by: now });
}

function isSame(now: FoundLock | null, stale: FoundLock): boolean {
  if (now === null) return false;
  if (stale.holder === null) return now.holder === null && now.refreshedAt === stale.refreshedAt;
  return now.holder?.token === stale.holder.token;
}

function textOf({ me }: Taker): Uint8Array {
  return Buffer.from(holderText(me));
}

function busy(): Reply<never> {
  return refused(
    'datasite-locked',
    'Several programs are opening this datasite at the same moment.',
    'Try again in a moment.',
  );
}
