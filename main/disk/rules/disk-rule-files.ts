import { relative, sep } from 'node:path';
import type { RuleFileFound, RuleFiles } from '../../ports/rule-files.ts';
import { createSlices, type Slices } from '../sources/folder-reading/slices.ts';
import { createFolderLists } from './folder-lists.ts';
import { createKnownFiles } from './known-files.ts';
import { RULE_LIMITS, type RuleLimits } from './limits.ts';
import { listNames } from './list-names.ts';
import { lookOnWay, type RuleSearch } from './search.ts';
import { walkFolders } from './walk-folders.ts';

/** What finding rule files needs to know. */
export interface RuleFileOptions {
  /** The datasite's folder, every link in it resolved. */
  readonly folder: string;
  readonly limits?: RuleLimits;
  /** How the thread is shared while reading. */
  readonly slices?: Slices;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** How many rule files are told at once at most while walking; whoever hears of them reads their text right then. */
const PORTION = 64;
const INBOX = 'app_data/job/inbox';

/** Finds the rule files below one datasite's folder. Links are never followed. */
export function createRuleFiles(options: RuleFileOptions): RuleFiles {
  const { folder: root, limits = RULE_LIMITS, slices = createSlices(), now = Date.now } = options;
  const known = createKnownFiles(limits, slices, now);
  const lists = createFolderLists(limits.folders, slices, now);
  const listeners = new Set<(news: readonly RuleFileFound[]) => void>();
  const search: RuleSearch = {
    root,
    limits,
    slices,
    known,
    lists,
    tell(when) {
      if (known.untold() < (when === 'now' ? 1 : PORTION)) return;
      const news = known.takeNews();
      for (const listener of listeners) listener(news);
    },
  };

  return {
    onNews: (listener) => void listeners.add(listener),
    async sweep(part) {
      if (part === 'above-jobs') {
        if (await lookOnWay(search, INBOX)) await walkFolders(search, INBOX, 'one-level');
      } else {
        lists.keepSince(await walkFolders(search, '', 'all-levels'));
      }
      search.tell('now');
    },
    async refreshOnWay(path) {
      await lookOnWay(search, path);
      search.tell('now');
    },
    async refreshBelow(path) {
      if (await lookOnWay(search, path)) await walkFolders(search, path, 'all-levels');
      search.tell('now');
    },
    async folders(path, limit) {
      await slices.breath();
      return listNames(root, path, limit, slices);
    },
    pathOf(disk) {
      const way = relative(root, disk);
      const outside = way === '..' || way.startsWith(`..${sep}`);
      return outside ? null : way.split(sep).join('/');
    },
  };
}
