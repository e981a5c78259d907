import type { JobRow } from '../../shared/view/job.ts';

/** The rows as they stand on the screen. */
export interface Arrangement {
  readonly rows: readonly JobRow[];
  /** Rows that no longer lie on disk but keep their place until the list is let go. */
  readonly gone: ReadonlySet<string>;
  /** Rows that fit the filter and wait for a place. */
  readonly kept: ReadonlySet<string>;
}

/** Every fitting row in its place. */
export function arrangeAnew(rows: readonly JobRow[]): Arrangement {
  return { rows, gone: NONE, kept: NONE };
}

/**
 * The rows in the places they had, each brought up to date: while somebody points at the list nothing in it may move.
 * Rows new to the list are only counted.
 */
export function arrangeInPlace(
  before: Arrangement,
  fitting: readonly JobRow[],
  byId: ReadonlyMap<string, JobRow>,
): Arrangement {
  const standing = new Set<string>();
  const gone = new Set<string>();
  const rows = before.rows.map((row) => {
    standing.add(row.id);
    const now = byId.get(row.id);
    if (now === undefined) gone.add(row.id);
    return now ?? row;
  });
  const kept = new Set<string>();
  for (const row of fitting) if (!standing.has(row.id)) kept.add(row.id);
  return { rows, gone, kept };
}

/**
 * How far to scroll so that what is read stays where it is: the row to hold on to is the chosen one when it is in
 * view, else the first in view, and none when the list stands at its top with nothing chosen.
 */
export function scrollShift(
  before: readonly JobRow[],
  after: readonly JobRow[],
  view: {
    readonly top: number;
    readonly height: number;
    readonly row: number;
    readonly chosen: string | null;
  },
): number {
  const first = Math.floor(view.top / view.row);
  const last = Math.ceil((view.top + view.height) / view.row);
  const chosen = before.slice(first, last).find((row) => row.id === view.chosen);
  const anchor = chosen ?? (view.top > 0 ? before[first] : undefined);
  if (anchor === undefined) return 0;
  const from = before.findIndex((row) => row.id === anchor.id);
  const to = after.findIndex((row) => row.id === anchor.id);
  return to === -1 ? 0 : (to - from) * view.row;
}

/** Ids of the other rows: those below the row with this id, then from the top down to it. */
export function orderAfter(rows: readonly JobRow[], id: string): readonly string[] {
  const place = rows.findIndex((row) => row.id === id);
  return [...rows.slice(place + 1), ...rows.slice(0, Math.max(place, 0))].map((row) => row.id);
}

const NONE: ReadonlySet<string> = new Set();
