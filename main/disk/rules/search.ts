import type { Stats } from 'node:fs';
import { foldersOnWay, joinPath, namesIn } from '../../core/permissions/paths.ts';
import { diskReason } from '../file-system.ts';
import { type DiskPath, diskNameOf, isPlainName, joinDisk } from '../path-safety.ts';
import { lookAt } from '../sources/folder-reading/look.ts';
import type { Slices } from '../sources/folder-reading/slices.ts';
import type { FolderLists } from './folder-lists.ts';
import type { KnownFiles } from './known-files.ts';
import type { RuleLimits } from './limits.ts';

/** The parts with which one datasite's rule files are found. */
export interface RuleSearch {
  /** The datasite's folder. */
  readonly root: string;
  readonly limits: RuleLimits;
  readonly slices: Slices;
  readonly known: KnownFiles;
  readonly lists: FolderLists;
  /** Tells what was found: at once, or only when a portion of it is together. */
  readonly tell: (when: 'now' | 'by-portions') => void;
}

/** Where a path below the datasite lies on disk. */
export function diskPathOf(root: string, path: string): DiskPath {
  return namesIn(path).map(diskNameOf).reduce(joinDisk, root);
}

/** The figures of a real folder. Anything else, or nothing, ends what was known there; an error closes it. */
export function enter({ known }: RuleSearch, folder: string, disk: DiskPath): Stats | null {
  const look = lookAt(disk);
  if (look instanceof Error) known.bar(folder, diskReason(look));
  else if (look?.isDirectory()) return look;
  else known.drop(folder);
  return null;
}

/**
 * Looks at the rule file of each folder on the way, as far as the way is made of real folders. True when it leads to a
 * real folder.
 */
export async function lookOnWay(search: RuleSearch, path: string): Promise<boolean> {
  await search.slices.breath();
  if (!namesIn(path).every(isPlainName)) return false;
  for (const folder of foldersOnWay(joinPath(path, 'x'))) {
    const disk = diskPathOf(search.root, folder);
    if (enter(search, folder, disk) === null) return false;
    await search.known.look(folder, disk);
  }
  return true;
}
