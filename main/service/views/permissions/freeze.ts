import { listed } from '../../../core/permissions/edit-problem.ts';
import type { FreezeCheck } from '../../../core/permissions/freeze.ts';

/** Whether an approved job is closed to later edits, in one sentence. */
export function freezeSentence(check: FreezeCheck): string {
  if (check.holds) return 'Nobody but you may change this job now.';
  const people = [...new Set(check.writers.map(({ who }) => who))].sort();
  const could = people.length === 0 ? 'others may come to write' : `${listed(people)} may still write`;
  if (check.defeatedBy !== null) {
    return `The job is not closed to later edits: ${check.defeatedBy} lets no deeper permission file speak, so ${could} there.`;
  }
  return `The job is not closed to later edits: ${could} there.`;
}
