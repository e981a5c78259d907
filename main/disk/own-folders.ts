import { join } from 'node:path';
import { done, type Reply } from '../../shared/terms/problem.ts';
import { type FileSystem, readBounded, realFileSystem } from './file-system.ts';
import { createExclusively, writeFailed } from './write/atomic-write.ts';
import { FOLDER_MODE, folderOf, type WriteTarget } from './write/target.ts';

/** Gatehouse's own folders inside a datasite. */
export interface OwnFolders {
  readonly gatehouse: string;
  readonly audit: string;
  /** Null when the permission file says that nobody else gets anything; else one sentence about what it says. */
  readonly openToOthers: string | null;
}

/** What our permission file holds: no rules, and no rule of a folder above applies. */
export const NOBODY_ELSE = 'rules: []\nterminal: true\n';

const PERMISSION_LIMIT = 64 * 1024;

/**
 * Makes `app_data/gatehouse` (0700) with its permission file (0600) and `audit/` inside a datasite. A permission file
 * that is there already stays as it is. Problem: `write-failed`, also when a link lies anywhere on the way.
 */
export async function prepareOwnFolders(
  datasiteFolder: string,
  fileSystem: FileSystem = realFileSystem,
): Promise<Reply<OwnFolders>> {
  const within = (...names: string[]): WriteTarget => ({
    root: datasiteFolder,
    names: ['app_data', 'gatehouse', ...names],
  });
  const permission = within('syft.pub.yaml');
  const created = await createExclusively(permission, Buffer.from(NOBODY_ELSE), { fileSystem });
  if (!created.ok) return created;
  try {
    const gatehouse = String(await folderOf(fileSystem, permission, 'refuse'));
    // The last name only tells which folder to enter.
    const audit = String(await folderOf(fileSystem, within('audit', 'checkpoint.json'), 'make'));
    for (const folder of [gatehouse, audit]) await close(fileSystem, folder);
    const openToOthers = await opening(fileSystem, join(gatehouse, 'syft.pub.yaml'));
    return done({ gatehouse, audit, openToOthers });
  } catch (error) {
    return writeFailed(within('audit'), error);
  }
}

async function close(fileSystem: FileSystem, folder: string): Promise<void> {
  if ((await fileSystem.look(folder))?.mode === FOLDER_MODE) return;
  try {
    await fileSystem.chmodFolder(folder, FOLDER_MODE);
  } catch {
    // Some disks know no modes; refusing to work there would help nobody.
  }
}

async function opening(fileSystem: FileSystem, path: string): Promise<string | null> {
  let text = '';
  try {
    const bytes = await readBounded(fileSystem, path, PERMISSION_LIMIT);
    text = bytes === null ? '' : Buffer.from(bytes).toString('utf8');
  } catch {}
  if (text === NOBODY_ELSE) return null;
  return `${path} does not say what Gatehouse wrote there (no rules, terminal), so others may be able to read the log.`;
}
