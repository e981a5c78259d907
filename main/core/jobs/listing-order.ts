import { JOB_STATUSES } from '../../../shared/terms/job-status.ts';
import { momentOf, type StatedTime } from '../python-yaml/instant.ts';
import type { JobFacts } from './facts.ts';
import { statusOf } from './job.ts';

// Lies beyond every millisecond a time may have, before year 1 to after year 9999.
const FAR = 500_000_000_000_000;
const MISSING = '~';
// No folder name holds a NUL, so a shorter field sorts before a longer one that begins the same.
const BETWEEN = '\0';
const BEYOND = /[\ud7ff-\u{10ffff}]/gu;

/**
 * A key that sorts jobs, compared by UTF-16 units, as the Python clients list them: newest `submitted_at` first, none
 * last; then the owner's own datasite, datasite, status, lower-case name. A naive time counts as local time,
 * `localOffsetMinutes` ahead of UTC. Where the clients use a config's name we use the folder's.
 */
export function listingOrder(facts: JobFacts, owner: string, localOffsetMinutes: number): string {
  const { datasite, folder } = facts.place;
  const time = facts.config.kind === 'read' ? facts.config.config.submittedAt : null;
  return [
    time === null ? MISSING : newestFirst(time, localOffsetMinutes),
    datasite === owner ? '0' : '1',
    byCodePoint(datasite),
    JOB_STATUSES.indexOf(statusOf(facts)),
    byCodePoint(folder.toLowerCase()),
  ].join(BETWEEN);
}

function newestFirst(time: StatedTime, localOffsetMinutes: number): string {
  const { epochMs, micros } = momentOf(time, localOffsetMinutes);
  return `${String(FAR - epochMs).padStart(15, '0')}${String(999 - micros).padStart(3, '0')}`;
}

// Python compares code points; pairs of surrogates would sort before U+E000 as units, so they are written out.
function byCodePoint(text: string): string {
  return text.replace(BEYOND, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return `\ud7ff${codePoint.toString(16).padStart(6, '0')}`;
  });
}
