import { mkdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Reply } from '../../shared/terms/problem.ts';
import { writeAtomically } from './write/atomic-write.ts';

/** No desktop is wider; what lies outside is not a place. */
const FAR = 1_000_000;
const coordinate = z.number().int().min(-FAR).max(FAR);
const length = z.number().int().min(1).max(FAR);

const windowPlace = z.object({
  x: coordinate,
  y: coordinate,
  width: length,
  height: length,
  maximized: z.boolean(),
});

/** Where a window was, in the screen's own points. */
export type WindowPlace = z.infer<typeof windowPlace>;

/** Keeps the window's place from one start to the next. */
export interface WindowMemory {
  /** The place written last; null when there is none that can be read. */
  read(): Promise<WindowPlace | null>;
  write(place: WindowPlace): Promise<Reply<'written' | 'unwanted'>>;
}

const NAME = 'window.json';

/** The window's place in `folder/window.json`. */
export function openWindowMemory(folder: string): WindowMemory {
  return {
    read: () => readPlace(`${folder}/${NAME}`),
    async write(place) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const text = `${JSON.stringify(place, null, 2)}\n`;
      return writeAtomically({ root: folder, names: [NAME] }, Buffer.from(text));
    },
  };
}

async function readPlace(path: string): Promise<WindowPlace | null> {
  try {
    const read = windowPlace.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return read.success ? read.data : null;
  } catch {
    // None yet, or not JSON: the window opens where a first one would.
    return null;
  }
}
