import { z } from 'zod';
import { DEFECTS, type DefectCode } from '../terms/defect.ts';
import { fileContent, jobDetail, jobRow } from '../view/job.ts';
import { decides, reads } from './call.ts';

const jobId = z.string().min(5).max(2_000);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const defectCode = z.enum(Object.keys(DEFECTS) as [DefectCode, ...DefectCode[]]);
const reason = z.string().max(10_000);

/** The whole list at one revision. */
export const jobsSnapshot = z.object({ revision: z.number().int(), jobs: z.array(jobRow) });

/** Verbs about jobs. */
export const jobsCalls = {
  'jobs.snapshot': reads(z.strictObject({}), jobsSnapshot),
  'jobs.show': reads(z.strictObject({ id: jobId }), jobDetail),
  'jobs.file': reads(z.strictObject({ id: jobId, path: z.string().min(1).max(4_096) }), fileContent),
  'jobs.approve': decides(
    z.strictObject({
      id: jobId,
      digest,
      reason: reason.nullable(),
      acknowledged: z.array(defectCode).max(64),
    }),
    jobRow,
  ),
  'jobs.reject': decides(z.strictObject({ id: jobId, digest: digest.nullable(), reason }), jobRow),
  /** Takes an approval back while the job has not started: pending again, and open to its sender as before. */
  'jobs.withdraw': decides(z.strictObject({ id: jobId, digest: digest.nullable() }), jobRow),
} as const;
