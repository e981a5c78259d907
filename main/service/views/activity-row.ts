import type { ActivityRow } from '../../../shared/view/activity.ts';
import type { AuditEntry, DecisionAction } from '../../core/audit/entry.ts';

/** One line of Activity from one entry of the log; `hash` is the hex SHA-256 of the entry's line. */
export function activityRowOf(entry: AuditEntry, hash: string): ActivityRow {
  const base = { seq: entry.seq, at: entry.at, kind: entry.kind, text: sentenceOf(entry), hash };
  if (entry.kind === 'note' || entry.kind === 'rule-edit') {
    const by = entry.kind === 'note' ? null : entry.by;
    return { ...base, action: null, job: null, by, digest: null, reason: null };
  }
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
    case 'rule-edit':
      return editSentence(entry);
  }
}

function editSentence({ stage, edit, file, why }: Extract<AuditEntry, { kind: 'rule-edit' }>): string {
  const { kind, level, path, user } = edit;
  const toOrFrom = kind === 'grant' ? 'to' : 'from';
  const what = `${level} access to ${path} ${toOrFrom} ${user === '*' ? 'everyone' : user} in ${file}`;
  if (stage === 'intended') return `${kind === 'grant' ? 'Giving' : 'Taking'} ${what}`;
  if (stage === 'failed') return `Not written: ${kind} of ${what}. ${why ?? ''}`.trim();
  return `${kind === 'grant' ? 'Gave' : 'Took'} ${what}${why === null ? '' : `. ${why}`}`;
}

function outcomeSentence(entry: Extract<AuditEntry, { kind: 'outcome' }>): string {
  const what = `“${entry.job.folder}” from ${entry.job.sender}`;
  const why = entry.why === null ? '' : `. ${entry.why}`;
  switch (entry.result) {
    case 'written':
      return `${ENDED[entry.action]} ${what}${why}`;
    case 'finished-after-restart':
      return `${ENDED[entry.action]} ${what}; finished at the next start${why}`;
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
  withdraw: 'Taking back the approval of',
};

const ENDED: Readonly<Record<DecisionAction, string>> = {
  approve: 'Approved',
  reject: 'Rejected',
  receive: 'Received',
  withdraw: 'Took back the approval of',
};
