import { z } from 'zod';
import { DEFECTS, type DefectCode } from '../terms/defect.ts';
import { SOURCE_NAMES } from '../terms/ids.ts';
import { JOB_STATUSES } from '../terms/job-status.ts';
import { senderProofView } from './permissions.ts';

const defectCodes = Object.keys(DEFECTS) as [DefectCode, ...DefectCode[]];

/** One defect, as a row or a page shows it. */
export const defectView = z.object({
  code: z.enum(defectCodes),
  path: z.string().nullable(),
  text: z.string(),
});
export type DefectView = z.infer<typeof defectView>;

/** Files here so far, of how many; null once the job has settled. */
export const arrivalView = z.object({ present: z.number().int(), expected: z.number().int() }).nullable();

/** One row of the inbox, and one element of `gatehouse list --json`. */
export const jobSummary = z.object({
  id: z.string(),
  source: z.enum(SOURCE_NAMES),
  datasite: z.string(),
  sender: z.string(),
  folder: z.string(),
  name: z.string(),
  status: z.enum(JOB_STATUSES),
  arriving: arrivalView,
  defects: z.array(defectView),
  /** ISO time as the sender claims it, null when missing or unreadable. */
  submittedAt: z.string().nullable(),
  /** ISO time at which an owner's client first saw the job, or it appeared on this disk. */
  firstSeenAt: z.string(),
  digest: z.string().nullable(),
  /** How many entries lie in the job, not counting folders that hold something. */
  files: z.number().int(),
});
export type JobSummary = z.infer<typeof jobSummary>;

/** A row as the screens hold it: with what they sort and filter by. */
export const jobRow = jobSummary.extend({
  /** True for jobs in the owner's own datasite, the only ones they decide. */
  own: z.boolean(),
  /** Rows sort by this text, then by id. */
  order: z.string(),
  /** How well the sender is known; null in other people's datasites, and until the rules have been read. */
  proof: senderProofView.nullable(),
});
export type JobRow = z.infer<typeof jobRow>;

/** One entry of a job. */
export const fileView = z.object({
  path: z.string(),
  kind: z.enum(['file', 'folder', 'link', 'hard-link', 'fifo', 'socket', 'device', 'unreadable']),
  size: z.number().int(),
  sha256: z.string().nullable(),
  executable: z.boolean(),
  /** True when its text can be shown; otherwise `why` says why not. */
  shown: z.boolean(),
  why: z.string().nullable(),
  hiddenCharacters: z.number().int(),
});
export type FileView = z.infer<typeof fileView>;

/** The ten values of `state.yaml`, times as ISO text. */
export const stateView = z.object({
  status: z.enum(JOB_STATUSES),
  receivedAt: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  approvalMethod: z.enum(['manual', 'auto']).nullable(),
  rejectedBy: z.string().nullable(),
  rejectedAt: z.string().nullable(),
  reviewReason: z.string().nullable(),
  completedAt: z.string().nullable(),
  returnCode: z.number().int().nullable(),
});

/** What the sender's config claims; none of it is proven. */
export const claimsView = z.object({
  name: z.string(),
  type: z.enum(['python', 'bash']),
  entrypoint: z.string().nullable(),
  dependencies: z.array(z.string()),
  files: z.array(z.string()),
  jobType: z.string(),
  datasets: z.array(z.object({ datasite: z.string(), names: z.array(z.string()) })),
});

/** Whether a button may be pressed, and every reason why not. */
export const permitView = z.object({
  allowed: z.boolean(),
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
});
export type PermitView = z.infer<typeof permitView>;

/** Everything the job page shows but the contents of files. */
export const jobDetail = jobRow.extend({
  listing: z.array(fileView),
  bytes: z.number().int(),
  /** Text of `run.sh`, null when there is none that can be shown. */
  runScript: z.string().nullable(),
  state: stateView.nullable(),
  claims: claimsView.nullable(),
  approve: permitView,
  reject: permitView,
  /** Codes of defects that must be acknowledged for an approval. */
  acknowledge: z.array(z.enum(defectCodes)),
});
export type JobDetail = z.infer<typeof jobDetail>;

/** One file's content. `text` holds visible characters only where the viewer marks them; nothing is changed here. */
export const fileContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), path: z.string(), sha256: z.string(), text: z.string() }),
  z.object({
    kind: z.literal('not-shown'),
    path: z.string(),
    sha256: z.string().nullable(),
    size: z.number().int(),
    why: z.string(),
  }),
]);
export type FileContent = z.infer<typeof fileContent>;

/** How one file differs between what was shown and what lies on disk now. */
export const fileChange = z.object({
  path: z.string(),
  change: z.enum(['added', 'removed', 'content', 'mode', 'kind']),
  /** Unified hunks for text that was shown before and is text now; null otherwise. */
  hunks: z
    .array(z.object({ before: z.number().int(), after: z.number().int(), lines: z.array(z.string()) }))
    .nullable(),
});
export type FileChange = z.infer<typeof fileChange>;
