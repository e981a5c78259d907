import { RULE_FILE_NAME } from '../../core/permissions/rule.ts';
import { ruleFilePathIn } from '../../core/permissions/rule-tree.ts';
import type { RuleFileFound } from '../../ports/rule-files.ts';
import { diskReason } from '../file-system.ts';
import { type DiskPath, joinDisk } from '../path-safety.ts';
import { type Figures, figuresOf, isUnchanged, lookAt, whyRefused } from '../sources/folder-reading/look.ts';
import { readContent } from '../sources/folder-reading/read-content.ts';
import type { Slices } from '../sources/folder-reading/slices.ts';

/** One rule file as it was last read. */
export interface ReadRuleFile {
  readonly found: Exclude<RuleFileFound, { kind: 'removed' }>;
  /** Null when it must be looked at again whatever a look says. */
  readonly figures: Figures | null;
  /** What its text takes. */
  readonly bytes: number;
}

/** What reading one rule file needs to know. */
export interface RuleFileWish {
  readonly folder: string;
  readonly disk: DiskPath;
  readonly before: ReadRuleFile | undefined;
  readonly fileBytes: number;
  /** Why a file of that size must not be read besides the others, or null. */
  readonly beyond: (size: number) => string | null;
  readonly now: () => number;
}

const ATTEMPTS = 3;
/** Clocks of disks tick slowly, and a write within a tick of the last shows nowhere. */
const YOUNG = 2_000;

/** Reads the rule file in a folder unless it is exactly what was read before; null when none lies there. */
export async function readRuleFile(wish: RuleFileWish, slices: Slices): Promise<ReadRuleFile | null> {
  const { before, fileBytes, now } = wish;
  const path = joinDisk(wish.disk, RULE_FILE_NAME);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stats = lookAt(path);
    if (stats === null) return null;
    if (stats instanceof Error) return unreadable(wish, diskReason(stats), null);
    const figures = figuresOf(stats);
    if (before?.figures && isUnchanged(before.figures, figures)) return before;
    const refusal = whyRefused(stats, fileBytes) ?? wish.beyond(stats.size);
    if (refusal !== null) return unreadable(wish, refusal, figures);
    const content = await readContent(path, stats, { whole: fileBytes, keep: true }, slices);
    if (content.kind === 'unreadable') return unreadable(wish, content.why, null);
    if (content.kind === 'changed') continue;
    if (content.text !== 'text' || content.kept === null) {
      return unreadable(wish, 'it is not UTF-8 text', figures);
    }
    const { ctimeMs: changedAt, size: bytes } = stats;
    const text = content.kept.toString('utf8');
    return {
      found: { kind: 'text', path: ruleFilePathIn(wish.folder), text, changedAt },
      figures: now() - changedAt < YOUNG ? null : figures,
      bytes,
    };
  }
  return unreadable(wish, 'it changes while it is read', null);
}

/** A rule file that counts as one that does not load; said once, not anew at every look. */
export function unreadable(
  { folder, before, now }: Pick<RuleFileWish, 'folder' | 'before' | 'now'>,
  reason: string,
  figures: Figures | null,
): ReadRuleFile {
  const earlier = before?.found.kind === 'unreadable' ? before.found.changedAt : now();
  const changedAt = figures?.ctimeMs ?? earlier;
  return {
    found: { kind: 'unreadable', path: ruleFilePathIn(folder), reason, changedAt },
    figures,
    bytes: 0,
  };
}
