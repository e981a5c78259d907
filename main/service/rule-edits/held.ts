import { jobIdOf } from '../../../shared/terms/ids.ts';
import type { Catalogue } from '../catalogue.ts';
import { jobPathOf, scopeOf } from '../rules/job-place.ts';

/** Why the rule file in a folder must not be edited now: it keeps an approved job closed. Null when it may be. */
export function whyHeld(catalogue: Catalogue, owner: string, folder: string): string | null {
  const scope = scopeOf(folder);
  if (scope.kind !== 'job' || jobPathOf(scope) !== folder) return null;
  const { sender, folder: name } = scope;
  const job = catalogue
    .value()
    .jobs.get(jobIdOf({ source: 'syft-job', datasite: owner, sender, folder: name }));
  if (job?.status !== 'approved' && job?.status !== 'running') return null;
  return `“${name}” from ${sender} is ${job.status}, and its permission file keeps it closed to later edits. Take the approval back first.`;
}
