import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { diskReason, errorCode } from '../../file-system.ts';
import type { DiskPath } from '../../path-safety.ts';
import { createTextJudge, judgeText, type TextJudgement } from './judge-text.ts';
import { isUnchanged } from './look.ts';
import type { Slices } from './slices.ts';

/** What came of reading one file that a look had found. `changed` = it is no longer what the look saw. */
export type Content =
  | ({ readonly kind: 'read'; readonly sha256: string; readonly kept: Buffer | null } & TextJudgement)
  | { readonly kind: 'changed' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** How much of a file is read and kept. */
export interface ContentWish {
  /** Files up to this size are judged whole; bigger ones are hashed piece by piece. */
  readonly whole: number;
  /** True when the bytes themselves are wanted; at most `whole` of them are kept. */
  readonly keep: boolean;
}

// Missing on Windows; there the comparison with the look tells a link from what it points to.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
// Vanished, or swapped for a link, a folder, a socket or an empty pipe since the look.
const SWAPPED = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK', 'EISDIR', 'ENXIO', 'EAGAIN']);
const PIECE = 262_144;
const CHANGED: Content = { kind: 'changed' };
// Shared by all small files: each is read, hashed and judged before anything else runs.
const small = Buffer.allocUnsafe(65_536);

/**
 * Reads and hashes the file that `seen` describes. Opened without following or waiting, and believed only when the
 * open file is, after reading, still exactly what was seen before.
 */
export function readContent(
  path: DiskPath,
  seen: Stats,
  wish: ContentWish,
  slices: Slices,
): Content | Promise<Content> {
  let file: number;
  try {
    file = openSync(path, FLAGS);
  } catch (error) {
    return failure(error);
  }
  if (seen.size > wish.whole) return inPieces(file, seen, wish, slices);
  try {
    return atOnce(file, seen, wish);
  } catch (error) {
    return failure(error);
  } finally {
    closeSync(file);
  }
}

function failure(error: unknown): Content {
  return SWAPPED.has(errorCode(error)) ? CHANGED : { kind: 'unreadable', why: diskReason(error) };
}

function atOnce(file: number, seen: Stats, wish: ContentWish): Content {
  // One byte of room more, so that a file that grew is found out.
  const room = seen.size < small.length ? small : Buffer.allocUnsafe(seen.size + 1);
  const length = readSync(file, room, 0, seen.size + 1, 0);
  if (length !== seen.size || !isUnchanged(fstatSync(file), seen)) return CHANGED;
  const bytes = room.subarray(0, length);
  const kept = wish.keep ? Buffer.from(bytes) : null;
  return { kind: 'read', sha256: hash('sha256', bytes, 'hex'), kept, ...judgeText(bytes) };
}

async function inPieces(file: number, seen: Stats, wish: ContentWish, slices: Slices): Promise<Content> {
  try {
    if (!isUnchanged(fstatSync(file), seen)) return CHANGED;
    const room = Buffer.allocUnsafe(PIECE);
    const judge = createTextJudge();
    const sum = createHash('sha256');
    const kept: Buffer[] = [];
    let at = 0;
    while (at < seen.size) {
      await slices.breath();
      const length = readSync(file, room, 0, Math.min(PIECE, seen.size - at), at);
      if (length === 0) return CHANGED;
      const piece = room.subarray(0, length);
      sum.update(piece);
      judge.add(piece);
      if (wish.keep && at < wish.whole) kept.push(Buffer.from(piece.subarray(0, wish.whole - at)));
      at += length;
    }
    if (!isUnchanged(fstatSync(file), seen)) return CHANGED;
    const whole = wish.keep ? Buffer.concat(kept) : null;
    return { kind: 'read', sha256: sum.digest('hex'), kept: whole, ...judge.end() };
  } catch (error) {
    return failure(error);
  } finally {
    closeSync(file);
  }
}
