import type { FileView, JobDetail } from '../../../shared/view/job.ts';
import { plainText } from '../../parts/plain.tsx';
import { countText } from '../../parts/sizes.ts';
import type { Action } from '../../store/decision.ts';
import type { Tab } from '../../store/view.ts';

export const JOB = {
  page: 'Job',
  opening: 'Opening…',
  submitted: 'submitted',
  claimed: 'claimed',
  firstSeen: 'first seen',
  noDigest: 'no digest',
  copyDigest: 'Copy digest',
  copyPlace: 'Copy place',
  copied: 'Copied',
  notCopied: 'The clipboard is not open to this page. Select the text and copy it by hand.',
  changed: 'This job changed while you were reading.',
  changedNext: 'What you see is what was here before; approving covers that and would be refused.',
  showNew: 'Show the new version',
  gone: 'This job is no longer on disk.',
  goneNext: 'What you see is the last that was read; nothing can be decided about it.',
  problems: 'What is odd about this job',
} as const;

export const TABS: Readonly<Record<Tab, string>> = {
  run: 'run.sh',
  files: 'Files',
  details: 'Details',
  access: 'Access',
};

export const CODE = {
  wrap: 'Wrap lines',
  find: 'Find',
  reading: 'Reading the file…',
  differs: 'This file is no longer the one that is listed.',
  differsNext: 'Show the new version of the job to read it.',
  noRunScript: 'This job has no run.sh.',
  noRunScriptNext: 'run.sh is what would be executed; without it nothing could run.',
  notShown: 'This file is not shown.',
  chooseFile: 'Choose a file to read it.',
  empty: 'The file is empty.',
} as const;

export const FILES = {
  list: 'Files of the job',
  columns: ['name', 'size', 'sha256', ''],
  viewed: 'viewed',
  executable: 'executable',
} as const;

const KINDS: Readonly<Record<FileView['kind'], string>> = {
  file: 'file',
  folder: 'folder',
  link: 'link',
  'hard-link': 'hard link',
  fifo: 'pipe',
  socket: 'socket',
  device: 'device',
  unreadable: 'unreadable',
};

export function kindWord(kind: FileView['kind']): string {
  return KINDS[kind];
}

export const BAR = {
  bar: 'Decision',
  approve: 'Approve',
  reject: 'Reject…',
  more: 'More',
  withdraw: 'Withdraw…',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  covers: 'covers exactly these bytes',
  onlyReject: 'This job can only be rejected',
  seeAbove: 'see what is odd about it, above.',
  cannotApprove: 'Approving is not possible.',
  cannotReject: 'Rejecting is not possible.',
  confirmGroup: 'Confirm the approval',
  tickAll: 'Tick every line first.',
} as const;

const WRITING: Readonly<Record<Action, string>> = {
  approve: 'the approval',
  reject: 'the rejection',
  withdraw: 'the withdrawal',
};

/** What the bar says between the click and the disk. */
export function writingText(action: Action, written: boolean): string {
  return written ? `Written. Waiting to see ${WRITING[action]} on disk…` : `Writing ${WRITING[action]}…`;
}

/** What is announced once the disk shows the decision. */
export function decidedText(last: { action: Action; name: string; next: string | null }): string {
  const name = plainText(last.name);
  if (last.action === 'withdraw') return `Withdrew the approval of “${name}”. It waits again.`;
  const done = last.action === 'approve' ? 'Approved' : 'Rejected';
  const next = last.next === null ? 'Nothing else waits.' : `Next: ${plainText(last.next)}.`;
  return `${done} “${name}”. ${next}`;
}

export function viewedText(viewed: number, all: number): string {
  return `${viewed} of ${countText(all, 'file')} viewed`;
}

const NAMED = 3;

/** The question before an approval: what it covers, and what of it was not looked at. */
export function confirmText(unread: readonly FileView[]): string {
  if (unread.length === 0) return 'You have viewed every file. Approve exactly these bytes?';
  const names = unread
    .slice(0, NAMED)
    .map((file) => plainText(file.path) + (file.shown ? '' : ' (cannot be shown)'));
  const rest = unread.length - names.length;
  const list = rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
  return `You have not looked at ${list}. Approve all the same?`;
}

export function acknowledgeText(defect: string, count: number): string {
  return `I have seen: ${defect}${count > 1 ? ` (${count} places)` : ''}`;
}

export const REJECT = {
  title: 'Reject this job',
  says: 'The job will not run. Its sender can read the reason you give.',
  reason: 'Reason',
  hint: 'May be left empty.',
  do: 'Reject',
} as const;

export const WITHDRAW = {
  title: 'Withdraw this approval',
  says: 'The job waits for you again, and its sender can write to it as before. It will not run unless you approve it again.',
  do: 'Withdraw',
  tooLate: 'Withdraw: too late, it is running',
} as const;

export const CHANGED = {
  title: 'This job is no longer what you read',
  again: 'Look at it again',
  close: 'Close',
  noDetails: 'What exactly changed could not be said.',
  noHunks: 'Its lines cannot be compared.',
  before: 'before',
  now: 'now',
  line: 'line',
} as const;

export const CHANGES = {
  added: 'was added',
  removed: 'was removed',
  content: 'has other content',
  mode: 'has another executable bit',
  kind: 'is of another kind',
} as const;

export const DETAILS = {
  where: 'Where it lies',
  state: 'What was decided',
  times: 'Times',
  claims: 'What the sender claims',
  claimsNote: 'From the sender’s own config file. Nothing of it is proven.',
  noClaims: 'The config file could not be read, so there are no claims to show.',
  noState: 'There is no state file yet: nothing was decided.',
  none: 'none',
  unknown: 'not given',
} as const;

/** Lines of the viewer’s heading: how long the text is and how much in it would not be seen. */
export function textFacts(lines: number, hidden: number): string {
  const length = countText(lines, 'line');
  return hidden === 0 ? length : `${length} · ${countText(hidden, 'hidden character')} marked`;
}

/** One sentence about the job’s state for its header. */
export function isMineText(detail: JobDetail): string | null {
  return detail.own ? null : `in the datasite of ${plainText(detail.datasite)}; its owner decides`;
}
