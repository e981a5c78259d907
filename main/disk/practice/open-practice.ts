import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { copyPractice } from './copy-practice.ts';

/** A practice datasite that is ready to be opened. */
export interface PracticeCopy {
  readonly box: string;
  readonly owner: string;
  readonly practice: true;
}

/** Copies the bundled practice datasite into a fresh folder below `scratch`. Problem: `write-failed`. */
export async function openPracticeCopy(places: {
  readonly practiceFolder: string;
  readonly scratch: string;
}): Promise<Reply<PracticeCopy>> {
  try {
    const folder = await mkdtemp(join(places.scratch, 'gatehouse-practice-'));
    const { box, owner } = await copyPractice({
      from: places.practiceFolder,
      to: join(folder, 'SyftBox'),
      now: new Date(),
    });
    return done({ box, owner, practice: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused(
      'write-failed',
      `The practice datasite could not be copied: ${why}`,
      `Make room in ${places.scratch} and try again.`,
    );
  }
}
