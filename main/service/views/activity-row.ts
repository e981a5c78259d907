import type { ActivityRow } from '../../../shared/view/activity.ts';
import type { AuditEntry, DecisionAction } from '../../core/audit/entry.ts';

/** One line of Activity from one entry of the log; `hash` is the hex SHA-256 of the entry's line. */
export function activityRowOf(entry: AuditEntry, hash: string): ActivityRow {
  const base = { seq: entry.seq, at: entry.at, kind: entry.kind, text: sentenceOf(entry), hash };
  if (entry.kind === 'note')
    return { ...base, action: null, job: null, by: null, digest: null, reason: null };
  const { datasite, sender, folder } = entry.job;
  return {
    ...base,
    action: entry.action,
    job: { datasite, sender, folder },
    by: entry.kind === 'outcome' ? null : entry.by,
    digest: entry.kind === 'outcome' ? null : entry.digest,
    reason: entry.kind === 'intent' ? entry.reason : null,
  };
}

function sentenceOf(entry: AuditEntry): string {
  switch (entry.kind) {
    case 'note':
      return entry.text;
    case 'intent':
      return `${BEGINNING[entry.action]} “${entry.job.folder}” from ${entry.job.sender}`;
    case 'refusal':
      return `Did not ${entry.action} “${entry.job.folder}” from ${entry.job.sender}: ${entry.why}`;
    case 'outcome':
      return outcomeSentence(entry);
  }
}

function outcomeSentence(entry: Extract<AuditEntry, { kind: 'outcome' }>): string {
  const what = `“${entry.job.folder}” from ${entry.job.sender}`;
  switch (entry.result) {
    case 'written':
      return `${ENDED[entry.action]} ${what}`;
    case 'finished-after-restart':
      return `${ENDED[entry.action]} ${what}; finished at the next start`;
    case 'undone-after-restart':
      return `Not carried out after a restart: ${what}. ${entry.why ?? ''}`.trim();
    case 'failed':
      return `Could not be written: ${what}. ${entry.why ?? ''}`.trim();
  }
}

const BEGINNING: Readonly<Record<DecisionAction, string>> = {
  approve: 'Approving',
  reject: 'Rejecting',
  receive: 'Receiving',
};

const ENDED: Readonly<Record<DecisionAction, string>> = {
  approve: 'Approved',
  reject: 'Rejected',
  receive: 'Received',
};
