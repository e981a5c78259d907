import { mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { copyPractice } from './copy-practice.ts';

/** A practice datasite that is ready to be opened. */
export interface PracticeCopy {
  readonly box: string;
  readonly owner: string;
  readonly practice: true;
}

const PREFIX = 'gatehouse-practice-';

/** Copies the bundled practice datasite into a fresh folder below `scratch`. Problem: `write-failed`. */
export async function openPracticeCopy(places: {
  readonly practiceFolder: string;
  readonly scratch: string;
}): Promise<Reply<PracticeCopy>> {
  try {
    const folder = await mkdtemp(join(places.scratch, PREFIX));
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

/** Takes a practice copy away when it is no longer open. Anything that is no such copy below `scratch` stays. */
export async function removePracticeCopy(box: string, scratch: string): Promise<void> {
  const folder = dirname(resolve(box));
  if (dirname(folder) !== resolve(scratch) || !basename(folder).startsWith(PREFIX)) return;
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    // It lies where such things are cleared away anyway.
  }
}
