import type { Pane } from '../../store/view.ts';

export const APP = {
  name: 'Gatehouse',
  main: 'Main',
  rail: 'Screens',
  posture: 'Manual only · nothing is approved without you',
  practice: 'practice',
  practiceTitle: 'A scratch copy to try things on; no real data',
  starting: 'Starting…',
  bug: 'Something in this page went wrong.',
  bugNext: 'Nothing was decided by it. Reload the page; if it happens again, report the lines below.',
  reload: 'Reload',
} as const;

export const PANES: Readonly<Record<Pane, string>> = {
  inbox: 'Inbox',
  permissions: 'Permissions',
  activity: 'Activity',
  settings: 'Settings',
};

export function waitingText(count: number): string {
  return `${count.toLocaleString('en-GB')} waiting`;
}

export const LOST = {
  head: 'The connection to Gatehouse is lost.',
  text: 'What you see may be out of date, so nothing can be decided. Trying to connect again…',
  since: 'Lost at',
} as const;

export const SIGNED_OUT = {
  title: 'You are not signed in',
  text: 'Gatehouse lets in only the browser that opened its own address. Paste the address that it printed when it started, or start it again.',
  field: 'Address with its one-time token',
  hint: 'http://127.0.0.1:…/#launch=…',
  do: 'Sign in',
  trying: 'Signing in…',
} as const;

/** Every key there is, for the sheet. */
export const KEY_SHEET: readonly (readonly [keys: readonly string[], words: string])[] = [
  [['j', 'k'], 'next, previous job'],
  [['Enter'], 'read the chosen job'],
  [['[', ']'], 'previous, next file'],
  [['Ctrl F'], 'find in the text shown'],
  [['a'], 'approve: asks before it does'],
  [['r'], 'reject: asks for a reason'],
  [['/'], 'search jobs'],
  [['g i'], 'go to Inbox'],
  [['g p'], 'go to Permissions'],
  [['g y'], 'go to Activity'],
  [['g ,'], 'go to Settings'],
  [['?'], 'this sheet'],
  [['Esc'], 'back'],
];

export const KEYS = {
  title: 'Keys',
  says: 'Single letters can be switched off in Settings.',
  saysOff: 'Single letters are switched off; Settings has the switch.',
  close: 'Close',
} as const;
