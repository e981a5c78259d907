import { done } from '../../shared/terms/problem.ts';
import type { Handlers } from '../../shared/wire/answer.ts';
import type { AuditEntry } from '../core/audit/entry.ts';
import { activityRowOf } from './views/activity-row.ts';
import type { WithDatasite } from './with-datasite.ts';

/** The verbs about the log. */
export function activityHandlers(
  withDatasite: WithDatasite,
  hashOf: (entry: AuditEntry) => string,
): Pick<Handlers, 'activity.list' | 'activity.verify'> {
  return {
    'activity.list': ({ limit, before }) =>
      withDatasite(async ({ parts }) => {
        // One more than asked for tells whether there are more.
        const found = await parts.log.newest(limit + 1, before);
        if (!found.ok) return found;
        const rows = found.value.slice(0, limit).map((entry) => activityRowOf(entry, hashOf(entry)));
        return done({ rows, more: found.value.length > limit });
      }),
    'activity.verify': () =>
      withDatasite(async ({ parts }) => {
        const verdict = await parts.log.verify();
        return verdict.ok
          ? done({ ...verdict.value, problems: verdict.value.problems.map((one) => ({ ...one })) })
          : verdict;
      }),
  };
}
