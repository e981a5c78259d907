import { RULE_FILE_NAME } from './rule.ts';

/** The names of a path; empty ones vanish, `.` and `..` are names like any other. */
export function namesIn(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '');
}

/** The path without doubled slashes and without one at either end. */
export function tidyPath(path: string): string {
  const untidy = path.startsWith('/') || path.endsWith('/') || path.includes('//');
  return untidy ? namesIn(path).join('/') : path;
}

/** The path below a folder; `''` is the datasite itself. */
export function joinPath(folder: string, name: string): string {
  if (folder === '') return name;
  return name === '' ? folder : `${folder}/${name}`;
}

/** The folder a path lies in; `''` for a path directly in the datasite. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** What is left of a path below one of its folders; `''` for the folder itself. Both tidy. */
export function pathBelow(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

/** Every folder on the way to a path, the datasite (`''`) first, the path's own folder last. */
export function foldersOnWay(path: string): readonly string[] {
  const names = namesIn(path);
  return names.map((_, index) => names.slice(0, index).join('/'));
}

/** The last name of a path. */
export function lastNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Why a path is not one inside a datasite. */
export type PathRefusal = 'absolute' | 'dot-name' | 'backslash' | 'nul' | 'drive-letter';

/** Null when the path can only mean something inside the datasite; a slash at the end is allowed. */
export function refusalOfPath(path: string): PathRefusal | null {
  if (path.startsWith('/')) return 'absolute';
  if (path.includes('\0')) return 'nul';
  if (path.includes('\\')) return 'backslash';
  if (/^[A-Za-z]:/.test(path)) return 'drive-letter';
  return /(?:^|\/)\.{1,2}(?:\/|$)/.test(path) ? 'dot-name' : null;
}

// What disks drop or fold in names: zero-width and direction marks, dots and spaces at the end.
const DROPPED_IN_NAMES = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[. ]+$/g;

/** True when some disk would take the path's last name for a rule file: case, Unicode form, invisible marks aside. */
export function couldBeRuleFile(path: string): boolean {
  const name = lastNameOf(tidyPath(path));
  if (name.endsWith(RULE_FILE_NAME)) return true;
  if (name.length < RULE_FILE_NAME.length) return false;
  const folded = name.replace(DROPPED_IN_NAMES, '').normalize('NFC').toUpperCase().toLowerCase();
  return folded === RULE_FILE_NAME;
}
