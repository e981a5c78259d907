import { lstatSync, type Stats } from 'node:fs';
import type { EntryKind } from '../../../core/jobs/entry.ts';
import { errorCode } from '../../file-system.ts';
import type { DiskPath } from '../../path-safety.ts';

/** What lies at a path itself: its figures, `null` for nothing, or the error that kept us from looking. */
export type Look = Stats | null | Error;

/** The figures by which a change shows. */
export type Figures = Pick<Stats, 'dev' | 'ino' | 'mode' | 'nlink' | 'size' | 'mtimeMs' | 'ctimeMs'>;

const QUIETLY = { throwIfNoEntry: false } as const;

/** Looks at a path without following a link there. */
export function lookAt(path: DiskPath): Look {
  try {
    return lstatSync(path, QUIETLY) ?? null;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The kind of what those figures describe. */
export function kindOf(stats: Stats): EntryKind {
  if (stats.isFile()) return stats.nlink > 1 ? 'hard-link' : 'file';
  if (stats.isDirectory()) return 'folder';
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isFIFO()) return 'fifo';
  return stats.isSocket() ? 'socket' : 'device';
}

/** The figures alone, which take a fraction of the memory. */
export function figuresOf({ dev, ino, mode, nlink, size, mtimeMs, ctimeMs }: Stats): Figures {
  return { dev, ino, mode, nlink, size, mtimeMs, ctimeMs };
}

/** True when two looks saw the same thing unchanged: same inode, same size, mode and links, same times. */
export function isUnchanged(one: Figures, other: Figures): boolean {
  return (
    one.ino === other.ino &&
    one.dev === other.dev &&
    one.mode === other.mode &&
    one.size === other.size &&
    one.nlink === other.nlink &&
    one.mtimeMs === other.mtimeMs &&
    one.ctimeMs === other.ctimeMs
  );
}

/** Why a single file must not be read, in plain words; null when it is plain and at most `limit` bytes. */
export function whyRefused(stats: Stats, limit: number): string | null {
  if (stats.isSymbolicLink()) return 'it is a link';
  if (!stats.isFile()) return 'it is not a file';
  if (stats.nlink > 1) return 'it has a second name elsewhere (hard link)';
  return stats.size > limit ? `it is larger than ${limit} bytes` : null;
}
