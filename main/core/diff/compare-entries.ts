import type { JobEntry } from '../jobs/entry.ts';
import { isOutsideDigest } from '../jobs/entry.ts';

/** How one entry differs between two readings of a job. */
export interface EntryChange {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'content' | 'mode' | 'kind';
  readonly before: JobEntry | null;
  readonly after: JobEntry | null;
}

/** Every entry that differs between two readings, in order of path; folders count only when they come or go. */
export function compareEntries(
  before: readonly JobEntry[],
  after: readonly JobEntry[],
): readonly EntryChange[] {
  const earlier = byKey(before);
  const later = byKey(after);
  const keys = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  return keys.flatMap((key) => changeOf(earlier.get(key) ?? null, later.get(key) ?? null));
}

function byKey(entries: readonly JobEntry[]): ReadonlyMap<string, JobEntry> {
  const digested = entries.filter((entry) => !isOutsideDigest(entry));
  return new Map(digested.map((entry) => [`${entry.path}\u0000${entry.pathHex ?? ''}`, entry]));
}

function changeOf(before: JobEntry | null, after: JobEntry | null): readonly EntryChange[] {
  if (before === null || after === null) {
    const path = after?.path ?? before?.path ?? '';
    return [{ path, change: before === null ? 'added' : 'removed', before, after }];
  }
  const { path } = after;
  if (before.kind !== after.kind) return [{ path, change: 'kind', before, after }];
  if (before.sha256 !== after.sha256) return [{ path, change: 'content', before, after }];
  if (before.executable !== after.executable) return [{ path, change: 'mode', before, after }];
  return [];
}
