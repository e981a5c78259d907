import type { Reply } from '../../../shared/terms/problem.ts';
import { folderOf, lastNameOf } from '../../core/permissions/paths.ts';
import { RULE_FILE_NAME } from '../../core/permissions/rule.ts';
import { EMPTY_RULE_TREE, type RuleTree } from '../../core/permissions/rule-tree.ts';
import { withRuleFiles } from '../../core/permissions/rule-tree-news.ts';
import type { FolderNames, RuleFileFound, RuleFiles } from '../../ports/rule-files.ts';
import type { Timers } from '../../ports/timers.ts';
import { upToJob } from './job-place.ts';

/** The rules of one datasite as they lie on disk. */
export interface Rules {
  /** The rules as last read; a value that never changes. */
  tree(): RuleTree;
  /** True once everything that decides for whole senders has been read. */
  ready(): boolean;
  /** When a rule file last changed on disk, in milliseconds since 1970; null when there is none. */
  changedAt(path: string): number | null;
  /** The rules with everything on the way to a folder and below it looked at just now. */
  fresh(folder: string): Promise<RuleTree>;
  /** The rules with everything that can decide for one path looked at just now. */
  freshOnWay(path: string): Promise<RuleTree>;
  /** Something moved at that path on disk. */
  hint(disk: string): void;
  sweep(part: 'above-jobs' | 'everywhere'): Promise<void>;
  folders(path: string, limit: number): Promise<Reply<FolderNames>>;
  /** Tells in which folders rule files changed; none when the rules became ready. */
  onChange(listener: (folders: readonly string[]) => void): () => void;
  stop(): void;
}

/** What the rules need. */
export interface RulesParts {
  readonly files: RuleFiles;
  readonly timers: Timers;
  readonly onTrouble: (what: string) => void;
}

/** Hints about one folder within this time are one look, in milliseconds. */
const GATHER_TIME = 25;

/** No rules yet; they come with the first sweep, or with the first look. */
export function createRules({ files, timers, onTrouble }: RulesParts): Rules {
  const listeners = new Set<(folders: readonly string[]) => void>();
  const changed = new Map<string, number>();
  const hinted = new Set<string>();
  let tree = EMPTY_RULE_TREE;
  let ready = false;
  let cancel: () => void = () => undefined;

  const tell = (folders: readonly string[]) => {
    for (const listener of listeners) listener(folders);
  };

  files.onNews((news: readonly RuleFileFound[]) => {
    tree = withRuleFiles(tree, news);
    for (const { kind, path, changedAt } of news) {
      if (kind === 'removed') changed.delete(path);
      else changed.set(path, changedAt);
    }
    tell(news.map(({ path }) => folderOf(path)));
  });

  async function caught(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      onTrouble(`Permission files could not be looked at: ${error instanceof Error ? error.message : error}`);
    }
  }

  async function followHints(): Promise<void> {
    const paths = [...hinted];
    hinted.clear();
    for (const path of paths) await caught(() => files.refreshOnWay(path));
  }

  function plan(path: string): void {
    if (hinted.size === 0) cancel = timers.after(GATHER_TIME, () => void followHints());
    hinted.add(path);
  }

  return {
    tree: () => tree,
    ready: () => ready,
    changedAt: (path) => changed.get(path) ?? null,
    async fresh(folder) {
      await files.refreshBelow(folder);
      return tree;
    },
    async freshOnWay(path) {
      await files.refreshOnWay(path);
      return tree;
    },
    hint(disk) {
      const path = files.pathOf(disk);
      if (path !== null) plan(lastNameOf(path) === RULE_FILE_NAME ? folderOf(path) : upToJob(path));
    },
    async sweep(part) {
      await caught(() => files.sweep(part));
      if (ready) return;
      ready = true;
      tell([]);
    },
    folders: (path, limit) => files.folders(path, limit),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => cancel(),
  };
}
