import { constants } from 'node:fs';
import {
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  unlink,
  utimes,
} from 'node:fs/promises';
import type { DiskPath } from './path-safety.ts';

/** What lies at a path, the path itself, not what a link there points to. */
export interface PathFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  /** The permission bits. */
  readonly mode: number;
  /** Last change of the content, in milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** A regular file that is open. */
export interface OpenFile {
  size(): Promise<number>;
  /** At most `length` bytes from `position`; fewer only at the end of the file. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** Writes every byte, at the end of the file. */
  write(bytes: Uint8Array): Promise<void>;
  truncate(size: number): Promise<void>;
  chmod(mode: number): Promise<void>;
  /** Returns once the content lies on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The few operations everything that writes is made of. No operation follows a link in the last part of its path, none
 * waits for the other end of a pipe; all of them reject with Node's errors.
 */
export interface FileSystem {
  /** Makes a new file; `EEXIST` when anything lies there. */
  create(path: DiskPath, mode: number): Promise<OpenFile>;
  openToRead(path: DiskPath): Promise<OpenFile>;
  /** Opens a file that exists; writes go to its end. */
  openToAppend(path: DiskPath): Promise<OpenFile>;
  rename(from: DiskPath, to: DiskPath): Promise<void>;
  /** Gives a file a second name; `EEXIST` when anything lies there. */
  link(from: DiskPath, to: DiskPath): Promise<void>;
  unlink(path: DiskPath): Promise<void>;
  mkdir(path: DiskPath, mode: number): Promise<void>;
  chmodFolder(path: DiskPath, mode: number): Promise<void>;
  /** Null when nothing lies there. */
  look(path: DiskPath): Promise<PathFacts | null>;
  names(folder: DiskPath): Promise<readonly string[]>;
  /** Returns once the names in a folder lie on the disk. */
  syncFolder(folder: DiskPath): Promise<void>;
  /** The path with every link resolved. */
  realpath(path: DiskPath): Promise<string>;
  /** Sets the time of the last change. */
  touch(path: DiskPath, at: Date): Promise<void>;
}

// Both are missing on Windows, where neither exists.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const NO_WAIT = constants.O_NONBLOCK ?? 0;
const FOLDER = constants.O_DIRECTORY ?? 0;

/** Node's own file system. */
export const realFileSystem: FileSystem = {
  create: async (path, mode) =>
    openFile(await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, mode)),
  openToRead: async (path) => openRegular(path, constants.O_RDONLY),
  openToAppend: async (path) => openRegular(path, constants.O_RDWR | constants.O_APPEND),
  rename,
  link,
  unlink,
  mkdir: async (path, mode) => {
    await mkdir(path, { mode });
  },
  chmodFolder: (path, mode) => inFolder(path, (handle) => handle.chmod(mode)),
  look,
  names: (folder) => readdir(folder, 'utf8'),
  syncFolder: (folder) => inFolder(folder, (handle) => handle.sync()),
  realpath: (path) => realpath(path),
  touch: (path, at) => utimes(path, at, at),
};

/** The code of a Node error (`ENOENT`), or an empty text for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const PLAIN: Readonly<Record<string, string>> = {
  EACCES: 'the permissions of the folder or file do not allow it',
  EPERM: 'the system does not allow it',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk can only be read',
  EIO: 'the disk reported an error',
  ENOENT: 'it is not there',
  ENOTDIR: 'something on the way is not a folder',
  EISDIR: 'a folder lies there',
  EEXIST: 'something lies there already',
  ELOOP: 'a link lies there',
  NOT_A_FILE: 'what lies there is not a regular file',
  EBUSY: 'another program holds it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
};

/** Why the disk refused, in plain words without a path. */
export function diskReason(error: unknown): string {
  const code = errorCode(error);
  const words = PLAIN[code];
  if (words !== undefined) return words;
  if (code !== '') return `the system answered ${code}`;
  return error instanceof Error ? error.message : String(error);
}

/** All of a file when it holds at most `limit` bytes, null when it holds more. */
export async function readBounded(
  fileSystem: FileSystem,
  path: DiskPath,
  limit: number,
): Promise<Uint8Array | null> {
  const file = await fileSystem.openToRead(path);
  try {
    // One byte more than allowed tells a file that grew from one that fits.
    const bytes = await file.read(0, limit + 1);
    return bytes.length > limit ? null : bytes;
  } finally {
    await file.close();
  }
}

async function openRegular(path: DiskPath, flags: number): Promise<OpenFile> {
  const handle = await open(path, flags | NO_FOLLOW | NO_WAIT);
  try {
    if ((await handle.stat()).isFile()) return openFile(handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  throw Object.assign(new Error('not a regular file'), { code: 'NOT_A_FILE' });
}

function openFile(handle: FileHandle): OpenFile {
  return {
    size: async () => (await handle.stat()).size,
    read: (position, length) => readFully(handle, position, length),
    write: async (bytes) => {
      for (let from = 0; from < bytes.length; ) {
        from += (await handle.write(bytes, from, bytes.length - from, null)).bytesWritten;
      }
    },
    truncate: (size) => handle.truncate(size),
    chmod: (mode) => handle.chmod(mode),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

async function readFully(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const { size } = await handle.stat();
  const buffer = new Uint8Array(Math.max(0, Math.min(length, size - position)));
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function look(path: DiskPath): Promise<PathFacts | null> {
  try {
    const stats = await lstat(path);
    return {
      kind: kindOf(stats),
      size: stats.size,
      mode: stats.mode & 0o777,
      modifiedAt: stats.mtimeMs,
    };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function kindOf(stats: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }) {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'other';
}

async function inFolder(path: DiskPath, act: (handle: FileHandle) => Promise<void>): Promise<void> {
  // Windows opens no folders; there the rename itself is as durable as it gets, and modes mean nothing.
  if (process.platform === 'win32') return;
  const handle = await open(path, constants.O_RDONLY | FOLDER | NO_FOLLOW);
  try {
    await act(handle);
  } finally {
    await handle.close();
  }
}
