import type { JobPlace } from '../../../shared/terms/ids.ts';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { StateWriter } from '../../ports/state-writer.ts';
import { diskReason, errorCode, type FileSystem, readBounded, realFileSystem } from '../file-system.ts';
import { type DiskPath, diskNameOf, nameOf } from '../path-safety.ts';
import { createExclusively, writeAtomically } from './atomic-write.ts';
import { folderOf, OutsideError, pathIn, type WriteTarget } from './target.ts';
import { sweepTemps } from './temp-file.ts';

/** Where the states lie and how the disk is reached. */
export interface StateWriterParts {
  /** The SyftBox folder, the one that holds the datasites. */
  readonly root: string;
  readonly fileSystem?: FileSystem;
}

/** The most a state file may hold, in bytes. */
const STATE_LIMIT = 64 * 1024;

/** Writes `state.yaml` below `review/`, each job's in turn, comparing before and after. */
export function createStateWriter(parts: StateWriterParts): StateWriter {
  const { root, fileSystem = realFileSystem } = parts;
  const inLine = new Map<string, Promise<unknown>>();

  const inTurn = <Value>(target: WriteTarget, task: () => Promise<Value>): Promise<Value> => {
    const key = pathText(target.names);
    const mine = (inLine.get(key) ?? Promise.resolve()).then(task);
    inLine.set(key, mine);
    return mine.finally(() => {
      if (inLine.get(key) === mine) inLine.delete(key);
    });
  };

  return {
    read: (place) => readText(fileSystem, stateOf(root, place)),
    write: (place, expected, next) => {
      const target = stateOf(root, place);
      return inTurn(target, () => replace(fileSystem, target, expected, next));
    },
    sweepTempFiles: (place) => {
      const target = stateOf(root, place);
      return inTurn(target, () => sweep(fileSystem, target));
    },
  };
}

function stateOf(root: string, { datasite, sender, folder }: JobPlace): WriteTarget {
  const job = [diskNameOf(sender), diskNameOf(folder)];
  return { root, names: [datasite, 'app_data', 'job', 'review', ...job, 'state.yaml'] };
}

async function replace(
  fileSystem: FileSystem,
  target: WriteTarget,
  expected: string | null,
  next: string,
): Promise<Reply<null>> {
  const bytes = Buffer.from(next);
  const written =
    expected === null
      ? await createExclusively(target, bytes, { fileSystem })
      : await writeAtomically(target, bytes, {
          fileSystem,
          stillWanted: async (path) => isExactly(await readOrNull(fileSystem, path), expected),
        });
  if (written.ok && written.value !== 'written') return changedFirst(target);
  return judge(fileSystem, target, expected, next, written);
}

/** What counts is what everybody reads now, not what the write thought of itself: only the last step may have failed. */
async function judge(
  fileSystem: FileSystem,
  target: WriteTarget,
  expected: string | null,
  next: string,
  written: Reply<unknown>,
): Promise<Reply<null>> {
  const now = await readText(fileSystem, target);
  if (!now.ok) return written.ok ? unconfirmed(target, now.problem.what) : written;
  if (now.value === next) return done(null);
  if (!written.ok && now.value === expected) return written;
  return changedFirst(target);
}

async function readText(fileSystem: FileSystem, target: WriteTarget): Promise<Reply<string | null>> {
  try {
    const folder = await folderOf(fileSystem, target, 'refuse');
    const bytes = await readBounded(fileSystem, pathIn(folder, target), STATE_LIMIT);
    if (bytes === null) return unreadable(target, `it holds more than ${STATE_LIMIT / 1024} KB`);
    const text = exactText(bytes);
    return text === null ? unreadable(target, 'it is not UTF-8 text') : done(text);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return done(null);
    return unreadable(target, error instanceof OutsideError ? error.message : diskReason(error));
  }
}

async function readOrNull(fileSystem: FileSystem, path: DiskPath): Promise<Uint8Array | null> {
  try {
    return await readBounded(fileSystem, path, STATE_LIMIT);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function isExactly(bytes: Uint8Array | null, text: string): boolean {
  return bytes !== null && Buffer.from(text).equals(bytes);
}

function exactText(bytes: Uint8Array): string | null {
  try {
    // A byte order mark stays in the text: it must be compared too.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function sweep(fileSystem: FileSystem, target: WriteTarget): Promise<Reply<number>> {
  try {
    return done(await sweepTemps(fileSystem, await folderOf(fileSystem, target, 'refuse')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return done(0);
    return refused(
      'write-failed',
      `Temporary files beside ${jobText(target)} could not be removed: ${diskReason(error)}.`,
      'They do no harm; they are tried again at the next start.',
    );
  }
}

function changedFirst(target: WriteTarget): Reply<never> {
  return refused(
    'state-changed',
    `Another program changed the state of ${jobText(target)} first.`,
    'What it wrote stands. Look at the job again.',
  );
}

function unconfirmed(target: WriteTarget, why: string): Reply<never> {
  return refused(
    'write-failed',
    `The state of ${jobText(target)} was written but could not be read back. ${why}`,
    'Look at the job and at the disk before deciding again.',
  );
}

function unreadable(target: WriteTarget, why: string): Reply<never> {
  return refused(
    'read-failed',
    `The state of ${jobText(target)} cannot be read: ${why}.`,
    `Look at ${pathText(target.names)} in the SyftBox folder.`,
  );
}

function jobText(target: WriteTarget): string {
  return `“${pathText(target.names.slice(-3, -1))}”`;
}

function pathText(names: readonly DiskPath[]): string {
  return names.map(nameOf).join('/');
}
