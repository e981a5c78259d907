import { isWaiting, type JobStatus } from '../../shared/terms/job-status.ts';
import type { JobRow } from '../../shared/view/job.ts';

/** The groups a row can be in; a row is in exactly one. */
export const GROUPS = ['waiting', 'approved', 'running', 'done', 'failed', 'rejected', 'sent'] as const;
export type Group = (typeof GROUPS)[number];

/** What is looked for, and in which group; null = in every group. */
export interface Filter {
  readonly search: string;
  readonly group: Group | null;
}

/** What a filter leaves of the list. */
export interface Filtered {
  readonly rows: readonly JobRow[];
  /** Rows that fit the search, a group each. */
  readonly counts: Readonly<Record<Group, number>>;
  /** Rows of the list that are not in `rows`. */
  readonly hidden: number;
}

/** The filter of a fresh inbox. */
export const AT_REST: Filter = { search: '', group: 'waiting' };

const SECTION: Readonly<Record<JobStatus, Group>> = {
  received: 'waiting',
  pending: 'waiting',
  approved: 'approved',
  running: 'running',
  done: 'done',
  failed: 'failed',
  rejected: 'rejected',
};

/** The group of a row: jobs lying in other datasites are *sent*, whatever their state. */
export function groupOf(row: JobRow): Group {
  return row.own ? SECTION[row.status] : 'sent';
}

/** True for a job its owner still has to decide. */
export function isForUs(row: JobRow): boolean {
  return row.own && isWaiting(row.status);
}

/** Rows that fit, in the order given. Every word of the search must occur in name, sender, datasite or status. */
export function filterRows(rows: readonly JobRow[], filter: Filter): Filtered {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const counts: Record<Group, number> = {
    waiting: 0,
    approved: 0,
    running: 0,
    done: 0,
    failed: 0,
    rejected: 0,
    sent: 0,
  };
  const kept: JobRow[] = [];
  for (const row of rows) {
    if (words.length > 0 && !fits(row, words)) continue;
    const group = groupOf(row);
    counts[group] += 1;
    if (filter.group === null || filter.group === group) kept.push(row);
  }
  return { rows: kept, counts, hidden: rows.length - kept.length };
}

const haystacks = new WeakMap<JobRow, string>();

function fits(row: JobRow, words: readonly string[]): boolean {
  let text = haystacks.get(row);
  if (text === undefined) {
    text = [row.name, row.sender, row.datasite, row.status].join('\n').toLowerCase();
    haystacks.set(row, text);
  }
  return words.every((word) => text.includes(word));
}
