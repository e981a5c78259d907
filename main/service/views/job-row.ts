import type { JobRow, JobSummary } from '../../../shared/view/job.ts';
import type { SenderProofView } from '../../../shared/view/permissions.ts';
import { listedEntries } from '../../core/jobs/entry.ts';
import type { JobFacts } from '../../core/jobs/facts.ts';
import type { Job } from '../../core/jobs/job.ts';
import { listingOrder } from '../../core/jobs/listing-order.ts';

/** What a row needs besides the job. */
export interface RowContext {
  readonly owner: string;
  readonly localOffsetMinutes: number;
  readonly proofOf: (job: Job) => SenderProofView | null;
}

/** The row of one job: what `list` prints and what a pane sorts and shows. */
export function jobRowOf(job: Job, { owner, localOffsetMinutes, proofOf }: RowContext): JobRow {
  return {
    ...jobSummaryOf(job),
    own: job.facts.place.datasite === owner,
    order: listingOrder(job.facts, owner, localOffsetMinutes),
    proof: proofOf(job),
  };
}

/** One element of `gatehouse list --json`. The name is the folder's, whatever a file inside claims. */
export function jobSummaryOf(job: Job): JobSummary {
  const { facts } = job;
  const { source, datasite, sender, folder } = facts.place;
  return {
    id: job.id,
    source,
    datasite,
    sender,
    folder,
    name: folder,
    status: job.status,
    arriving: job.arriving,
    defects: facts.defects.map(({ code, path, text }) => ({ code, path, text })),
    submittedAt: facts.config.kind === 'read' ? facts.config.config.submittedAt.text : null,
    firstSeenAt: firstSeenAt(facts),
    digest: facts.digest,
    files: listedEntries(facts.entries).length,
  };
}

/** When an owner's client first noted the job; before that, when its folder appeared on this disk. */
function firstSeenAt(facts: JobFacts): string {
  const received = facts.state.kind === 'read' ? facts.state.state.receivedAt : null;
  return received ?? new Date(facts.appearedAt).toISOString();
}
