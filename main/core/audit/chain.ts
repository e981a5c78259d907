import type { AuditBody, AuditEntry } from './entry.ts';

/** What the first line of a log names as the hash of the line before it. */
export const CHAIN_START = '0'.repeat(64);

/** Where a chain stands: the sequence number of a line and the hex SHA-256 of its bytes without the newline. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** The chain before its first line. */
export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: CHAIN_START };

/** JSON with keys sorted by code unit and no white space: one value has one spelling, so its hash means something. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${pairs.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** The entry that follows `head`; `at` is an ISO time in UTC with microseconds. */
export function entryAfter(head: ChainHead, body: AuditBody, at: string): AuditEntry {
  return { ...body, v: 1, seq: head.seq + 1, at, prev: head.hash };
}

/** What an entry says about its place in the chain. */
export type Link = Pick<AuditEntry, 'seq' | 'prev'>;

/** Why a line does not follow `head`, in one sentence, or null when it does. */
export function linkProblem(head: ChainHead, link: Link): string | null {
  const due = head.seq + 1;
  if (link.seq > due) {
    const last = link.seq - 1;
    const missing = due === last ? `Entry ${due} is` : `Entries ${due} to ${last} are`;
    return `${missing} missing before entry ${link.seq}.`;
  }
  if (link.seq < due) {
    return `Entry ${link.seq} stands where entry ${due} belongs: lines were moved, repeated or put in.`;
  }
  if (link.prev === head.hash) return null;
  if (due === 1) return 'The first entry names an entry before it: the beginning was cut off or changed.';
  return `Entry ${link.seq} does not fit the line before it: one of the two was changed.`;
}
