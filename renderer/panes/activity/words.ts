import type { ActivityRow, AuditVerdictView } from '../../../shared/view/activity.ts';
import { countText } from '../../parts/sizes.ts';

export const ACTIVITY = {
  title: 'Activity',
  says: 'Every decision and refusal, newest first. Each entry carries the hash of the one before.',
  list: 'Entries',
  loading: 'Reading the log…',
  more: 'Load older entries',
  empty: 'Nothing has happened yet',
  emptyText: 'Your decisions, and everything that was refused, are listed here with time and evidence.',
  verify: 'Verify',
  checking: 'Checking every entry…',
  by: 'by',
  reason: 'Reason:',
} as const;

const KINDS: Readonly<Record<ActivityRow['kind'], string>> = {
  intent: 'intent',
  outcome: 'outcome',
  refusal: 'refused',
  note: 'note',
  'rule-edit': 'rule edit',
};

export function kindText(kind: ActivityRow['kind']): string {
  return KINDS[kind];
}

/** What checking the chain found, in one sentence. */
export function verdictText(verdict: AuditVerdictView): string {
  const entries = countText(verdict.entries, 'entry', 'entries');
  if (verdict.intact) return `The log adds up: ${entries}, none edited, removed or moved.`;
  return `The log does not add up: ${countText(verdict.problems.length, 'place')} in ${entries}.`;
}
