import { z } from 'zod';
import { activityRow, auditVerdict } from '../view/activity.ts';
import { reads } from './call.ts';

/** Verbs about the log. */
export const activityCalls = {
  'activity.list': reads(
    z.strictObject({ limit: z.number().int().min(1).max(500), before: z.number().int().optional() }),
    z.object({ rows: z.array(activityRow), more: z.boolean() }),
  ),
  'activity.verify': reads(z.strictObject({}), auditVerdict),
} as const;
