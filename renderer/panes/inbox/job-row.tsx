import { memo } from 'react';
import type { JobRow as Row } from '../../../shared/view/job.ts';
import { Chip } from '../../parts/chip.tsx';
import { Plain } from '../../parts/plain.tsx';
import { countText } from '../../parts/sizes.ts';
import { When } from '../../parts/when.tsx';
import { isForUs } from '../../store/filter.ts';
import { defectChips } from '../defect-words.ts';
import { SenderBadge } from '../sender-badge.tsx';
import { STATUS_LOOKS } from '../status-words.ts';
import { arrivingText, INBOX } from './words.ts';

/** Height of a row in the list, in pixels. */
export const ROW_HEIGHT = 87;

const SHOWN_DEFECTS = 2;

/** One job in the list: name and age, sender, and what is odd about it. */
export const JobRow = memo(function JobRow({ row, gone }: { readonly row: Row; readonly gone: boolean }) {
  return (
    <div className={gone ? 'job-row job-row-gone' : 'job-row'}>
      <div className="job-row-head">
        <span className="job-row-name">
          <Plain text={row.name} />
        </span>
        <span className="job-row-age">
          <When at={row.submittedAt ?? row.firstSeenAt} as="age" />
        </span>
      </div>
      <div className="job-row-sender">
        <span>
          <Plain text={row.own ? row.sender : `${row.sender} → ${row.datasite}`} />
        </span>
        <SenderBadge proof={row.proof} />
      </div>
      <div className="job-row-chips">
        {gone ? <Chip tone="warn">{INBOX.gone}</Chip> : <Chips row={row} />}
      </div>
    </div>
  );
});

function Chips({ row }: { readonly row: Row }) {
  const defects = defectChips(row.defects);
  const rest = defects.length - SHOWN_DEFECTS;
  return (
    <>
      {isForUs(row) ? null : <StatusChip row={row} />}
      {defects.slice(0, SHOWN_DEFECTS).map((defect) => (
        <Chip key={defect.code} tone={defect.tone}>
          {defect.text}
        </Chip>
      ))}
      {rest > 0 ? <Chip>+{rest}</Chip> : null}
      <Chip>{countText(row.files, 'file')}</Chip>
      {row.arriving === null ? null : <Chip>{arrivingText(row.arriving)}</Chip>}
    </>
  );
}

function StatusChip({ row }: { readonly row: Row }) {
  const { word, icon: Icon, tone } = STATUS_LOOKS[row.status];
  return (
    <Chip tone={tone}>
      <Icon size={12} aria-hidden="true" />
      {word}
    </Chip>
  );
}
