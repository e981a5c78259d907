import { errorCode, type FileSystem } from '../file-system.ts';
import { type DiskPath, isPlainName, joinDisk } from '../path-safety.ts';

/** A file to be written: names below a root. Only the root itself may lie behind a link, made by its owner. */
export interface WriteTarget {
  readonly root: string;
  /** Folder names as they are on disk, then the file's own name. */
  readonly names: readonly DiskPath[];
}

/** Folders of ours are for nobody else. */
export const FOLDER_MODE = 0o700;

/** Why a path must not be written, in words that follow “because”. */
export class OutsideError extends Error {}

/** The folder a target lies in, every level checked to be a folder and no link; missing ones are made when asked. */
export async function folderOf(
  fileSystem: FileSystem,
  target: WriteTarget,
  missing: 'make' | 'refuse',
): Promise<DiskPath> {
  for (const name of target.names) checkName(name);
  let folder: DiskPath = await fileSystem.realpath(target.root);
  for (const name of target.names.slice(0, -1)) {
    const path = joinDisk(folder, name);
    await enterFolder(fileSystem, folder, path, missing);
    folder = path;
  }
  return folder;
}

/** The full path of a target below the folder that `folderOf` gave for it. */
export function pathIn(folder: DiskPath, target: WriteTarget): DiskPath {
  return joinDisk(folder, target.names.at(-1) ?? '');
}

function checkName(name: DiskPath): void {
  const plain = typeof name === 'string' ? isPlainName(name) : !name.includes('/') && !name.includes(0);
  if (!plain) throw new OutsideError(`${JSON.stringify(String(name))} is not a name a file can have here`);
}

async function enterFolder(
  fileSystem: FileSystem,
  parent: DiskPath,
  path: DiskPath,
  missing: 'make' | 'refuse',
): Promise<void> {
  let facts = await fileSystem.look(path);
  if (facts === null && missing === 'make') {
    await makeFolder(fileSystem, parent, path);
    facts = await fileSystem.look(path);
  }
  if (facts === null) throw Object.assign(new Error('no such folder'), { code: 'ENOENT' });
  if (facts.kind === 'link') throw new OutsideError(`${path} is a link, and links are not followed`);
  if (facts.kind !== 'folder') throw new OutsideError(`${path} is not a folder`);
}

async function makeFolder(fileSystem: FileSystem, parent: DiskPath, path: DiskPath): Promise<void> {
  try {
    await fileSystem.mkdir(path, FOLDER_MODE);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  await fileSystem.syncFolder(parent);
}
