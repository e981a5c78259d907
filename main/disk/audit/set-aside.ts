import { join } from 'node:path';
import type { AuditBody } from '../../core/audit/entry.ts';
import type { FileSystem, OpenFile } from '../file-system.ts';
import { createExclusively } from '../write/atomic-write.ts';
import type { Extent } from './read-log.ts';

/**
 * Copies what follows the last whole line of a log into a file of its own and gives the note about it. Rejects when the
 * disk refuses.
 */
export async function keepTornLine(
  fileSystem: FileSystem,
  folder: string,
  extent: Extent,
  at: string,
): Promise<AuditBody> {
  const file = await fileSystem.openToRead(join(folder, extent.file ?? ''));
  try {
    const bytes = await file.read(extent.size, (await file.size()) - extent.size);
    const name = await keep(fileSystem, folder, bytes, at);
    const text = `The last line of ${extent.file} was torn (${bytes.length} bytes). It was moved to ${name}.`;
    return { kind: 'note', what: 'torn-line-set-aside', text };
  } finally {
    await file.close();
  }
}

/** Takes away what follows the last whole line, and returns once that lies on the disk. */
export async function cutAt(file: OpenFile, size: number): Promise<void> {
  await file.truncate(size);
  await file.sync();
}

async function keep(fileSystem: FileSystem, folder: string, bytes: Uint8Array, at: string): Promise<string> {
  const stem = `torn-${at.replace(/[-:.]/g, '')}`;
  for (let again = 0; ; again += 1) {
    const name = again === 0 ? `${stem}.txt` : `${stem}-${again}.txt`;
    const kept = await createExclusively({ root: folder, names: [name] }, bytes, { fileSystem });
    if (!kept.ok) throw new Error(kept.problem.what);
    if (kept.value === 'written') return name;
  }
}
