import type { PushPayload } from '../../shared/contract/pushes.ts';
import type { JobRow } from '../../shared/view/job.ts';

/** The copy of main's list at one revision: sorted by `order`, then by id. */
export interface JobList {
  readonly revision: number;
  readonly rows: readonly JobRow[];
  readonly byId: ReadonlyMap<string, JobRow>;
}

type Change = PushPayload<'jobs.changed'>;

/** Above this share of the list a whole sort is cheaper than moving rows one by one. */
const MANY = 1 / 16;

/** The list as a snapshot gives it. */
export function listFrom(snapshot: { readonly revision: number; readonly jobs: readonly JobRow[] }): JobList {
  return {
    revision: snapshot.revision,
    rows: [...snapshot.jobs].sort(compareRows),
    byId: new Map(snapshot.jobs.map((row) => [row.id, row])),
  };
}

/**
 * The list after a push. A push that the list already contains changes nothing; one that starts from a revision the
 * list has not reached gives `gap`: something was missed and only a snapshot helps.
 */
export function applyChange(list: JobList, change: Change): JobList | 'gap' {
  if (change.revision <= list.revision) return list;
  if (change.from !== list.revision) return 'gap';
  const byId = new Map(list.byId);
  for (const id of change.removed) byId.delete(id);
  for (const row of change.changed) byId.set(row.id, row);
  const touched = change.changed.length + change.removed.length;
  const rows =
    touched > list.rows.length * MANY ? [...byId.values()].sort(compareRows) : moveRows(list, change);
  return { revision: change.revision, rows, byId };
}

/** Order of the list: by the text main gives, then by id. */
export function compareRows(a: JobRow, b: JobRow): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function moveRows(list: JobList, change: Change): readonly JobRow[] {
  const rows = [...list.rows];
  const seats = new Map(list.byId);
  for (const id of change.removed) {
    takeOut(rows, seats.get(id));
    seats.delete(id);
  }
  for (const row of change.changed) {
    seat(rows, seats.get(row.id), row);
    seats.set(row.id, row);
  }
  return rows;
}

function seat(rows: JobRow[], before: JobRow | undefined, row: JobRow): void {
  if (before !== undefined && before.order === row.order) {
    rows[placeOf(rows, before)] = row;
    return;
  }
  takeOut(rows, before);
  rows.splice(placeOf(rows, row), 0, row);
}

function takeOut(rows: JobRow[], row: JobRow | undefined): void {
  if (row !== undefined) rows.splice(placeOf(rows, row), 1);
}

/** Index of the row, or where it would go. */
function placeOf(rows: readonly JobRow[], row: JobRow): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows[middle];
    if (other !== undefined && compareRows(other, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
