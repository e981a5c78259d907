import { type CompiledRules, compileRules } from './compiled-rules.ts';
import { folderOf, joinPath, lastNameOf, namesIn, tidyPath } from './paths.ts';
import { RULE_FILE_NAME, type RuleFile } from './rule.ts';
import { parseRuleFile } from './rule-file.ts';

/** One rule file of a datasite, ready to be asked. */
export interface LoadedRuleFile {
  readonly kind: 'loaded';
  /** Path below the datasite, as all paths here. */
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly source: RuleFile;
  readonly rules: CompiledRules;
}

/** A rule file that does not load: nobody but the owner may do anything at or below its folder. */
export interface BrokenRuleFile {
  readonly kind: 'broken';
  readonly path: string;
  readonly folder: string;
  readonly reason: string;
}

/** One rule file, whatever became of reading it. */
export type RuleFileEntry = LoadedRuleFile | BrokenRuleFile;

interface Folder {
  readonly file: RuleFileEntry | null;
  readonly children: ReadonlyMap<string, Folder>;
}

/**
 * The rule files of one datasite. A value: changing one file makes a new tree that shares everything else, and
 * reads that file alone.
 */
export interface RuleTree {
  readonly root: Folder;
  /** Rule files that do not load, in order of path. The real engine would refuse every decision of the datasite. */
  readonly broken: readonly BrokenRuleFile[];
}

const EMPTY_FOLDER: Folder = { file: null, children: new Map() };

/** A datasite without rule files. */
export const EMPTY_RULE_TREE: RuleTree = { root: EMPTY_FOLDER, broken: [] };

/** True when a path is that of a rule file. */
export function isRuleFilePath(path: string): boolean {
  return lastNameOf(path) === RULE_FILE_NAME;
}

/** The tree of a datasite's rule files, given as path and text; other files are left out. */
export function ruleTreeFrom(files: Iterable<readonly [path: string, text: string]>): RuleTree {
  const root: BuildingFolder = { file: null, children: new Map() };
  const broken: BrokenRuleFile[] = [];
  for (const [path, text] of files) {
    if (!isRuleFilePath(path)) continue;
    const entry = entryFor(path, text);
    buildingFolder(root, entry.folder).file = entry;
    if (entry.kind === 'broken') broken.push(entry);
  }
  return { root, broken: byPath(broken) };
}

/** The tree after one rule file was written with this text. */
export function withRuleFile(tree: RuleTree, path: string, text: string): RuleTree {
  return withEntry(tree, tidyPath(path), entryFor(path, text));
}

/** The tree after one rule file was found that cannot be read as text; `reason` says why. */
export function withUnreadableRuleFile(tree: RuleTree, path: string, reason: string): RuleTree {
  const tidy = tidyPath(path);
  return withEntry(tree, tidy, { kind: 'broken', path: tidy, folder: folderOf(tidy), reason });
}

/** The tree after one rule file was removed. */
export function withoutRuleFile(tree: RuleTree, path: string): RuleTree {
  return withEntry(tree, tidyPath(path), null);
}

/** The rule file at exactly this path, or null. */
export function ruleFileAt(tree: RuleTree, path: string): RuleFileEntry | null {
  let folder: Folder | undefined = tree.root;
  for (const name of namesIn(folderOf(tidyPath(path)))) folder = folder?.children.get(name);
  return folder?.file ?? null;
}

/** Every rule file at or below a folder, in order of path. */
export function ruleFilesBelow(tree: RuleTree, folder = ''): readonly RuleFileEntry[] {
  let start: Folder | undefined = tree.root;
  for (const name of namesIn(folder)) start = start?.children.get(name);
  const found: RuleFileEntry[] = [];
  const waiting = start === undefined ? [] : [start];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.file !== null) found.push(next.file);
    for (const child of next.children.values()) waiting.push(child);
  }
  return byPath(found);
}

/** Every rule file that can decide for something at or below a folder: the governing one, and those below it that are asked. */
export function ruleFilesAskedBelow(tree: RuleTree, folder: string): readonly RuleFileEntry[] {
  const { file } = governanceOf(tree, folder);
  const found: RuleFileEntry[] = file === null ? [] : [file];
  if (file !== null && endsWalk(file)) return found;
  let start: Folder | undefined = tree.root;
  for (const name of namesIn(folder)) start = start?.children.get(name);
  const waiting = start === undefined ? [] : [...start.children.values()];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.file !== null) found.push(next.file);
    if (next.file !== null && endsWalk(next.file)) continue;
    for (const child of next.children.values()) waiting.push(child);
  }
  return byPath(found);
}

/** Where a request ends up: the rule files met on the way down, and the one that decides. */
export interface Governance {
  readonly file: RuleFileEntry | null;
  /** The path below the deciding file's folder; `''` is that folder itself. */
  readonly relative: string;
  /** True when the walk ended before the path did, because the deciding file lets no deeper one speak. */
  readonly stopped: boolean;
}

/**
 * Finds the deepest rule file on the way to a path. A file with `terminal: true` ends the walk; so does a broken
 * one, since it might have said so.
 */
export function governanceOf(tree: RuleTree, path: string): Governance {
  const tidy = tidyPath(path);
  let folder: Folder | undefined = tree.root;
  let file = folder.file;
  let below = 0;
  for (let at = 0; at < tidy.length; ) {
    if (file !== null && endsWalk(file)) return { file, relative: tidy.slice(below), stopped: true };
    const slash = tidy.indexOf('/', at);
    const end = slash < 0 ? tidy.length : slash;
    folder = folder.children.get(tidy.slice(at, end));
    if (folder === undefined) break;
    at = end + 1;
    if (folder.file !== null) {
      file = folder.file;
      below = at;
    }
  }
  return { file, relative: tidy.slice(below), stopped: false };
}

/** True when no rule file below this one is ever asked. */
export function endsWalk(file: RuleFileEntry): boolean {
  return file.kind === 'broken' || file.rules.terminal;
}

/** Every rule file that lies on the way to a path, top down, whether or not the walk gets that far. */
export function ruleFilesOnWay(tree: RuleTree, path: string): readonly RuleFileEntry[] {
  const found: RuleFileEntry[] = [];
  let folder: Folder | undefined = tree.root;
  if (folder.file !== null) found.push(folder.file);
  for (const name of namesIn(path)) {
    folder = folder.children.get(name);
    if (folder === undefined) break;
    if (folder.file !== null) found.push(folder.file);
  }
  return found;
}

interface BuildingFolder {
  file: RuleFileEntry | null;
  readonly children: Map<string, BuildingFolder>;
}

function buildingFolder(root: BuildingFolder, path: string): BuildingFolder {
  let folder = root;
  for (const name of namesIn(path)) {
    const child: BuildingFolder = folder.children.get(name) ?? { file: null, children: new Map() };
    folder.children.set(name, child);
    folder = child;
  }
  return folder;
}

/** What a rule file with that text comes to. */
export function entryFor(path: string, text: string): RuleFileEntry {
  const tidy = tidyPath(path);
  const folder = folderOf(tidy);
  const reading = parseRuleFile(text);
  if (!reading.ok) return { kind: 'broken', path: tidy, folder, reason: reading.reason };
  return {
    kind: 'loaded',
    path: tidy,
    folder,
    text,
    source: reading.rules,
    rules: compileRules(reading.rules),
  };
}

function withEntry(tree: RuleTree, path: string, entry: RuleFileEntry | null): RuleTree {
  if (!isRuleFilePath(path)) return tree;
  const root = withEntryIn(tree.root, namesIn(folderOf(path)), 0, entry) ?? EMPTY_FOLDER;
  const wasBroken = tree.broken.some((file) => file.path === path);
  if (!wasBroken && entry?.kind !== 'broken') return { root, broken: tree.broken };
  const others = tree.broken.filter((file) => file.path !== path);
  return { root, broken: entry?.kind === 'broken' ? byPath([...others, entry]) : others };
}

/** A copy of the folders on the way to the entry; null for a folder that holds nothing any more. */
function withEntryIn(
  folder: Folder,
  names: readonly string[],
  at: number,
  entry: RuleFileEntry | null,
): Folder | null {
  const name = names[at];
  if (name === undefined) {
    return entry === null && folder.children.size === 0 ? null : { file: entry, children: folder.children };
  }
  const child = withEntryIn(folder.children.get(name) ?? EMPTY_FOLDER, names, at + 1, entry);
  const children = new Map(folder.children);
  if (child === null) children.delete(name);
  else children.set(name, child);
  return folder.file === null && children.size === 0 ? null : { file: folder.file, children };
}

/** Sorted by path. */
export function byPath<File extends { readonly path: string }>(files: readonly File[]): readonly File[] {
  return files.toSorted((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
}

/** The path of the rule file of a folder. */
export function ruleFilePathIn(folder: string): string {
  return joinPath(folder, RULE_FILE_NAME);
}
