import { Ban } from 'lucide-react';
import type { JobDetail, PermitView } from '../../../shared/view/job.ts';
import { Plain } from '../../parts/plain.tsx';
import { BAR } from './words.ts';

interface Why {
  readonly detail: JobDetail;
  readonly approveId: string;
  readonly rejectId: string;
}

/** Every reason why a button may not be pressed: read out with the button, and shown above it. */
export function Reasons({ detail, approveId, rejectId }: Why) {
  const { approve, reject } = detail;
  if (approve.allowed && reject.allowed) return null;
  const only = new Set(reject.reasons.map((reason) => reason.text));
  const rest = approve.reasons.filter((reason) => !only.has(reason.text) && reason.code !== 'malformed-job');
  const isMalformed = approve.reasons.some((reason) => reason.code === 'malformed-job');
  return (
    <div className="note note-quiet">
      <Ban size={18} aria-hidden="true" />
      <div className="note-text">
        {isMalformed && reject.allowed ? <strong>{`${BAR.onlyReject}: ${BAR.seeAbove} `}</strong> : null}
        {[...reject.reasons, ...rest].map((reason, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be wrong in the same words.
          <span key={place}>
            <Plain text={reason.text} />{' '}
          </span>
        ))}
      </div>
      <AllReasons id={approveId} head={BAR.cannotApprove} permit={approve} />
      <AllReasons id={rejectId} head={BAR.cannotReject} permit={reject} />
    </div>
  );
}

function AllReasons({
  id,
  head,
  permit,
}: {
  readonly id: string;
  readonly head: string;
  readonly permit: PermitView;
}) {
  if (permit.allowed) return null;
  return (
    <div id={id} className="off-screen">
      {head}
      {permit.reasons.map((reason, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be wrong in the same words.
        <span key={place}>
          {' '}
          <Plain text={reason.text} />
        </span>
      ))}
    </div>
  );
}
