import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { diskReason, errorCode, type FileSystem, readBounded } from '../file-system.ts';
import { type DiskPath, nameOf } from '../path-safety.ts';
import { folderOf, OutsideError, pathIn, type WriteTarget } from './target.ts';

/** A small text file that is only ever replaced by somebody who knows what it holds. */
export interface TextFile {
  readonly target: WriteTarget;
  /** The most it may hold, in bytes. */
  readonly limit: number;
  /** What it is in a sentence: `The state of “ana/count”`. */
  readonly subject: string;
  /** What to look at when it is not as expected: `the job`. */
  readonly look: string;
}

/** The exact text of the file, a byte order mark included; null when there is none. Problem: `read-failed`. */
export async function readText(fileSystem: FileSystem, file: TextFile): Promise<Reply<string | null>> {
  try {
    const folder = await folderOf(fileSystem, file.target, 'refuse');
    const bytes = await readBounded(fileSystem, pathIn(folder, file.target), file.limit);
    if (bytes === null) return unreadable(file, `it holds more than ${file.limit / 1024} KB`);
    const text = exactText(bytes);
    return text === null ? unreadable(file, 'it is not UTF-8 text') : done(text);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return done(null);
    return unreadable(file, error instanceof OutsideError ? error.message : diskReason(error));
  }
}

/** True when exactly that text lies at the path, or nothing for null. */
export async function holdsExactly(
  fileSystem: FileSystem,
  path: DiskPath,
  expected: string | null,
  limit: number,
): Promise<boolean> {
  if (expected === null) return (await fileSystem.look(path)) === null;
  try {
    const bytes = await readBounded(fileSystem, path, limit);
    return bytes !== null && Buffer.from(expected).equals(bytes);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * What became of a write: what counts is what everybody reads now, not what the write thought of itself, since only its
 * last step may have failed. Problems: `state-changed`, `write-failed`.
 */
export async function judgeWrite(
  fileSystem: FileSystem,
  file: TextFile,
  { expected, next }: { readonly expected: string | null; readonly next: string | null },
  written: Reply<unknown>,
): Promise<Reply<null>> {
  const now = await readText(fileSystem, file);
  if (!now.ok) return written.ok ? unconfirmed(file, now.problem.what) : written;
  if (now.value === next) return done(null);
  if (!written.ok && now.value === expected) return written;
  return changedFirst(file);
}

/** The problem for a file that somebody else wrote meanwhile. */
export function changedFirst({ subject, look }: TextFile): Reply<never> {
  return refused(
    'state-changed',
    `Another program changed ${uncapitalised(subject)} first.`,
    `What it wrote stands. Look at ${look} again.`,
  );
}

function exactText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function unconfirmed({ subject, look }: TextFile, why: string): Reply<never> {
  return refused(
    'write-failed',
    `${subject} was written but could not be read back. ${why}`,
    `Look at ${look} and at the disk before deciding again.`,
  );
}

function unreadable({ subject, target }: TextFile, why: string): Reply<never> {
  return refused(
    'read-failed',
    `${subject} cannot be read: ${why}.`,
    `Look at ${pathText(target.names)} in the SyftBox folder.`,
  );
}

function uncapitalised(subject: string): string {
  return subject.charAt(0).toLowerCase() + subject.slice(1);
}

/** The names as one path. */
export function pathText(names: readonly DiskPath[]): string {
  return names.map(nameOf).join('/');
}
