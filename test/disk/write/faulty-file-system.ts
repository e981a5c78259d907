import type { FileSystem, OpenFile } from '../../../main/disk/file-system.ts';
import type { DiskPath } from '../../../main/disk/path-safety.ts';

/** One operation about to be done, counted from 1. */
export interface Step {
  readonly number: number;
  readonly name: keyof FileSystem | `file.${keyof OpenFile}`;
  readonly path: string;
}

/** Stands around every operation; calls `act` to have it done. */
export type Around = <Value>(step: Step, act: () => Promise<Value>) => Promise<Value>;

/** How a fault shows. */
export type FaultKind =
  /** The step is not done and fails. */
  | 'refused'
  /** The step is done and fails all the same. */
  | 'done-but-failed'
  /** A write puts half its bytes down and fails; any other step is refused. */
  | 'half'
  /** The process is gone: a write got half done, any other step and all later ones are not done. */
  | 'crash';

export const FAULT_KINDS: readonly FaultKind[] = ['refused', 'done-but-failed', 'half', 'crash'];

/** A file system with something around every operation. */
export function fileSystemWith(inner: FileSystem, around: Around): FileSystem {
  let number = 0;
  const at = <Value>(name: Step['name'], path: DiskPath, act: () => Promise<Value>): Promise<Value> => {
    number += 1;
    return around({ number, name, path: String(path) }, act);
  };
  const wrapFile = (path: DiskPath, file: OpenFile): OpenFile => ({
    size: () => at('file.size', path, () => file.size()),
    read: (position, length) => at('file.read', path, () => file.read(position, length)),
    write: async (bytes) => {
      try {
        await at('file.write', path, () => file.write(bytes));
      } catch (error) {
        if (error instanceof HalfError) await file.write(bytes.subarray(0, bytes.length >> 1));
        throw error;
      }
    },
    truncate: (size) => at('file.truncate', path, () => file.truncate(size)),
    chmod: (mode) => at('file.chmod', path, () => file.chmod(mode)),
    sync: () => at('file.sync', path, () => file.sync()),
    close: () => at('file.close', path, () => file.close()),
  });
  return {
    create: async (path, mode) => wrapFile(path, await at('create', path, () => inner.create(path, mode))),
    openToRead: async (path) => wrapFile(path, await at('openToRead', path, () => inner.openToRead(path))),
    openToAppend: async (path) =>
      wrapFile(path, await at('openToAppend', path, () => inner.openToAppend(path))),
    rename: (from, to) => at('rename', to, () => inner.rename(from, to)),
    link: (from, to) => at('link', to, () => inner.link(from, to)),
    unlink: (path) => at('unlink', path, () => inner.unlink(path)),
    mkdir: (path, mode) => at('mkdir', path, () => inner.mkdir(path, mode)),
    chmodFolder: (path, mode) => at('chmodFolder', path, () => inner.chmodFolder(path, mode)),
    look: (path) => at('look', path, () => inner.look(path)),
    names: (folder) => at('names', folder, () => inner.names(folder)),
    syncFolder: (folder) => at('syncFolder', folder, () => inner.syncFolder(folder)),
    realpath: (path) => at('realpath', path, () => inner.realpath(path)),
    touch: (path, time) => at('touch', path, () => inner.touch(path, time)),
  };
}

class HalfError extends Error {
  readonly code = 'ENOSPC';
}

/** A Node-like error. */
export function diskError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A file system in which step `number` goes wrong; `hit` is the step that did, null while none has. */
export function failingAt(
  inner: FileSystem,
  number: number,
  kind: FaultKind,
): { readonly fileSystem: FileSystem; hit(): Step | null } {
  let hit: Step | null = null;
  const fileSystem = fileSystemWith(inner, async (step, act) => {
    const due = kind === 'crash' ? step.number >= number : step.number === number;
    // A close is always done: the system closes files even of a process that is gone.
    if (!due) return act();
    hit ??= step;
    if (step.name === 'file.close' || kind === 'done-but-failed') await closed(await act());
    const halfway = step === hit && step.name === 'file.write' && (kind === 'half' || kind === 'crash');
    throw halfway ? new HalfError('half') : diskError('EIO');
  });
  return { fileSystem, hit: () => hit };
}

/** What an opening gave before it was said to have failed must be closed by us. */
async function closed(value: unknown): Promise<void> {
  if (typeof value !== 'object' || value === null || !('close' in value)) return;
  if (typeof value.close === 'function') await value.close();
}

/** Runs `attempt` with a fault at step 1, 2, 3 … until it gets through without one; returns how many steps there were. */
export async function atEveryStep(
  inner: FileSystem,
  kind: FaultKind,
  attempt: (fileSystem: FileSystem, hit: () => Step | null) => Promise<void>,
): Promise<number> {
  for (let number = 1; ; number += 1) {
    const { fileSystem, hit } = failingAt(inner, number, kind);
    await attempt(fileSystem, hit);
    if (hit() === null) return number - 1;
    if (number > 500) throw new Error('no end of steps');
  }
}

/** A file system on which every operation of those names fails with that code. */
export function refusing(inner: FileSystem, code: string, names: readonly Step['name'][]): FileSystem {
  return fileSystemWith(inner, (step, act) =>
    names.includes(step.name) ? Promise.reject(diskError(code)) : act(),
  );
}
