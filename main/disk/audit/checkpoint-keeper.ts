import type { Checkpoint } from '../../core/audit/checkpoint.ts';
import type { FileSystem } from '../file-system.ts';
import { writeCheckpoint } from './checkpoint-file.ts';

/** Writes checkpoints behind the log's back, the newest only, so that no append waits for one. */
export interface CheckpointKeeper {
  /** The log lies on the disk as far as this. */
  want(checkpoint: Checkpoint): void;
  /** Why the last one could not be written; null when it was. */
  trouble(): string | null;
  settled(): Promise<void>;
}

/** The keeper of one folder's checkpoint. */
export function createCheckpointKeeper(fileSystem: FileSystem, folder: string): CheckpointKeeper {
  let wanted: Checkpoint | null = null;
  let working: Promise<void> = Promise.resolve();
  let idle = true;
  let trouble: string | null = null;

  const work = async () => {
    while (wanted !== null) {
      const checkpoint = wanted;
      wanted = null;
      const written = await writeCheckpoint(fileSystem, folder, checkpoint);
      trouble = written.ok ? null : written.problem.what;
    }
    idle = true;
  };

  return {
    want(checkpoint) {
      wanted = checkpoint;
      if (!idle) return;
      idle = false;
      working = work();
    },
    trouble: () => trouble,
    settled: () => working,
  };
}
