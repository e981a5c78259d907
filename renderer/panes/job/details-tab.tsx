import type { JobDetail } from '../../../shared/view/job.ts';
import { Fact, Facts } from '../../parts/facts.tsx';
import { Plain } from '../../parts/plain.tsx';
import { countText, sizeText } from '../../parts/sizes.ts';
import { When } from '../../parts/when.tsx';
import { Claims } from './claims.tsx';
import { DETAILS } from './words.ts';

/** What is known about the job, facts apart from claims. */
export function DetailsTab({ detail }: { readonly detail: JobDetail }) {
  return (
    <div className="details">
      <Facts title={DETAILS.where}>
        <Fact name="Place">
          <Plain text={detail.id} />
        </Fact>
        <Fact name="Datasite">
          <Plain text={detail.datasite} />
        </Fact>
        <Fact name="Sender folder">
          <Plain text={detail.sender} />
        </Fact>
        <Fact name="Job folder">
          <Plain text={detail.folder} />
        </Fact>
        <Fact name="Source">{detail.source}</Fact>
        <Fact name="Size">
          {countText(detail.files, 'file')}, {sizeText(detail.bytes)}
        </Fact>
        <Fact name="Digest">
          <code>{detail.digest ?? DETAILS.none}</code>
        </Fact>
      </Facts>
      <Facts title={DETAILS.times}>
        <Fact name="Submitted (claimed)">
          <Time at={detail.submittedAt} />
        </Fact>
        <Fact name="First seen here">
          <Time at={detail.firstSeenAt} />
        </Fact>
      </Facts>
      <State detail={detail} />
      <Claims claims={detail.claims} />
    </div>
  );
}

function State({ detail }: { readonly detail: JobDetail }) {
  const { state } = detail;
  if (state === null) {
    return (
      <Facts title={DETAILS.state}>
        <Fact name="state.yaml">{DETAILS.noState}</Fact>
      </Facts>
    );
  }
  return (
    <Facts title={DETAILS.state}>
      <Fact name="Status">{state.status}</Fact>
      <Fact name="Received">
        <Time at={state.receivedAt} />
      </Fact>
      <Fact name="Approved by">
        <Text text={state.approvedBy} />
      </Fact>
      <Fact name="Approved">
        <Time at={state.approvedAt} />
      </Fact>
      <Fact name="Approval method">{state.approvalMethod ?? DETAILS.none}</Fact>
      <Fact name="Rejected by">
        <Text text={state.rejectedBy} />
      </Fact>
      <Fact name="Rejected">
        <Time at={state.rejectedAt} />
      </Fact>
      <Fact name="Reason">
        <Text text={state.reviewReason} />
      </Fact>
      <Fact name="Completed">
        <Time at={state.completedAt} />
      </Fact>
      <Fact name="Return code">{state.returnCode ?? DETAILS.none}</Fact>
    </Facts>
  );
}

function Text({ text }: { readonly text: string | null }) {
  return text === null ? DETAILS.none : <Plain text={text} />;
}

function Time({ at }: { readonly at: string | null }) {
  return at === null ? DETAILS.none : <When at={at} as="exact" />;
}
