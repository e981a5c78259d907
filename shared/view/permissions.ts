import { z } from 'zod';

const level = z.enum(['read', 'write', 'admin']);
export type AccessLevelView = z.infer<typeof level>;
export const accessLevel = level;

/** How well a job's sender is known, as a row says it. */
export const senderProofView = z.object({
  proven: z.boolean(),
  /** Who else could have written the job: e-mails, patterns, `*` for anyone; empty when proven. */
  others: z.array(z.string()),
  /** One plain sentence. */
  sentence: z.string(),
});
export type SenderProofView = z.infer<typeof senderProofView>;

/** One folder of the datasite with what its rules mean. */
export const folderAccess = z.object({
  /** Path below the datasite, '' for the datasite itself. */
  path: z.string(),
  name: z.string(),
  /** Plain words: “only you”, “you and ana@lab.example can write”, “anyone can read”. */
  summary: z.string(),
  /** True when a rule file lies in this folder. */
  hasRules: z.boolean(),
  broken: z.boolean(),
  /** How many folders lie directly in it. */
  folders: z.number().int(),
});
export type FolderAccess = z.infer<typeof folderAccess>;

/** Something about the rules the owner should look at first. */
export const permissionFinding = z.object({
  code: z.enum(['rule-file-broken', 'anyone-may-write', 'anyone-may-read', 'own-folder-exposed']),
  path: z.string(),
  text: z.string(),
});
export type PermissionFinding = z.infer<typeof permissionFinding>;

/** One step on the way to an answer, in plain words. */
export const trailStep = z.object({
  code: z.string(),
  file: z.string().nullable(),
  pattern: z.string().nullable(),
  sentence: z.string(),
});

/** An answer with everything that led to it. */
export const accessAnswer = z.object({
  user: z.string(),
  path: z.string(),
  level,
  allowed: z.boolean(),
  governing: z.string().nullable(),
  matched: z.string().nullable(),
  sentence: z.string(),
  trail: z.array(trailStep),
});
export type AccessAnswerView = z.infer<typeof accessAnswer>;

/** What one person may do where, for “what can this person see?”. */
export const reachRow = z.object({
  path: z.string(),
  reach: z.enum(['read', 'write', 'admin']),
  why: z.string(),
});
export type ReachRow = z.infer<typeof reachRow>;

/** A change to one rule file before it is made: its text before and after, and what changes for whom. */
export const editPreview = z.object({
  file: z.string(),
  /** Null when the file is new. */
  before: z.string().nullable(),
  after: z.string(),
  effects: z.array(z.object({ who: z.string(), before: z.string(), after: z.string() })),
});
export type EditPreview = z.infer<typeof editPreview>;

/** Who can touch one job, and how its sender is known. */
export const jobAccess = z.object({
  proof: senderProofView,
  /** Everyone besides the owner who may write below the job's folder. */
  writers: z.array(z.object({ who: z.string(), file: z.string(), pattern: z.string() })),
  readers: z.array(z.object({ who: z.string(), file: z.string(), pattern: z.string() })),
  /** Rule files the proof rests on, with when each last changed (ISO). */
  restsOn: z.array(z.object({ path: z.string(), changedAt: z.string() })),
  /** Said when a rule file changed after the job arrived. */
  rulesChangedSince: z.string().nullable(),
  /** Whether an approved job is closed to later edits; null when it is not approved. */
  freeze: z.object({ holds: z.boolean(), sentence: z.string() }).nullable(),
});
export type JobAccess = z.infer<typeof jobAccess>;
