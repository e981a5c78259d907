import type { Stats } from 'node:fs';
import type { DiskPath } from '../path-safety.ts';
import { listSubfolders } from '../sources/folder-reading/list-folder.ts';
import type { Slices } from '../sources/folder-reading/slices.ts';

/** The folders in folders, listed again only when a look shows that names were added or taken away. */
export interface FolderLists {
  /** Names of the folders directly in a folder that was just looked at, links left out. Throws Node's errors. */
  in(path: string, disk: DiskPath, stats: Stats, turn: number): Promise<Names>;
  /** Forgets every folder that nobody asked for in that turn or a later one. */
  keepSince(turn: number): void;
}

/** `again` = nothing was added or taken away since they were listed before. */
export interface Names {
  readonly names: readonly DiskPath[];
  readonly again: boolean;
}

interface Remembered {
  readonly ino: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly names: readonly DiskPath[];
  seen: number;
}

const NONE: readonly DiskPath[] = [];
/** A folder listed this soon after its last change may have changed once more without a trace. */
const YOUNG = 2_000;

/** No folders yet; at most one more than `limit` names are read of each. */
export function createFolderLists(limit: number, slices: Slices, now: () => number): FolderLists {
  const remembered = new Map<string, Remembered>();
  return {
    async in(path, disk, { ino, mtimeMs, ctimeMs, size }, turn) {
      const before = remembered.get(path);
      if (before?.ino === ino && before.mtimeMs === mtimeMs && before.ctimeMs === ctimeMs) {
        before.seen = Math.max(before.seen, turn);
        return { names: before.names, again: true };
      }
      const found = await listSubfolders(disk, size, 'without-links', slices, limit + 1);
      const names = found.length === 0 ? NONE : found;
      if (now() - ctimeMs < YOUNG) remembered.delete(path);
      else remembered.set(path, { ino, mtimeMs, ctimeMs, names, seen: turn });
      return { names, again: false };
    },
    keepSince(since) {
      for (const [path, { seen }] of remembered) if (seen < since) remembered.delete(path);
    },
  };
}
