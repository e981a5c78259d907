import { hash } from 'node:crypto';
import { readlinkSync, type Stats } from 'node:fs';
import type { EntryKind, JobEntry } from '../../../core/jobs/entry.ts';
import type { JobLimits } from '../../../core/jobs/limits.ts';
import { type Figures, figuresOf, isUnchanged, lookAt } from './look.ts';
import { type Content, readContent } from './read-content.ts';
import type { Slices } from './slices.ts';
import type { Survey, SurveyItem } from './survey.ts';

/** A file as it was when it was last hashed: still true while a look sees the same figures. */
export interface KnownFile {
  readonly seen: Figures;
  readonly entry: JobEntry;
}

/** Something that kept one entry from being read, in plain words. */
export interface Trouble {
  readonly path: string;
  readonly why: string;
}

/** What reading every file of a survey gave. */
export interface FolderReading {
  /** Sorted by path. */
  readonly entries: readonly JobEntry[];
  readonly troubles: readonly Trouble[];
  /** Why not every byte was read, in plain words; null when every one was. */
  readonly stopped: string | null;
  /** Files whose hash may be used again. */
  readonly known: ReadonlyMap<string, KnownFile>;
  /** Bytes of the files that were asked for, where they were read now and not known. */
  readonly kept: ReadonlyMap<string, Buffer>;
  /** Paths that were not what the survey saw any more; the reading is then of no use but for showing. */
  readonly changed: readonly string[];
}

/** How a folder's files are read. */
export interface ReadWish {
  /** Hard limits: beyond them nothing more is read. */
  readonly limits: JobLimits;
  readonly known: ReadonlyMap<string, KnownFile>;
  /** True for a file whose bytes are wanted besides its hash. */
  readonly keep: (path: string, size: number) => boolean;
  /** Files changed after this moment (milliseconds since 1970) are hashed again next time. */
  readonly settledBefore: number;
}

interface Draft {
  readonly entries: JobEntry[];
  readonly troubles: Trouble[];
  readonly known: Map<string, KnownFile>;
  readonly kept: Map<string, Buffer>;
  readonly changed: string[];
  bytes: number;
  stopped: string | null;
}

/** Reads and hashes every file a survey found, then looks whether its folders are still the same. */
export async function readFolder(survey: Survey, wish: ReadWish, slices: Slices): Promise<FolderReading> {
  const draft: Draft = {
    entries: [],
    troubles: [],
    known: new Map(),
    kept: new Map(),
    changed: [],
    bytes: 0,
    stopped: survey.stopped,
  };
  let count = 0;
  for (const item of survey.items) {
    count += 1;
    if (count % 16 === 0) await slices.breath();
    if (item.kind === 'file' || item.kind === 'hard-link') {
      const step = readItem(item, wish, draft, slices);
      // Waiting costs; small files are done by now.
      if (step !== undefined) await step;
    } else addUnopened(item, draft);
  }
  for (const folder of survey.folders) {
    const now = lookAt(folder.disk);
    if (now === null || now instanceof Error || !isUnchanged(now, folder.stats))
      draft.changed.push(folder.path);
  }
  draft.entries.sort(byPath);
  return draft;
}

function readItem(item: SurveyItem, wish: ReadWish, draft: Draft, slices: Slices): Promise<void> | undefined {
  const { stats, path } = item;
  if (stats === null) return undefined;
  const known = wish.known.get(path);
  if (known !== undefined && known.entry.pathHex === item.pathHex && isUnchanged(known.seen, stats)) {
    draft.bytes += stats.size;
    draft.known.set(path, known);
    draft.entries.push(known.entry);
    return undefined;
  }
  if (draft.bytes + stats.size > wish.limits.bytes) {
    draft.stopped ??= `its files take over ${wish.limits.bytes} bytes`;
    draft.entries.push(entryOf(item));
    return undefined;
  }
  draft.bytes += stats.size;
  const content = readContent(
    item.disk,
    stats,
    { whole: wish.limits.shown, keep: wish.keep(path, stats.size) },
    slices,
  );
  if (!(content instanceof Promise)) return void addContent(item, stats, content, wish, draft);
  return content.then((read) => addContent(item, stats, read, wish, draft));
}

function addContent(item: SurveyItem, stats: Stats, content: Content, wish: ReadWish, draft: Draft): void {
  if (content.kind === 'read') {
    const { sha256, text, hiddenCharacters, kept } = content;
    const entry = entryOf(item, item.kind, sha256, text, hiddenCharacters);
    draft.entries.push(entry);
    if (kept !== null) draft.kept.set(item.path, kept);
    // A write in the same tick of the disk's clock leaves no trace in the figures, so what is young is not relied on.
    if (stats.ctimeMs < wish.settledBefore) draft.known.set(item.path, { seen: figuresOf(stats), entry });
    return;
  }
  const why = content.kind === 'unreadable' ? content.why : 'it changed while it was read';
  if (content.kind === 'changed') draft.changed.push(item.path);
  draft.troubles.push({ path: item.path, why });
  draft.entries.push(entryOf(item, 'unreadable'));
}

function addUnopened(item: SurveyItem, draft: Draft): void {
  if (item.trouble !== null) draft.troubles.push({ path: item.path, why: item.trouble });
  if (item.kind !== 'link') {
    draft.entries.push(entryOf(item));
    return;
  }
  try {
    const target = readlinkSync(item.disk, { encoding: 'buffer' });
    draft.entries.push(entryOf(item, 'link', hash('sha256', target, 'hex')));
  } catch {
    draft.changed.push(item.path);
    draft.troubles.push({ path: item.path, why: 'it changed while it was read' });
    draft.entries.push(entryOf(item, 'unreadable'));
  }
}

function entryOf(
  { path, pathHex, kind: seen, stats }: SurveyItem,
  kind: EntryKind = seen,
  sha256: string | null = null,
  text: JobEntry['text'] = 'none',
  hiddenCharacters: number = 0,
): JobEntry {
  const isFile = stats !== null && (seen === 'file' || seen === 'hard-link');
  const size = isFile ? stats.size : 0;
  const executable = isFile && (stats.mode & 0o111) !== 0;
  return { path, pathHex, kind, size, executable, sha256, text, hiddenCharacters };
}

function byPath(one: JobEntry, other: JobEntry): number {
  return one.path < other.path ? -1 : Number(one.path > other.path);
}
