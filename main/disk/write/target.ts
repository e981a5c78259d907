import { join } from 'node:path';
import { errorCode, type FileSystem } from '../file-system.ts';

/** A file to be written: names below a root. Only the root itself may lie behind a link, made by its owner. */
export interface WriteTarget {
  readonly root: string;
  /** Folder names, then the file's own name. */
  readonly names: readonly string[];
}

/** Folders of ours are for nobody else. */
export const FOLDER_MODE = 0o700;

const OTHER_SEPARATORS = process.platform === 'win32' ? /[\\:]/ : null;

/** Why a path must not be written, in words that follow “because”. */
export class OutsideError extends Error {}

/** The folder a target lies in, every level checked to be a folder and no link; missing ones are made when asked. */
export async function folderOf(
  fileSystem: FileSystem,
  target: WriteTarget,
  missing: 'make' | 'refuse',
): Promise<string> {
  for (const name of target.names) checkName(name);
  let folder = await fileSystem.realpath(target.root);
  for (const name of target.names.slice(0, -1)) {
    const path = join(folder, name);
    await enterFolder(fileSystem, folder, path, missing);
    folder = path;
  }
  return folder;
}

/** The full path of a target below the folder that `folderOf` gave for it. */
export function pathIn(folder: string, target: WriteTarget): string {
  return join(folder, target.names.at(-1) ?? '');
}

function checkName(name: string): void {
  const plain = name !== '' && name !== '.' && name !== '..' && !/[/\0]/.test(name);
  if (!plain || OTHER_SEPARATORS?.test(name) === true) {
    throw new OutsideError(`${JSON.stringify(name)} is not a name a file can have here`);
  }
}

async function enterFolder(
  fileSystem: FileSystem,
  parent: string,
  path: string,
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

async function makeFolder(fileSystem: FileSystem, parent: string, path: string): Promise<void> {
  try {
    await fileSystem.mkdir(path, FOLDER_MODE);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  await fileSystem.syncFolder(parent);
}
