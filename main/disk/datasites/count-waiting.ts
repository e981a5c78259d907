import { isWaiting } from '../../../shared/terms/job-status.ts';
import { JOB_LIMITS } from '../../core/jobs/limits.ts';
import { createSlices } from '../sources/folder-reading/slices.ts';
import { listJobs } from '../sources/syft-job/list-jobs.ts';
import { createParents } from '../sources/syft-job/parents.ts';
import { lookForState, readState } from '../sources/syft-job/read-state.ts';
import { createSiblings } from '../sources/syft-job/siblings.ts';

/** How many jobs wait in one datasite; their contents are not read. */
export async function countWaiting(root: string, datasite: string): Promise<number> {
  const slices = createSlices();
  const parents = createParents(root, slices);
  const listing = {
    parents,
    siblings: createSiblings(),
    slices,
    owner: datasite,
    onTrouble: () => undefined,
  };
  let waiting = 0;
  for (const place of await listJobs(listing, { datasite })) {
    await slices.breath();
    const look = () => lookForState(parents, place);
    const state = await readState(look(), look, JOB_LIMITS.metadata, null, slices);
    if (state.kind !== 'read' || isWaiting(state.state.status)) waiting += 1;
  }
  return waiting;
}
