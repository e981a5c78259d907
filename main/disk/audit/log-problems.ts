import { type Reply, refused } from '../../../shared/terms/problem.ts';

/** The log on disk is not the one that was written; the message says what is wrong in one sentence. */
export class BrokenError extends Error {}

/** The problem for a log that does not fit together. */
export function logBroken(folder: string, why: string): Reply<never> {
  return refused(
    'log-broken',
    `The log does not fit together, so nothing is decided. ${why}`,
    `Put the log in ${folder} back from a backup and start Gatehouse again. Without a backup, move every file in that folder to a safe place as evidence; Gatehouse then begins a new log.`,
  );
}

/** The problem for a log the disk does not let us write; `why` are words without a full stop. */
export function logUnwritable(folder: string, why: string): Reply<never> {
  return refused(
    'log-unwritable',
    `The log cannot be written, so nothing is decided: ${why.replace(/\.$/, '')}.`,
    `Make sure that ${folder} can be written and the disk has room, then try again.`,
  );
}

/** The problem for a log that cannot be read. */
export function logUnreadable(folder: string, why: string): Reply<never> {
  return refused(
    'read-failed',
    `The log cannot be read: ${why}.`,
    `Make sure that ${folder} can be read, then try again.`,
  );
}
