import type { JobPlace } from '../../../../shared/terms/ids.ts';
import { foldName } from '../../../core/jobs/entry-names.ts';

/** Knows which folders beside one another differ only by case or Unicode form, without listing them each time. */
export interface Siblings {
  /** Notes that exactly these names lie in a folder, known by any text of its own. */
  replace(folder: string, names: readonly string[]): void;
  /** True once a folder was listed; until then it may hold twins nobody has met. */
  knows(folder: string): boolean;
  /** Notes where a job lies. */
  add(place: JobPlace): void;
  /** Forgets a job that is gone. */
  remove(place: JobPlace): void;
  /** Names beside the job's, its sender's or its datasite's folder that some file system takes for the same. */
  twinsOf(place: JobPlace): readonly string[];
}

type Fold = Map<string, string | readonly string[]>;

/** The key of the folder that holds the datasites. */
export const ROOT_KEY = '';
/** The key of a datasite's inbox. */
export const inboxKey = (datasite: string): string => datasite;
/** The key of the folder that holds a sender's jobs. */
export const senderKey = (datasite: string, sender: string): string => `${datasite}/${sender}`;

/** Nothing known yet. */
export function createSiblings(): Siblings {
  const folders = new Map<string, Fold>();
  const listed = new Set<string>();

  const foldOf = (folder: string): Fold => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const fold: Fold = new Map();
    folders.set(folder, fold);
    return fold;
  };

  return {
    replace(folder, names) {
      const fold: Fold = new Map();
      for (const name of names) put(fold, name);
      folders.set(folder, fold);
      listed.add(folder);
    },
    knows: (folder) => listed.has(folder),
    add: (place) => {
      for (const [folder, name] of levels(place)) put(foldOf(folder), name);
    },
    remove(place) {
      const [[folder, name]] = levels(place);
      const fold = folders.get(folder);
      const rest = namesIn(fold, name).filter((other) => other !== name);
      if (rest.length === 0) fold?.delete(foldName(name));
      else fold?.set(foldName(name), rest);
    },
    twinsOf: (place) =>
      levels(place).flatMap(([folder, name]) =>
        namesIn(folders.get(folder), name).filter((other) => other !== name),
      ),
  };
}

function levels(place: JobPlace) {
  return [
    [senderKey(place.datasite, place.sender), place.folder],
    [inboxKey(place.datasite), place.sender],
    [ROOT_KEY, place.datasite],
  ] as const;
}

function namesIn(fold: Fold | undefined, name: string): readonly string[] {
  const same = fold?.get(foldName(name));
  if (same === undefined) return [];
  return typeof same === 'string' ? [same] : same;
}

// Nearly every name is alone: a text by itself takes less memory than a list of one.
function put(fold: Fold, name: string): void {
  const key = foldName(name);
  const same = fold.get(key);
  if (same === undefined) fold.set(key, name);
  else if (typeof same === 'string') {
    if (same !== name) fold.set(key, [same, name]);
  } else if (!same.includes(name)) fold.set(key, [...same, name]);
}
