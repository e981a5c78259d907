import type { JobRow } from '../../../shared/view/job.ts';
import { plainText } from '../../parts/plain.tsx';
import { countText } from '../../parts/sizes.ts';
import type { Group } from '../../store/filter.ts';

export const INBOX = {
  list: 'Jobs',
  search: 'Search jobs',
  searchHint: 'Search name, sender, state…',
  groups: 'Show jobs that are',
  clear: 'clear',
  gone: 'no longer on disk',
  loading: 'Reading the jobs…',
  nothingChosen: 'Choose a job on the left to read it.',
} as const;

export const GROUP_WORDS: Readonly<Record<Group, string>> = {
  waiting: 'Waiting',
  approved: 'Approved',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  rejected: 'Rejected',
  sent: 'Sent',
};

const EMPTY_GROUPS: Readonly<Record<Group, readonly [head: string, text: string]>> = {
  waiting: [
    'Nothing waits for you',
    'A job appears here as soon as a sender’s files have reached your datasite. You will be told when one is complete.',
  ],
  approved: [
    'Nothing is approved and not yet started',
    'Jobs that you approve stay here until a runner takes them.',
  ],
  running: ['Nothing is running', 'Approved jobs show up here while a runner works on them.'],
  done: ['Nothing is done yet', 'Jobs that ran to their end are kept here.'],
  failed: ['Nothing has failed', 'Jobs that ended with an error or ran out of time are kept here.'],
  rejected: ['Nothing was rejected', 'Jobs that you turn down are kept here with your reason.'],
  sent: [
    'Nothing was sent elsewhere',
    'Jobs lying in other people’s datasites on this disk are listed here.',
  ],
};

/** What an empty list says. */
export function emptyWords(group: Group | null, searching: boolean): readonly [head: string, text: string] {
  if (searching) return ['No job fits', 'Try fewer words, or look in every state.'];
  if (group === null) return ['No job has arrived yet', EMPTY_GROUPS.waiting[1]];
  return EMPTY_GROUPS[group];
}

export const SENT_TITLE = 'Jobs in other people’s datasites; their owners decide';

export function hiddenText(hidden: number): string {
  return `${hidden.toLocaleString('en-GB')} hidden by filters`;
}

/** While the datasite is read for the first time. */
export function readingText(count: number): string {
  return `Reading the jobs… ${count.toLocaleString('en-GB')} so far`;
}

export function newText(count: number): string {
  return `${count.toLocaleString('en-GB')} new`;
}

/** Files here so far, of how many. */
export function arrivingText(arriving: { readonly present: number; readonly expected: number }): string {
  return arriving.present < arriving.expected
    ? `arriving ${arriving.present}/${arriving.expected}`
    : 'just arrived, settling';
}

/** What is announced when jobs became ready for a decision. */
export function newsText(news: readonly JobRow[]): string {
  const [first] = news;
  if (first === undefined) return '';
  if (news.length > 1) return `${news.length} new jobs are waiting`;
  const files = countText(first.files, 'file');
  return `1 new job: ${plainText(first.name)} from ${plainText(first.sender)}, ${files}`;
}
