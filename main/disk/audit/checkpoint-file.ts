import { join } from 'node:path';
import type { Reply } from '../../../shared/terms/problem.ts';
import { CHECKPOINT_FILE, type CheckpointReading } from '../../core/audit/check-chain.ts';
import { type Checkpoint, checkpointText, parseCheckpoint } from '../../core/audit/checkpoint.ts';
import { diskReason, errorCode, type FileSystem, readBounded } from '../file-system.ts';
import { writeAtomically } from '../write/atomic-write.ts';
import { lineText } from './lines.ts';

const LIMIT = 4 * 1024;

/** What the checkpoint file of a log says. */
export async function readCheckpoint(fileSystem: FileSystem, folder: string): Promise<CheckpointReading> {
  try {
    const bytes = await readBounded(fileSystem, join(folder, CHECKPOINT_FILE), LIMIT);
    const checkpoint = parseCheckpoint(lineText(bytes) ?? '');
    return checkpoint === null
      ? { kind: 'unreadable', why: 'The checkpoint does not hold what Gatehouse writes there.' }
      : { kind: 'read', checkpoint };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'absent' };
    return { kind: 'unreadable', why: `The checkpoint cannot be read: ${diskReason(error)}.` };
  }
}

/** Replaces the checkpoint file. Problem: `write-failed`. */
export async function writeCheckpoint(
  fileSystem: FileSystem,
  folder: string,
  checkpoint: Checkpoint,
): Promise<Reply<unknown>> {
  const target = { root: folder, names: [CHECKPOINT_FILE] };
  return writeAtomically(target, Buffer.from(checkpointText(checkpoint)), { fileSystem });
}
