import { folderOf, namesIn, tidyPath } from './paths.ts';
import {
  type BrokenRuleFile,
  byPath,
  entryFor,
  isRuleFilePath,
  type RuleFileEntry,
  type RuleTree,
} from './rule-tree.ts';

/** What became of one rule file: written, found unreadable, or removed. */
export type RuleFileNews =
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string }
  | { readonly kind: 'removed'; readonly path: string };

type Folder = RuleTree['root'];

interface OwnFolder {
  file: RuleFileEntry | null;
  readonly children: Map<string, Folder>;
}

/** The tree after several rule files changed; each folder on the way is copied once, however many lie below it. */
export function withRuleFiles(tree: RuleTree, news: Iterable<RuleFileNews>): RuleTree {
  const own = new Map<Folder, OwnFolder>();
  const root = ownCopy(tree.root, own);
  const broken = new Map<string, BrokenRuleFile>(tree.broken.map((file) => [file.path, file]));
  for (const one of news) {
    if (!isRuleFilePath(one.path)) continue;
    const path = tidyPath(one.path);
    const entry = entryOf({ ...one, path });
    place(root, namesIn(folderOf(path)), entry, own);
    if (entry?.kind === 'broken') broken.set(path, entry);
    else broken.delete(path);
  }
  return { root, broken: byPath([...broken.values()]) };
}

function entryOf(news: RuleFileNews): RuleFileEntry | null {
  if (news.kind === 'removed') return null;
  const { path } = news;
  if (news.kind === 'text') return entryFor(path, news.text);
  return { kind: 'broken', path, folder: folderOf(path), reason: news.reason };
}

function ownCopy(folder: Folder | undefined, own: Map<Folder, OwnFolder>): OwnFolder {
  const copy: OwnFolder = { file: folder?.file ?? null, children: new Map(folder?.children) };
  own.set(copy, copy);
  return copy;
}

function place(
  root: OwnFolder,
  names: readonly string[],
  entry: RuleFileEntry | null,
  own: Map<Folder, OwnFolder>,
): void {
  const way: OwnFolder[] = [root];
  let folder = root;
  for (const name of names) {
    const known = folder.children.get(name);
    const child = (known && own.get(known)) ?? ownCopy(known, own);
    folder.children.set(name, child);
    way.push(child);
    folder = child;
  }
  folder.file = entry;
  for (let depth = names.length; depth > 0; depth -= 1) {
    const [here, above, name] = [way[depth], way[depth - 1], names[depth - 1]];
    if (here?.file !== null || here.children.size > 0 || name === undefined) break;
    above?.children.delete(name);
  }
}
