import type { PermissionFinding } from '../../../../shared/view/permissions.ts';
import { EVERYONE } from '../../../core/permissions/access-list.ts';
import { entriesOf } from '../../../core/permissions/edit-effects.ts';
import { listed } from '../../../core/permissions/edit-problem.ts';
import { joinPath } from '../../../core/permissions/paths.ts';
import type { AccessLevel } from '../../../core/permissions/rule.ts';
import { EMAIL_TEMPLATE } from '../../../core/permissions/rule-order.ts';
import {
  governanceOf,
  type LoadedRuleFile,
  type RuleFileEntry,
  type RuleTree,
} from '../../../core/permissions/rule-tree.ts';
import { type Holder, whoMayBelow } from '../../../core/permissions/who-may.ts';
import { OWN_FOLDERS } from '../../rules/own-folders.ts';

/** What the owner should look at first: worst first, rule file by rule file. */
export function findingsIn(
  tree: RuleTree,
  owner: string,
  files: readonly RuleFileEntry[],
): readonly PermissionFinding[] {
  const found = files.flatMap((file) => (file.kind === 'loaded' ? openingsIn(tree, file) : []));
  return [
    ...OWN_FOLDERS.flatMap((folder) => exposure(tree, owner, folder)),
    ...found.filter(({ code }) => code === 'anyone-may-write'),
    ...tree.broken.map(brokenFinding),
    ...found.filter(({ code }) => code === 'anyone-may-read'),
  ];
}

function exposure(tree: RuleTree, owner: string, folder: string): readonly PermissionFinding[] {
  const { holders } = whoMayBelow(tree, folder, 'read');
  const people = [...new Set(holders.map(({ who }) => who))].filter((who) => who !== owner).sort();
  const [first] = holders;
  if (people.length === 0 || first === undefined) return [];
  const text = `Gatehouse’s own folder is open to ${listed(people)} by ${first.file}.`;
  return [{ code: 'own-folder-exposed', path: folder, text }];
}

function brokenFinding({ path, reason }: RuleTree['broken'][number]): PermissionFinding {
  const text = `It does not load (${reason}), so nobody but you may do anything in its folder. The Python clients refuse every decision of the datasite until it is repaired.`;
  return { code: 'rule-file-broken', path, text };
}

function openingsIn(tree: RuleTree, file: LoadedRuleFile): readonly PermissionFinding[] {
  // Nearly no file names everyone, and asking which rules are heard takes longer than looking for the word.
  if (!entriesOf(file.source).includes(EVERYONE)) return [];
  if (governanceOf(tree, file.folder).file !== file) return [];
  const open = (level: AccessLevel): readonly Holder[] =>
    whoMayBelow(tree, file.folder, level).holders.filter(
      ({ who, file: path }) => who === EVERYONE && path === file.path,
    );
  const writing = patternsOf(open('write'));
  const reading = patternsOf(open('read')).filter((pattern) => !writing.includes(pattern));
  return [
    ...writing.map((pattern) => opening('anyone-may-write', 'write', file, pattern)),
    ...reading.map((pattern) => opening('anyone-may-read', 'read', file, pattern)),
  ];
}

function patternsOf(holders: readonly Holder[]): readonly string[] {
  return [...new Set(holders.map(({ pattern }) => pattern))];
}

function opening(
  code: PermissionFinding['code'],
  act: string,
  file: LoadedRuleFile,
  pattern: string,
): PermissionFinding {
  const where = joinPath(file.folder, pattern);
  const own = pattern.includes(EMAIL_TEMPLATE) ? ', each under their own address' : '';
  return { code, path: file.folder, text: `Anyone may ${act} ${where}${own} (${file.path}).` };
}
