import { ruleFileText } from './edit-rules.ts';
import { isPlainEmail } from './identity.ts';
import { refusalOfPath, tidyPath } from './paths.ts';
import {
  endsWalk,
  governanceOf,
  type RuleTree,
  ruleFileAt,
  ruleFilePathIn,
  ruleFilesOnWay,
  withRuleFile,
} from './rule-tree.ts';
import { type Holder, whoMayBelow } from './who-may.ts';

/** The per-job rule file to write, and what withdrawing it means. */
export type FreezePlan =
  | {
      readonly ok: true;
      readonly path: string;
      readonly text: string;
      /** What lies there now: withdrawing writes exactly those bytes back, or removes the file where there was none. */
      readonly restore: 'remove-file' | 'write-previous-bytes';
      /** The tree as it will be. */
      readonly tree: RuleTree;
    }
  | { readonly ok: false; readonly reason: 'path-refused' };

/** Whether nobody but the owner may write into a job's folder. */
export type FreezeCheck =
  | { readonly holds: true }
  | {
      readonly holds: false;
      /** The rule file above the job that lets the job's own not speak, or null when it is another reason. */
      readonly defeatedBy: string | null;
      /** Those who may still write. */
      readonly writers: readonly Holder[];
    };

/**
 * Plans the rule file that takes write access to a job's folder from everybody but the owner. The sender may go on
 * reading what they sent; rule files deeper in the job's folder are not heard any more.
 */
export function planFreeze(tree: RuleTree, jobPath: string, sender: string): FreezePlan {
  if (refusalOfPath(jobPath) !== null || tidyPath(jobPath) === '')
    return { ok: false, reason: 'path-refused' };
  const path = ruleFilePathIn(tidyPath(jobPath));
  const readers = isPlainEmail(sender) ? [sender] : [];
  const rule = { pattern: '**', access: { read: readers, write: [], admin: [] } };
  const text = ruleFileText({ rules: [rule], terminal: true });
  const restore = ruleFileAt(tree, path) === null ? 'remove-file' : 'write-previous-bytes';
  return { ok: true, path, text, restore, tree: withRuleFile(tree, path, text) };
}

/** Asks the engine, with the rules as they are now, whether a job is closed to everybody but the owner. */
export function freezeHolds(tree: RuleTree, jobPath: string, owner: string): FreezeCheck {
  const path = ruleFilePathIn(tidyPath(jobPath));
  const { file } = governanceOf(tree, jobPath);
  const writers = whoMayBelow(tree, jobPath, 'write').holders.filter(({ who }) => who !== owner);
  const isHeard = file?.path === path;
  if (writers.length === 0 && file !== null && file.kind === 'loaded') return { holds: true };
  const above = ruleFilesOnWay(tree, jobPath).find((each) => each.path !== path && endsWalk(each));
  return { holds: false, defeatedBy: isHeard ? null : (above?.path ?? null), writers };
}
