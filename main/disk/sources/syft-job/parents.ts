import { diskReason } from '../../file-system.ts';
import { type DiskPath, joinDisk } from '../../path-safety.ts';
import { lookAt } from '../folder-reading/look.ts';
import type { Slices } from '../folder-reading/slices.ts';

/** Whether a way of folders can be gone: `open`, `absent`, or `barred` with the reason in plain words. */
export type Passage =
  | { readonly kind: 'open'; readonly path: DiskPath; readonly size: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'barred'; readonly why: string };

/** Looks at the folders above what is read, so that no link among them is ever followed. */
export interface Parents {
  /** Whether each of those folders below the root is a real folder, looked at in this slice. */
  passage(way: readonly DiskPath[]): Passage;
}

const ABSENT: Passage = { kind: 'absent' };

/** Parents below a root. One look serves all jobs read in the same slice of a few milliseconds. */
export function createParents(root: string, slices: Slices): Parents {
  const seen = new Map<string, Passage>();
  let turn = -1;

  function step(from: Passage, key: string, name: DiskPath): Passage {
    const known = seen.get(key);
    if (known !== undefined) return known;
    const next = from.kind === 'open' ? passageAt(joinDisk(from.path, name)) : from;
    // What is not there may be made any moment, by ourselves too.
    if (next.kind === 'open') seen.set(key, next);
    return next;
  }

  return {
    passage(way) {
      if (slices.turn() !== turn) {
        seen.clear();
        turn = slices.turn();
      }
      let passage: Passage = { kind: 'open', path: root, size: 0 };
      let key = '';
      for (const name of way) {
        key += typeof name === 'string' ? `/${name}` : `\0${name.toString('hex')}`;
        passage = step(passage, key, name);
      }
      return passage;
    },
  };
}

function passageAt(path: DiskPath): Passage {
  const look = lookAt(path);
  if (look === null) return ABSENT;
  if (look instanceof Error) return { kind: 'barred', why: diskReason(look) };
  if (look.isDirectory()) return { kind: 'open', path, size: look.size };
  return { kind: 'barred', why: look.isSymbolicLink() ? 'a link lies there' : 'it is not a folder' };
}
