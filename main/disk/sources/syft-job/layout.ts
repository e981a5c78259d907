import { isAbsolute, relative, sep } from 'node:path';
import type { JobPlace, SourceName } from '../../../../shared/terms/ids.ts';
import { type DiskPath, diskNameOf, isNameForm, isPlainName, nameOf } from '../../path-safety.ts';

/** The format this folder of code reads. */
export const SOURCE: SourceName = 'syft-job';

const ABOVE = ['app_data', 'job'] as const;

/** True when every name of a place can lie where the layout puts it. */
export function isPossiblePlace(place: JobPlace): boolean {
  const { source, datasite, sender, folder } = place;
  return (
    source === SOURCE &&
    isDatasiteName(datasite) &&
    [datasite, sender, folder].every((name) => isPlainName(name) && isNameForm(name))
  );
}

/** True for names of folders that are datasites. */
export function isDatasiteName(name: string): boolean {
  return name.includes('@');
}

/** What senders write lies in the inbox, what owners write in review. */
export type JobBox = 'inbox' | 'review';

/** The folders from the root down to a box of a datasite. */
export function boxWay(box: JobBox, datasite: string): readonly DiskPath[] {
  return [diskNameOf(datasite), ...ABOVE, box];
}

/** The folders from the root down to the one that holds what concerns a sender's jobs. */
export function senderWay(box: JobBox, datasite: string, sender: string): readonly DiskPath[] {
  return [...boxWay(box, datasite), diskNameOf(sender)];
}

/** What a path below the root is about; a missing name stands for all. Null when it cannot concern a job. */
export interface Region {
  readonly datasite?: string;
  readonly sender?: string;
  readonly folder?: string;
}

/** The region of jobs that a path on disk concerns. */
export function regionOf(root: string, path: string): Region | null {
  const way = relative(root, path);
  // The root itself, or a folder it lies in.
  if (way === '' || way.split(sep).every((part) => part === '..')) return {};
  if (isAbsolute(way) || way === '..' || way.startsWith(`..${sep}`)) return null;
  const [datasite, appData, job, box, sender, folder] = way.split(sep);
  if (datasite === undefined || !isDatasiteName(datasite)) return null;
  if (appData !== undefined && appData !== ABOVE[0]) return null;
  if (job !== undefined && job !== ABOVE[1]) return null;
  if (box !== undefined && box !== 'inbox' && box !== 'review') return null;
  return {
    datasite: nameOf(datasite),
    ...(sender === undefined ? {} : { sender: nameOf(sender) }),
    ...(folder === undefined ? {} : { folder: nameOf(folder) }),
  };
}
