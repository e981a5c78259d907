import { z } from 'zod';
import { activityRow } from '../view/activity.ts';
import { jobRow } from '../view/job.ts';
import { healthView, preferencesView, sessionView } from '../view/session.ts';

/**
 * Everything main tells the screens unasked. `jobs.changed` carries the revision it starts from and the one it leads
 * to; a screen that does not stand at `from` has missed something and asks for the whole snapshot.
 */
export const pushes = {
  'jobs.changed': z.object({
    from: z.number().int(),
    revision: z.number().int(),
    changed: z.array(jobRow),
    removed: z.array(z.string()),
  }),
  'session.changed': sessionView,
  'health.changed': healthView,
  'preferences.changed': preferencesView,
  'activity.appended': activityRow,
} as const;

/** The name of a push. */
export type PushName = keyof typeof pushes;
/** What a push carries. */
export type PushPayload<Name extends PushName> = z.infer<(typeof pushes)[Name]>;
