import type { Reply } from '../../shared/terms/problem.ts';
import type { RuleFileNews } from '../core/permissions/rule-tree-news.ts';

/** What became of one rule file, with when it last changed on disk, in milliseconds since 1970. */
export type RuleFileFound = RuleFileNews & { readonly changedAt: number };

/** Every `syft.pub.yaml` of one datasite. Paths are below the datasite's folder, `''` is that folder itself. */
export interface RuleFiles {
  /** Tells what differs from what was told before, as soon as it is read and before the asking call resolves. */
  onNews(listener: (news: readonly RuleFileFound[]) => void): void;
  /** Looks at everything (`everywhere`), or only at what decides for whole senders (`above-jobs`), in slices. */
  sweep(part: 'above-jobs' | 'everywhere'): Promise<void>;
  /** Looks at the rule files in the folders on the way to a path, and in the path itself where it is a folder. */
  refreshOnWay(path: string): Promise<void>;
  /** Looks at every rule file on the way to a folder and below it. */
  refreshBelow(path: string): Promise<void>;
  /** The names of the folders directly in a folder, sorted, at most `limit`. Problem: `no-such-file`. */
  folders(path: string, limit: number): Promise<Reply<FolderNames>>;
  /** The path below the datasite that a path on disk stands for, or null when it lies elsewhere. */
  pathOf(disk: string): string | null;
}

/** Names of folders; `more` = there are others beyond the limit. */
export interface FolderNames {
  readonly names: readonly string[];
  readonly more: boolean;
}
