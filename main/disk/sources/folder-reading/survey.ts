import { hash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type EntryKind, WHOLE_JOB } from '../../../core/jobs/entry.ts';
import { diskReason } from '../../file-system.ts';
import { type DiskPath, joinDisk, nameOf } from '../../path-safety.ts';
import { listFolder } from './list-folder.ts';
import { figuresOf, kindOf, type Look, lookAt } from './look.ts';
import type { Slices } from './slices.ts';

/** One thing below the folder, as a look without opening it saw it. */
export interface SurveyItem {
  /** Path below the folder; `.` is the folder itself, where it cannot be entered. */
  readonly path: string;
  readonly pathHex: string | null;
  readonly disk: DiskPath;
  readonly kind: EntryKind;
  /** Null when even looking failed. */
  readonly stats: Stats | null;
  /** Why it is unreadable, in plain words. */
  readonly trouble: string | null;
}

/** Everything below one folder, nothing opened but folders, no link followed. */
export interface Survey {
  /** Null when the folder itself could not be looked at; `items` then says why. */
  readonly top: Stats | null;
  readonly items: readonly SurveyItem[];
  /** Every folder that was listed, the top one first, as it was just before. */
  readonly folders: readonly { readonly path: string; readonly disk: DiskPath; readonly stats: Stats }[];
  /** Why the survey stopped before the end, in plain words; null when it is whole. */
  readonly stopped: string | null;
}

/** Where a survey stops. */
export interface SurveyLimits {
  readonly entries: number;
  readonly paths: number;
  readonly depth: number;
}

interface Open {
  readonly path: string;
  readonly bytes: Buffer | null;
  readonly disk: DiskPath;
  readonly stats: Stats;
  readonly depth: number;
  /** Where its own item stands, -1 for the top. */
  readonly index: number;
}

interface Draft {
  readonly items: SurveyItem[];
  readonly folders: { path: string; disk: DiskPath; stats: Stats }[];
  readonly open: Open[];
  /** UTF-16 units of all paths so far. */
  length: number;
  stopped: string | null;
}

/** Looks at everything below a folder; null when neither a folder nor a link lies there. */
export async function surveyFolder(
  disk: DiskPath,
  limits: SurveyLimits,
  slices: Slices,
): Promise<Survey | null> {
  const top = lookAt(disk);
  if (top === null) return null;
  const draft: Draft = { items: [], folders: [], open: [], length: 0, stopped: null };
  if (top instanceof Error) return { top: null, ...draft, items: [itemOf(WHOLE_JOB, null, disk, top)] };
  if (top.isDirectory()) draft.open.push({ path: '', bytes: null, disk, stats: top, depth: 0, index: -1 });
  else if (top.isSymbolicLink()) draft.items.push(itemOf(WHOLE_JOB, null, disk, top));
  else return null;
  for (
    let folder = draft.open.pop();
    folder !== undefined && draft.stopped === null;
    folder = draft.open.pop()
  ) {
    await surveyOne(folder, draft, limits, slices);
  }
  return { top, items: draft.items, folders: draft.folders, stopped: draft.stopped };
}

/** A short text that differs whenever two surveys of a folder saw anything different. */
export function surveyStamp(survey: Survey): string {
  const lines = survey.items.map(({ path, pathHex, kind, stats }) =>
    stats === null ? [path, pathHex, kind] : [path, pathHex, kind, figuresOf(stats)],
  );
  const top = survey.top === null ? null : figuresOf(survey.top);
  return hash('sha256', JSON.stringify([top, survey.stopped, ...lines]), 'base64');
}

async function surveyOne(folder: Open, draft: Draft, limits: SurveyLimits, slices: Slices): Promise<void> {
  if (folder.depth > limits.depth) {
    draft.stopped = `its folders lie over ${limits.depth} deep in one another`;
    return;
  }
  const left = limits.entries - draft.items.length;
  try {
    const { names, more } = await listFolder(folder.disk, folder.stats.size, left, slices);
    draft.folders.push({ path: folder.path || WHOLE_JOB, disk: folder.disk, stats: folder.stats });
    let count = 0;
    for (const name of names) {
      count += 1;
      if (count % 128 === 0) await slices.breath();
      addItem(folder, name, draft);
      if (draft.length > limits.paths) break;
    }
    if (draft.length > limits.paths)
      draft.stopped = `its paths together are over ${limits.paths} characters long`;
    if (more) draft.stopped = `it holds over ${limits.entries} entries`;
  } catch (error) {
    const item = {
      ...itemOf(folder.path || WHOLE_JOB, folder.bytes, folder.disk, folder.stats),
      kind: 'unreadable' as const,
    };
    const troubled = { ...item, trouble: diskReason(error) };
    if (folder.index < 0) draft.items.push(troubled);
    else draft.items[folder.index] = troubled;
  }
}

function addItem(folder: Open, name: DiskPath, draft: Draft): void {
  const disk = joinDisk(folder.disk, name);
  const look = lookAt(disk);
  if (look === null) return;
  const shown = typeof name === 'string' ? name : nameOf(name);
  const path = folder.path === '' ? shown : `${folder.path}/${shown}`;
  draft.length += path.length;
  const bytes = bytesBelow(folder, name);
  const index = draft.items.push(itemOf(path, bytes, disk, look)) - 1;
  if (look instanceof Error || !look.isDirectory()) return;
  draft.open.push({ path, bytes, disk, stats: look, depth: folder.depth + 1, index });
}

/** The path's bytes where any name in it is not UTF-8, else null. */
function bytesBelow(folder: Open, name: DiskPath): Buffer | null {
  if (folder.bytes === null && typeof name === 'string') return null;
  const bytes = Buffer.from(name);
  if (folder.path === '') return bytes;
  return Buffer.concat([folder.bytes ?? Buffer.from(folder.path), Buffer.from('/'), bytes]);
}

function itemOf(path: string, bytes: Buffer | null, disk: DiskPath, look: Exclude<Look, null>): SurveyItem {
  const pathHex = bytes === null ? null : bytes.toString('hex');
  if (look instanceof Error) {
    return { path, pathHex, disk, kind: 'unreadable', stats: null, trouble: diskReason(look) };
  }
  return { path, pathHex, disk, kind: kindOf(look), stats: look, trouble: null };
}
