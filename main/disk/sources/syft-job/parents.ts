import type { JobPlace } from '../../../../shared/terms/ids.ts';
import { diskReason } from '../../file-system.ts';
import { type DiskPath, joinDisk } from '../../path-safety.ts';
import { lookAt } from '../folder-reading/look.ts';
import type { Slices } from '../folder-reading/slices.ts';
import { type JobBox, senderWay } from './layout.ts';

/** Whether a way of folders can be gone: `open`, `absent`, or `barred` with the reason in plain words. */
export type Passage =
  | { readonly kind: 'open'; readonly path: DiskPath; readonly size: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'barred'; readonly why: string };

/** Looks at the folders above what is read, so that no link among them is ever followed. */
export interface Parents {
  /** Whether each of those folders below the root is a real folder. */
  passage(way: readonly DiskPath[]): Passage;
  /** The same for the folder of a sender, looked at once for all jobs read in the same slice of a few milliseconds. */
  senderPassage(box: JobBox, place: JobPlace): Passage;
}

const ABSENT: Passage = { kind: 'absent' };

/** Parents below a root. */
export function createParents(root: string, slices: Slices): Parents {
  const open = new Map<string, Passage>();
  let turn = -1;

  function passage(way: readonly DiskPath[]): Passage {
    let at: Passage = { kind: 'open', path: root, size: 0 };
    for (const name of way) if (at.kind === 'open') at = passageAt(joinDisk(at.path, name));
    return at;
  }

  function senderPassage(box: JobBox, { datasite, sender }: JobPlace): Passage {
    if (slices.turn() !== turn) {
      open.clear();
      turn = slices.turn();
    }
    const key = `${box}/${datasite}/${sender}`;
    const known = open.get(key);
    if (known !== undefined) return known;
    const found = passage(senderWay(box, datasite, sender));
    // What is not there may be made any moment, by ourselves too.
    if (found.kind === 'open') open.set(key, found);
    return found;
  }

  return { passage, senderPassage };
}

/** Whether a folder, no link, lies at a path. */
export function passageAt(path: DiskPath): Passage {
  const look = lookAt(path);
  if (look === null) return ABSENT;
  if (look instanceof Error) return { kind: 'barred', why: diskReason(look) };
  if (look.isDirectory()) return { kind: 'open', path, size: look.size };
  return { kind: 'barred', why: look.isSymbolicLink() ? 'a link lies there' : 'it is not a folder' };
}
