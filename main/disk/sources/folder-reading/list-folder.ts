import { isUtf8 } from 'node:buffer';
import { type Dirent, opendirSync, readdirSync } from 'node:fs';
import type { DiskPath } from '../../path-safety.ts';
import type { Slices } from './slices.ts';

/** The names in a folder, as text where they are UTF-8. `more` = there were others beyond the limit. */
export interface FolderNames {
  readonly names: readonly DiskPath[];
  readonly more: boolean;
}

interface Listed extends Pick<Dirent, 'isDirectory' | 'isSymbolicLink'> {
  readonly name: string | Buffer;
}

type Wanted = (entry: Listed) => boolean;

// A folder this small on disk holds a few thousand names at most, which one call reads in a few milliseconds.
const READ_AT_ONCE = 65_536;
const REPLACEMENT = '\ufffd';

/**
 * At most `limit` names of a folder whose own size on disk is `size`. Big folders are read in slices and never beyond
 * the limit. Throws Node's errors.
 */
export async function listFolder(
  folder: DiskPath,
  size: number,
  limit: number,
  slices: Slices,
): Promise<FolderNames> {
  if (size > READ_AT_ONCE) return inSlices(folder, limit, slices, () => true);
  const names: readonly string[] = readdirSync(folder);
  // Decoding puts U+FFFD for what is not UTF-8; only then are the bytes asked for.
  const exact = names.some(isInexact) ? readdirSync(folder, { encoding: 'buffer' }).map(textIfUtf8) : names;
  return exact.length > limit ? { names: exact.slice(0, limit), more: true } : { names: exact, more: false };
}

/** The names of the folders, and of the links with `links`, directly inside a folder. Throws Node's errors. */
export function listSubfolders(
  folder: DiskPath,
  size: number,
  links: 'with-links' | 'without-links',
  slices: Slices,
): Promise<readonly DiskPath[]> {
  const wanted: Wanted = (entry) => entry.isDirectory() || (links === 'with-links' && entry.isSymbolicLink());
  return listWanted(folder, size, wanted, Number.POSITIVE_INFINITY, slices);
}

/**
 * The names of the folders directly inside a folder, and `named` when anything of that name lies there; at most `limit`.
 * Throws Node's errors.
 */
export function listFoldersAnd(
  named: string,
  folder: DiskPath,
  size: number,
  limit: number,
  slices: Slices,
): Promise<readonly DiskPath[]> {
  const wanted: Wanted = (entry) => entry.isDirectory() || String(entry.name) === named;
  return listWanted(folder, size, wanted, limit, slices);
}

async function listWanted(
  folder: DiskPath,
  size: number,
  wanted: Wanted,
  limit: number,
  slices: Slices,
): Promise<readonly DiskPath[]> {
  if (size > READ_AT_ONCE) {
    return (await inSlices(folder, limit, slices, wanted)).names;
  }
  const entries = readdirSync(folder, { withFileTypes: true });
  if (!entries.some((entry) => isInexact(entry.name))) {
    return entries
      .filter(wanted)
      .slice(0, limit)
      .map((entry) => entry.name);
  }
  const exact = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  return exact
    .filter(wanted)
    .slice(0, limit)
    .map((entry) => textIfUtf8(entry.name));
}

function isInexact(name: string): boolean {
  return name.includes(REPLACEMENT);
}

function textIfUtf8(name: Buffer): DiskPath {
  return isUtf8(name) ? name.toString('utf8') : name;
}

async function inSlices(
  folder: DiskPath,
  limit: number,
  slices: Slices,
  wanted: Wanted,
): Promise<FolderNames> {
  // Latin-1 stands for the bytes one by one, so nothing of a name is lost.
  const directory = opendirSync(folder, { encoding: 'latin1', bufferSize: 512 });
  const names: DiskPath[] = [];
  try {
    for (let read = 1; ; read += 1) {
      const entry = directory.readSync();
      if (entry === null) return { names, more: false };
      if (names.length >= limit) return { names, more: true };
      if (wanted(entry)) names.push(textIfUtf8(Buffer.from(entry.name, 'latin1')));
      if (read % 512 === 0) await slices.breath();
    }
  } finally {
    directory.closeSync();
  }
}
