import { z } from 'zod';

/** One line of Activity. */
export const activityRow = z.object({
  seq: z.number().int(),
  at: z.string(),
  kind: z.enum(['intent', 'outcome', 'refusal', 'note', 'rule-edit']),
  action: z.enum(['approve', 'reject', 'receive', 'withdraw']).nullable(),
  job: z.object({ datasite: z.string(), sender: z.string(), folder: z.string() }).nullable(),
  by: z.string().nullable(),
  /** One plain sentence. */
  text: z.string(),
  digest: z.string().nullable(),
  reason: z.string().nullable(),
  hash: z.string(),
});
export type ActivityRow = z.infer<typeof activityRow>;

/** What checking the chain of the log found. */
export const auditVerdict = z.object({
  intact: z.boolean(),
  entries: z.number().int(),
  problems: z.array(z.object({ file: z.string(), line: z.number().int(), what: z.string() })),
});
export type AuditVerdictView = z.infer<typeof auditVerdict>;
