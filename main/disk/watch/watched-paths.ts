import { relative, sep } from 'node:path';

/** How many names lead from a datasite's folder to a job: `app_data/job/inbox/<sender>/<job>`. */
const NAMES_TO_JOB = 5;
const UPPER_NAMES: readonly (readonly string[])[] = [['app_data'], ['job'], ['inbox', 'review']];

/** Which folders below a datasite are worth a watch. */
export interface WatchedPaths {
  /** True for the folders that lead to jobs, and for everything below a job that is followed. */
  has(path: string): boolean;
  /** True when a change there can concern a job. */
  concernsJobs(path: string): boolean;
}

/** The watched paths of the datasite in `folder`; `isFollowed` is asked with the folder of a job. */
export function watchedPaths(folder: string, isFollowed: (jobFolder: string) => boolean): WatchedPaths {
  const namesBelow = (path: string): readonly string[] => {
    const rest = relative(folder, path);
    return rest === '' ? [] : rest.split(sep);
  };
  const onTheWay = (names: readonly string[]): boolean =>
    names.every((name, index) => UPPER_NAMES[index]?.includes(name) ?? true);

  return {
    has(path) {
      const names = namesBelow(path);
      if (!onTheWay(names)) return false;
      if (names.length < NAMES_TO_JOB) return true;
      return isFollowed([folder, ...names.slice(0, NAMES_TO_JOB)].join(sep));
    },
    concernsJobs(path) {
      const names = namesBelow(path);
      return names.length >= 2 && onTheWay(names);
    },
  };
}
