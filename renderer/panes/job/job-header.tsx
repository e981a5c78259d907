import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { JobDetail } from '../../../shared/view/job.ts';
import { Chip } from '../../parts/chip.tsx';
import { copyText } from '../../parts/clipboard.ts';
import { useSpeak } from '../../parts/live-region.tsx';
import { Plain } from '../../parts/plain.tsx';
import { shortHash } from '../../parts/sizes.ts';
import { areApart } from '../../parts/time.ts';
import { When } from '../../parts/when.tsx';
import { isForUs } from '../../store/filter.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { SenderButton } from '../sender-badge.tsx';
import { STATUS_LOOKS } from '../status-words.ts';
import { isMineText, JOB } from './words.ts';

const WORTH_SAYING_MS = 2 * 60_000;

/** Name, sender, times, digest and source of the job. */
export function JobHeader({ detail }: { readonly detail: JobDetail }) {
  const { view } = useScreen();
  const heading = useRef<HTMLHeadingElement>(null);
  const focus = useOf(
    (screen) => screen.view,
    (state) => state.focus,
  );
  useEffect(() => {
    if (focus.on !== 'page') return;
    heading.current?.focus();
    view.focused();
  }, [view, focus]);
  const elsewhere = isMineText(detail);
  return (
    <header className="job-header">
      <div className="job-title">
        <h1 ref={heading} tabIndex={-1}>
          <Plain text={detail.name} />
        </h1>
        {isForUs(detail) ? null : <StatusChip detail={detail} />}
      </div>
      <div className="job-facts">
        <span className="job-from">
          <span className="job-sender">
            <Plain text={detail.sender} />
          </span>
          <SenderButton proof={detail.proof} isOpen={isForUs(detail)} onOpen={() => view.turnTo('access')} />
        </span>
        {elsewhere === null ? null : <span>{elsewhere}</span>}
        <Times detail={detail} />
        <DigestFact digest={detail.digest} />
        <span>{detail.source}</span>
      </div>
    </header>
  );
}

function StatusChip({ detail }: { readonly detail: JobDetail }) {
  const { word, icon: Icon, tone } = STATUS_LOOKS[detail.status];
  return (
    <Chip tone={tone}>
      <Icon size={12} aria-hidden="true" />
      {word}
    </Chip>
  );
}

/** The time the sender claims, and the time it was first seen here when the two do not fit. */
function Times({ detail }: { readonly detail: JobDetail }) {
  const { submittedAt, firstSeenAt } = detail;
  const isSaidTwice = submittedAt === null || areApart(submittedAt, firstSeenAt, WORTH_SAYING_MS);
  return (
    <>
      {submittedAt === null ? null : (
        <span>
          {JOB.submitted} <When at={submittedAt} as="moment" />
          {isSaidTwice ? ` (${JOB.claimed})` : null}
        </span>
      )}
      {isSaidTwice ? (
        <span>
          {JOB.firstSeen} <When at={firstSeenAt} as="moment" />
        </span>
      ) : null}
    </>
  );
}

function DigestFact({ digest }: { readonly digest: string | null }) {
  const [copied, setCopied] = useState(false);
  const speak = useSpeak();
  if (digest === null) return <span>{JOB.noDigest}</span>;
  const copy = async () => {
    const done = await copyText(digest);
    setCopied(done);
    speak(done ? JOB.copied : JOB.notCopied);
  };
  return (
    <span className="digest">
      <code title={digest}>sha256 {shortHash(digest)}</code>
      <button
        type="button"
        className="icon-button"
        aria-label={JOB.copyDigest}
        title={JOB.copyDigest}
        onClick={copy}
      >
        {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      </button>
    </span>
  );
}
