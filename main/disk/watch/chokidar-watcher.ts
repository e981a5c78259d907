import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { watch as chokidarWatch, type FSWatcher } from 'chokidar';
import type { Watcher, WatchMode } from '../../ports/watcher.ts';
import { concernsJobs, isRuleFileAbove, standingOf } from './watched-paths.ts';

/** What a watcher needs; `watch` is chokidar's own function unless a test puts faults around it. */
export interface WatcherParts {
  /** The datasite's folder. */
  readonly folder: string;
  readonly watch?: typeof chokidarWatch;
}

const POLL_PACE = 1_000;
const WATCHES_USED_UP: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/**
 * Watches the folders that lead to jobs and the folders of followed jobs. Only folders get a watch, one each: the
 * system tells of changes to the files in them, and what it tells is no more than a hint. When watches run out it falls
 * back to polling, and says so.
 */
export function createWatcher({ folder, watch = chokidarWatch }: WatcherParts): Watcher {
  const followed = new Map<string, Followed>();
  const listeners = new Set<() => void>();
  let hint: (path: string) => void = () => undefined;
  let upper: FSWatcher | null = null;
  let mode: WatchMode = 'stopped';
  let reason: string | null = 'Not started yet.';

  function become(next: WatchMode, why: string | null): void {
    mode = next;
    reason = why;
    for (const listener of listeners) listener();
  }

  function say(path: string): void {
    if (concernsJobs(folder, path) || isRuleFileAbove(folder, path)) hint(path);
  }

  /** One chokidar instance: closing it is the one way to let go of everything below a folder. */
  function open(folders: readonly string[], passOver: (path: string) => boolean): FSWatcher {
    const polling = mode === 'polling';
    const opened = watch([...folders], {
      ignored: (path, stats) => passOver(path) || isPassedOver(stats, polling),
      ignoreInitial: true,
      followSymlinks: false,
      ...(polling ? { usePolling: true, interval: POLL_PACE, binaryInterval: POLL_PACE } : {}),
    });
    opened.on('all', (_event, path) => say(path));
    opened.on('raw', (_event, name, details) => {
      const watched = watchedPathOf(details);
      if (watched !== null) say(typeof name === 'string' ? join(watched, name) : watched);
    });
    opened.on('error', onError);
    return opened;
  }

  const openUpper = () =>
    open([folder], (path) => standingOf(folder, path) !== 'leads-to-jobs' && !isRuleFileAbove(folder, path));
  const openJob = (folders: readonly string[]): Followed => ({ folders, watcher: open(folders, nothing) });

  function onError(error: unknown): void {
    const code = codeOf(error);
    // One report comes for each path that got no watch; the first is enough to change over.
    if (mode === 'polling' || code === null || !WATCHES_USED_UP.has(code)) return;
    become(
      'polling',
      `The system has no more file watches to give (${code}), so the folder is looked at every second instead.`,
    );
    void upper?.close();
    upper = openUpper();
    for (const [key, old] of followed) {
      void old.watcher.close();
      followed.set(key, openJob(old.folders));
    }
  }

  function unfollow(key: string): void {
    void followed.get(key)?.watcher.close();
    followed.delete(key);
  }

  return {
    get mode() {
      return mode;
    },
    get reason() {
      return reason;
    },
    async start(listener) {
      hint = listener;
      const opened = openUpper();
      upper = opened;
      await new Promise<void>((resolve) => {
        opened.once('ready', resolve);
        opened.once('error', () => resolve());
      });
      if (mode === 'stopped') become('events', null);
    },
    follow(key, folders) {
      const before = followed.get(key)?.folders ?? [];
      if (before.length === folders.length && folders.every((one) => before.includes(one))) return;
      unfollow(key);
      if (folders.length > 0) followed.set(key, openJob(folders));
    },
    onModeChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      hint = () => undefined;
      const closing = [...followed.values()].map((one) => one.watcher.close());
      followed.clear();
      await Promise.all([...closing, upper?.close()]);
      upper = null;
      become('stopped', 'Stopped.');
    },
  };
}

interface Followed {
  readonly folders: readonly string[];
  readonly watcher: FSWatcher;
}

const nothing = () => false;

/** A folder's watch tells of its files; when polling, each file has to be looked at itself. Links are never entered. */
function isPassedOver(stats: Stats | undefined, polling: boolean): boolean {
  if (stats === undefined) return false;
  return polling ? stats.isSymbolicLink() : !stats.isDirectory();
}

function watchedPathOf(details: unknown): string | null {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details)) return null;
  return typeof details.watchedPath === 'string' ? details.watchedPath : null;
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
