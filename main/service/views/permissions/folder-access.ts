import type { FolderAccess } from '../../../../shared/view/permissions.ts';
import { samplePath } from '../../../core/permissions/edit-effects.ts';
import { listed } from '../../../core/permissions/edit-problem.ts';
import { lastNameOf } from '../../../core/permissions/paths.ts';
import type { AccessLevel } from '../../../core/permissions/rule.ts';
import {
  governanceOf,
  type RuleTree,
  ruleFileAt,
  ruleFilePathIn,
} from '../../../core/permissions/rule-tree.ts';
import { type Holder, whoMayAt, whoMayBelow } from '../../../core/permissions/who-may.ts';

/** How many people a summary names. */
const NAMED = 3;

/** One folder with what the rules in force mean for what lies directly in it. */
export function folderAccessOf(tree: RuleTree, owner: string, path: string, folders: number): FolderAccess {
  const file = ruleFileAt(tree, ruleFilePathIn(path));
  return {
    path,
    name: lastNameOf(path),
    summary: summaryOf(tree, owner, path),
    hasRules: file !== null,
    broken: file?.kind === 'broken',
    folders,
  };
}

/** Who may do what in a folder, in plain words: `only you`, `you and ana@lab.example can write`. */
export function summaryOf(tree: RuleTree, owner: string, path: string): string {
  const { file } = governanceOf(tree, path);
  if (file === null) return 'only you';
  if (file.kind === 'broken') return `only you, because ${file.path} does not load`;
  const among = (holders: readonly Holder[]): readonly string[] =>
    [...new Set(holders.map(({ who }) => who))].filter((who) => who !== owner).sort();
  const inside = samplePath(`${path}/`);
  const all = (level: AccessLevel) => among(whoMayAt(tree, inside, level).holders);
  const some = (level: AccessLevel) =>
    among(whoMayBelow(tree, path, level).holders.filter((one) => one.file === file.path));
  const writers = all('write');
  const readers = without(all('read'), writers);
  const someWriters = without(some('write'), writers);
  const someReaders = without(without(some('read'), writers), [...readers, ...someWriters]);
  const parts = [
    writers.length > 0 && `${writers.includes('*') ? 'anyone' : `you and ${named(writers)}`} can write`,
    readers.length > 0 && `${readers.includes('*') ? 'anyone' : named(readers)} can read`,
    someWriters.length > 0 && `${named(someWriters)} can write some of it`,
    someReaders.length > 0 && `${named(someReaders)} can read some of it`,
  ];
  return parts.filter((part) => part !== false).join('; ') || 'only you';
}

/** Those who are not already covered by others. */
function without(people: readonly string[], others: readonly string[]): readonly string[] {
  return others.includes('*') ? [] : people.filter((who) => !others.includes(who));
}

/** The first few of many names, in a sentence. */
function named(people: readonly string[]): string {
  if (people.includes('*')) return 'anyone';
  if (people.length <= NAMED) return listed(people);
  const more = people.length - NAMED;
  return `${people.slice(0, NAMED).join(', ')} and ${more} ${more === 1 ? 'other' : 'others'}`;
}
