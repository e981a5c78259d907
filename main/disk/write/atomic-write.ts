import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { diskReason, errorCode, type FileSystem, realFileSystem } from '../file-system.ts';
import { type DiskPath, nameOf } from '../path-safety.ts';
import { folderOf, OutsideError, pathIn, type WriteTarget } from './target.ts';
import { dropTemp, writeTemp } from './temp-file.ts';

/** How a write goes about. */
export interface WriteOptions {
  readonly fileSystem?: FileSystem;
  /** Asked just before the new content takes its place; `false` leaves everything as it was. */
  readonly stillWanted?: (path: DiskPath) => Promise<boolean>;
  /**
   * A file in whose folder the new content waits until it takes its place, where nobody should come across it before;
   * otherwise it waits beside the target. Both lie on one disk.
   */
  readonly waitsBeside?: WriteTarget;
  /** What becomes of folders that are not there; `make` unless told otherwise. */
  readonly missingFolders?: 'make' | 'refuse';
}

const NEW_FILE_MODE = 0o600;

/** Codes of file systems that know no second names. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Puts `bytes` at the target so that every reader sees all of the old or all of the new content. Keeps the mode of what
 * it replaces, else 0600; missing folders are made 0700. `unwanted` when `stillWanted` said so. Problem: `write-failed`.
 */
export async function writeAtomically(
  target: WriteTarget,
  bytes: Uint8Array,
  options: WriteOptions = {},
): Promise<Reply<'written' | 'unwanted'>> {
  const { fileSystem = realFileSystem, stillWanted, waitsBeside, missingFolders = 'make' } = options;
  try {
    const folder = await folderOf(fileSystem, target, missingFolders);
    const path = pathIn(folder, target);
    const waiting = waitsBeside === undefined ? folder : await folderOf(fileSystem, waitsBeside, 'refuse');
    const temp = await writeTemp(fileSystem, waiting, bytes, await modeFor(fileSystem, path));
    try {
      if (stillWanted !== undefined && !(await stillWanted(path))) {
        await dropTemp(fileSystem, temp);
        return done('unwanted');
      }
      // Looked at again: what was a folder a moment ago may be a link by now.
      await folderOf(fileSystem, target, 'refuse');
      await fileSystem.rename(temp, path);
    } catch (error) {
      await dropTemp(fileSystem, temp);
      throw error;
    }
    await fileSystem.syncFolder(folder);
    return done('written');
  } catch (error) {
    return writeFailed(target, error);
  }
}

/**
 * Puts `bytes` at the target only when nothing lies there; complete from the first moment anybody can see it. `exists`
 * when something was there first. Problem: `write-failed`.
 */
export async function createExclusively(
  target: WriteTarget,
  bytes: Uint8Array,
  options: Pick<WriteOptions, 'fileSystem'> = {},
): Promise<Reply<'written' | 'exists'>> {
  const { fileSystem = realFileSystem } = options;
  try {
    const folder = await folderOf(fileSystem, target, 'make');
    const path = pathIn(folder, target);
    if ((await fileSystem.look(path)) !== null) return done('exists');
    const temp = await writeTemp(fileSystem, folder, bytes, NEW_FILE_MODE);
    try {
      await folderOf(fileSystem, target, 'refuse');
      await giveName(fileSystem, temp, path);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return done('exists');
      throw error;
    } finally {
      await dropTemp(fileSystem, temp);
    }
    await fileSystem.syncFolder(folder);
    return done('written');
  } catch (error) {
    return writeFailed(target, error);
  }
}

/**
 * Removes the file at the target, when `stillWanted` says so just before; `unwanted` when it does not, or nothing lies
 * there. Problem: `write-failed`.
 */
export async function removeFile(
  target: WriteTarget,
  options: Pick<WriteOptions, 'fileSystem' | 'stillWanted'> = {},
): Promise<Reply<'removed' | 'unwanted'>> {
  const { fileSystem = realFileSystem, stillWanted } = options;
  try {
    const folder = await folderOf(fileSystem, target, 'refuse');
    const path = pathIn(folder, target);
    if ((await fileSystem.look(path)) === null) return done('unwanted');
    await modeFor(fileSystem, path);
    if (stillWanted !== undefined && !(await stillWanted(path))) return done('unwanted');
    await fileSystem.unlink(path);
    await fileSystem.syncFolder(folder);
    return done('removed');
  } catch (error) {
    return writeFailed(target, error);
  }
}

/** The problem for a write the disk or we refused. */
export function writeFailed(target: WriteTarget, error: unknown): Reply<never> {
  const name = target.names.map(nameOf).join('/');
  if (error instanceof OutsideError) {
    return refused(
      'write-failed',
      `“${name}” was not written: ${error.message}.`,
      'Look at that folder and put an ordinary folder or file there, then try again.',
    );
  }
  return refused(
    'write-failed',
    `“${name}” could not be written: ${diskReason(error)}.`,
    'Make sure that the folder can be written and the disk has room, then try again.',
  );
}

async function modeFor(fileSystem: FileSystem, path: DiskPath): Promise<number> {
  const facts = await fileSystem.look(path);
  if (facts === null) return NEW_FILE_MODE;
  if (facts.kind === 'file') return facts.mode;
  throw new OutsideError(`${path} is ${facts.kind === 'link' ? 'a link' : 'not a file'}`);
}

async function giveName(fileSystem: FileSystem, temp: DiskPath, path: DiskPath): Promise<void> {
  try {
    await fileSystem.link(temp, path);
  } catch (error) {
    if (!NO_LINKS.has(errorCode(error))) throw error;
    // Without second names a look and a rename must do; whoever comes between the two is overwritten.
    if ((await fileSystem.look(path)) !== null) throw Object.assign(new Error('exists'), { code: 'EEXIST' });
    await fileSystem.rename(temp, path);
  }
}
