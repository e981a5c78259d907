import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { type Reply, refused, done as replied } from '../../../shared/terms/problem.ts';
import { diskReason } from '../file-system.ts';

/** One folder that is a datasite, below a SyftBox folder. */
export interface DatasiteFolder {
  /** What to give as the SyftBox folder so that exactly this one is meant. */
  readonly box: string;
  /** The folder that holds the datasite folders, links resolved. */
  readonly root: string;
  /** The folder's name: an e-mail address, spelled as on disk. */
  readonly owner: string;
}

/** Where the daemon of the older apps keeps datasite folders. */
const DAEMON_FOLDER = 'datasites';

/**
 * Every datasite folder of a SyftBox folder: directly in it, and in `datasites` inside it. The SyftBox folder itself
 * may be a link, nothing below it. Problem: `datasite-unavailable`.
 */
export async function datasiteFoldersOf(box: string): Promise<Reply<readonly DatasiteFolder[]>> {
  try {
    const root = await realpath(box);
    const direct = await withAt(root);
    const inner = join(root, DAEMON_FOLDER);
    const daemon = (await isFolder(inner)) ? await withAt(inner) : [];
    return replied([
      ...direct.map((owner) => ({ box, root, owner })),
      ...daemon.map((owner) => ({
        box: direct.includes(owner) ? join(box, DAEMON_FOLDER) : box,
        root: inner,
        owner,
      })),
    ]);
  } catch (error) {
    return refused(
      'datasite-unavailable',
      `The SyftBox folder ${box} cannot be opened: ${diskReason(error)}.`,
      'Check that the disk it lies on is connected, or choose another folder.',
    );
  }
}

/** True when a folder, no link, lies there. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Two spellings of one address: programs lower-case it, people do not. */
export function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

async function withAt(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name.includes('@'))
    .map((entry) => entry.name)
    .sort();
}
