import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { foldersOnWay, joinPath, refusalOfPath } from '../../core/permissions/paths.ts';
import type { FolderNames } from '../../ports/rule-files.ts';
import { diskReason } from '../file-system.ts';
import { nameOf } from '../path-safety.ts';
import { listSubfolders } from '../sources/folder-reading/list-folder.ts';
import { lookAt } from '../sources/folder-reading/look.ts';
import type { Slices } from '../sources/folder-reading/slices.ts';
import { diskPathOf } from './search.ts';

/** The names of the folders in a folder of the datasite at `root`, at most `limit`. Problem: `no-such-file`. */
export async function listNames(
  root: string,
  path: string,
  limit: number,
  slices: Slices,
): Promise<Reply<FolderNames>> {
  if (refusalOfPath(path) !== null) return noSuchFolder(path, 'that is no path inside the datasite');
  let size = 0;
  for (const folder of foldersOnWay(joinPath(path, 'x'))) {
    const look = lookAt(diskPathOf(root, folder));
    if (look instanceof Error) return noSuchFolder(path, diskReason(look));
    if (!look?.isDirectory()) return noSuchFolder(path, 'no folder lies there, and links are not followed');
    size = look.size;
  }
  try {
    const found = await listSubfolders(diskPathOf(root, path), size, 'without-links', slices);
    const names = found.map(nameOf).sort();
    return done({ names: names.slice(0, limit), more: names.length > limit });
  } catch (error) {
    return noSuchFolder(path, diskReason(error));
  }
}

function noSuchFolder(path: string, why: string): Reply<never> {
  return refused(
    'no-such-file',
    `“${path.slice(0, 200)}” cannot be listed: ${why}.`,
    'Choose another folder.',
  );
}
