import { randomBytes } from 'node:crypto';
import type { FileSystem } from '../file-system.ts';
import { type DiskPath, joinDisk } from '../path-safety.ts';

const TEMP_NAME = /^\.gatehouse-[0-9a-f]{24}\.tmp$/;

/** Writes and flushes a new file beside its later place; leaves nothing behind when that fails. */
export async function writeTemp(
  fileSystem: FileSystem,
  folder: DiskPath,
  bytes: Uint8Array,
  mode: number,
): Promise<DiskPath> {
  const path = joinDisk(folder, `.gatehouse-${randomBytes(12).toString('hex')}.tmp`);
  try {
    const file = await fileSystem.create(path, 0o600);
    try {
      await file.write(bytes);
      if (mode !== 0o600) await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    // A name nobody else can have guessed: whatever lies there is ours.
    await dropTemp(fileSystem, path);
    throw error;
  }
  return path;
}

/** Removes a temporary file; one that cannot be removed now is swept at the next start. */
export async function dropTemp(fileSystem: FileSystem, path: DiskPath): Promise<void> {
  try {
    await fileSystem.unlink(path);
  } catch {}
}

/**
 * Removes temporary files a crash left in a folder, those last changed before `olderThan` (milliseconds since 1970)
 * only; returns how many. Call it only where nobody is writing now.
 */
export async function sweepTemps(
  fileSystem: FileSystem,
  folder: DiskPath,
  olderThan = Number.POSITIVE_INFINITY,
): Promise<number> {
  let swept = 0;
  for (const name of await fileSystem.names(folder)) {
    if (!TEMP_NAME.test(name)) continue;
    const path = joinDisk(folder, name);
    const facts = await fileSystem.look(path);
    if (facts?.kind !== 'file' || facts.modifiedAt >= olderThan) continue;
    await fileSystem.unlink(path);
    swept += 1;
  }
  return swept;
}
