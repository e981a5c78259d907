import { z } from 'zod';

/** A datasite that was found, with proof that it is the right one. */
export const datasiteCandidate = z.object({
  /** SyftBox folder. */
  box: z.string(),
  owner: z.string(),
  /** Where it was found: an environment variable, a config file, a usual folder. */
  foundBy: z.string(),
  waiting: z.number().int(),
});
export type DatasiteCandidate = z.infer<typeof datasiteCandidate>;

/** The datasite that is open. */
export const datasiteView = z.object({ box: z.string(), owner: z.string(), practice: z.boolean() });
export type DatasiteView = z.infer<typeof datasiteView>;

/** What the app is and which datasite it has open; null means: choose one of the candidates. */
export const sessionView = z.object({
  version: z.string(),
  host: z.enum(['electron', 'web']),
  platform: z.string(),
  datasite: datasiteView.nullable(),
  candidates: z.array(datasiteCandidate),
});
export type SessionView = z.infer<typeof sessionView>;

/** What the machine remembers for its user; nothing here touches the datasite. */
export const preferencesView = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  singleKeys: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesView>;

/** How well Gatehouse can see and write, in plain words. */
export const healthView = z.object({
  watching: z.enum(['events', 'polling', 'stopped']),
  watchingWhy: z.string().nullable(),
  /** ISO time of the last full look at the disk, null before the first. */
  lastSweep: z.string().nullable(),
  lastSweepMs: z.number().nullable(),
  jobs: z.number().int(),
  /** Who does the receiving step now, and why. */
  receiving: z.string(),
  log: z.object({ writable: z.boolean(), why: z.string().nullable(), entries: z.number().int() }),
  /** Things that went wrong and are being tried again, newest first. */
  troubles: z.array(z.object({ at: z.string(), what: z.string() })),
});
export type HealthView = z.infer<typeof healthView>;
