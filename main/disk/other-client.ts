import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../ports/clock.ts';

/** Another client of the owner, seen by the files only it writes beside the datasites. */
export interface OtherClientSeen {
  readonly atWork: boolean;
  /** One sentence for Health. */
  readonly text: string;
}

/** After this long without a sign the other client counts as gone; so far ahead of now a time is no sign. Milliseconds. */
const SIGN_OF_LIFE = 10 * 60_000;

/**
 * Whether the owner's Python client was at work lately: it keeps `.cache` in the SyftBox folder and writes events into
 * the folder `<name>-events` beside it. Where it is, receiving new jobs is its step.
 */
export async function otherClientSeen(box: string, clock: Clock): Promise<OtherClientSeen> {
  const signs = [
    join(box, '.cache', 'owner_file_hashes.json'),
    join(box, '.cache', 'rolling_state.json'),
    join(dirname(box), `${basename(box)}-events`),
  ];
  const now = clock.now();
  const times = (await Promise.all(signs.map(changedAt))).filter((at) => at - now <= SIGN_OF_LIFE);
  const newest = Math.max(...times);
  if (now - newest > SIGN_OF_LIFE) {
    return {
      atWork: false,
      text: 'Gatehouse notes new jobs as received; no other client of yours was seen.',
    };
  }
  const at = new Date(newest).toISOString();
  return {
    atWork: true,
    text: `Another client of yours was at work at ${at}; it notes new jobs as received.`,
  };
}

async function changedAt(path: string): Promise<number> {
  try {
    return (await lstat(path)).mtimeMs;
  } catch {
    // Absent or out of reach: no sign of life.
    return Number.NEGATIVE_INFINITY;
  }
}
