import type { JobDetail } from '../../../shared/view/job.ts';

/** Who can touch the job. */
export function AccessTab({ detail }: { readonly detail: JobDetail }) {
  return <p>{detail.proof?.sentence}</p>;
}
