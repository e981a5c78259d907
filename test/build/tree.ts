import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** What lies below a folder: for every path its kind, mode and content; for files when they last changed, too. */
export type Tree = ReadonlyMap<string, string>;

/** Looks at everything below a folder without following a link. */
export function treeOf(root: string): Tree {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(paths.map((path) => [path, describe(join(root, path))]));
}

function describe(path: string): string {
  const facts = lstatSync(path);
  const mode = (facts.mode & 0o7777).toString(8);
  if (facts.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (!facts.isFile()) return `${facts.isDirectory() ? 'folder' : 'special'} ${mode}`;
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  return `file ${mode} ${facts.size} ${facts.mtimeMs} ${sha256}`;
}

/** Paths that are in one tree only, or differ. */
export function differences(before: Tree, after: Tree): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}
