import type { Stats } from 'node:fs';
import { RULE_FILE_NAME } from '../../core/permissions/rule.ts';
import type { DiskPath } from '../path-safety.ts';
import { listFoldersAnd } from '../sources/folder-reading/list-folder.ts';
import type { Slices } from '../sources/folder-reading/slices.ts';

/** The folders in folders, listed again only when a look shows that names were added or taken away. */
export interface FolderLists {
  /** What lies directly in a folder that was just looked at, links left out. Throws Node's errors. */
  in(path: string, disk: DiskPath, stats: Stats, turn: number): Promise<Names>;
  /** Forgets every folder that nobody asked for in that turn or a later one. */
  keepSince(turn: number): void;
}

/** What of a folder matters here: the folders in it, and whether anything has the name of a rule file. */
export interface Names {
  readonly folders: readonly DiskPath[];
  readonly ruleFile: boolean;
}

interface Remembered extends Names {
  readonly ino: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
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
        return before;
      }
      const found = await listFoldersAnd(RULE_FILE_NAME, disk, size, limit + 1, slices);
      const folders = found.filter((name) => name !== RULE_FILE_NAME);
      const ruleFile = folders.length < found.length;
      const listed = { ino, mtimeMs, ctimeMs, folders: folders.length === 0 ? NONE : folders, ruleFile };
      if (now() - ctimeMs < YOUNG) remembered.delete(path);
      else remembered.set(path, { ...listed, seen: turn });
      return listed;
    },
    keepSince(since) {
      for (const [path, { seen }] of remembered) if (seen < since) remembered.delete(path);
    },
  };
}
