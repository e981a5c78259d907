import { ruleFilePathIn } from '../../core/permissions/rule-tree.ts';
import type { RuleFileFound } from '../../ports/rule-files.ts';
import type { DiskPath } from '../path-safety.ts';
import type { Slices } from '../sources/folder-reading/slices.ts';
import type { RuleLimits } from './limits.ts';
import { type ReadRuleFile, readRuleFile, unreadable } from './read-rule-file.ts';

/** The rule files that were found so far, by folder, and what is still to be told about them. */
export interface KnownFiles {
  /** Looks at the rule file in a folder, and reads it when it is not exactly what was read before. */
  look(folder: string, disk: DiskPath): Promise<void>;
  /** Closes a folder that cannot be searched: whatever its rule file says, it counts as one that does not load. */
  bar(folder: string, reason: string): void;
  unbar(folder: string): void;
  /** Forgets what lies at or below a folder that is gone. */
  drop(folder: string): void;
  has(folder: string): boolean;
  /** Begins a new look at many folders; its number tells later what it did not come by. */
  beginTurn(): number;
  /** Folders at or below that one whose rule file nobody came by since that turn began. */
  missedSince(turn: number, folder: string): readonly string[];
  /** What was not told yet. */
  takeNews(): readonly RuleFileFound[];
  /** How many rule files were not told yet. */
  untold(): number;
}

interface Known extends ReadRuleFile {
  readonly seen: number;
}

/** No rule files yet. */
export function createKnownFiles(limits: RuleLimits, slices: Slices, now: () => number): KnownFiles {
  const known = new Map<string, Known>();
  const barred = new Map<string, string>();
  const untold = new Set<string>();
  let bytes = 0;
  let turn = 0;

  function keep(folder: string, next: ReadRuleFile): void {
    const before = known.get(folder);
    bytes += next.bytes - (before?.bytes ?? 0);
    known.set(folder, { ...next, seen: turn });
    if (before === undefined || !isSame(before.found, next.found)) untold.add(folder);
  }

  function forget(folder: string): void {
    const before = known.get(folder);
    if (before === undefined) return;
    bytes -= before.bytes;
    known.delete(folder);
    untold.add(folder);
  }

  const beyond = (before: Known | undefined) => (size: number) => {
    if (before === undefined && known.size >= limits.files) return `there are over ${limits.files} of them`;
    const sum = bytes - (before?.bytes ?? 0) + size;
    return sum > limits.bytes ? `all together hold over ${limits.bytes} bytes` : null;
  };

  return {
    async look(folder, disk) {
      const before = known.get(folder);
      const why = barred.get(folder);
      if (why !== undefined) return keep(folder, unreadable({ folder, before, now }, why, null));
      const { fileBytes } = limits;
      const wish = { folder, disk, before, fileBytes, beyond: beyond(before), now };
      const read = await readRuleFile(wish, slices);
      if (read === null) forget(folder);
      else keep(folder, read);
    },
    bar(folder, reason) {
      barred.set(folder, reason);
      keep(folder, unreadable({ folder, before: known.get(folder), now }, reason, null));
    },
    unbar: (folder) => void barred.delete(folder),
    drop(folder) {
      for (const each of [...barred.keys()]) if (isAtOrBelow(each, folder)) barred.delete(each);
      for (const each of [...known.keys()]) if (isAtOrBelow(each, folder)) forget(each);
    },
    has: (folder) => known.has(folder),
    beginTurn() {
      turn += 1;
      return turn;
    },
    missedSince: (since, folder) =>
      [...known].flatMap(([one, { seen }]) => (seen < since && isAtOrBelow(one, folder) ? [one] : [])),
    takeNews() {
      const news = [...untold].map((folder): RuleFileFound => {
        const path = ruleFilePathIn(folder);
        return known.get(folder)?.found ?? { kind: 'removed', path, changedAt: now() };
      });
      untold.clear();
      return news;
    },
    untold: () => untold.size,
  };
}

function isAtOrBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function isSame(one: ReadRuleFile['found'], other: ReadRuleFile['found']): boolean {
  if (one.changedAt !== other.changedAt) return false;
  if (one.kind === 'text') return other.kind === 'text' && one.text === other.text;
  return other.kind === 'unreadable' && one.reason === other.reason;
}
