import type { ActivityRow } from '../../shared/view/activity.ts';
import type { JobDetail, JobRow } from '../../shared/view/job.ts';
import type { HealthView, Preferences, SessionView } from '../../shared/view/session.ts';

/** A digest made of one repeated hex digit. */
export function digestView(digit = 'a'): string {
  return `sha256:${digit.repeat(64)}`;
}

/** A row of the inbox in which only what a test names matters. */
export function jobRowView(given: Partial<JobRow> = {}): JobRow {
  const folder = given.folder ?? 'mean-age';
  return {
    id: `owner@example.org/sender@example.org/${folder}`,
    source: 'syft-job',
    datasite: 'owner@example.org',
    sender: 'sender@example.org',
    folder,
    name: folder,
    status: 'pending',
    arriving: null,
    defects: [],
    submittedAt: '2026-03-01T09:00:00.000Z',
    firstSeenAt: '2026-03-01T09:00:05.000Z',
    digest: digestView(),
    files: 2,
    own: true,
    order: folder,
    proof: {
      proven: true,
      others: [],
      sentence: 'Only sender@example.org and the owner may write here.',
    },
    ...given,
  };
}

/** A job's page. */
export function jobDetailView(given: Partial<JobDetail> = {}): JobDetail {
  return {
    ...jobRowView(),
    listing: [],
    bytes: 0,
    runScript: 'python main.py\n',
    state: null,
    claims: null,
    approve: { allowed: true, reasons: [] },
    reject: { allowed: true, reasons: [] },
    acknowledge: [],
    ...given,
  };
}

/** The app with one datasite open. */
export function sessionViewOf(given: Partial<SessionView> = {}): SessionView {
  return {
    version: '0.0.0',
    host: 'web',
    platform: 'linux',
    datasite: { box: '/box', owner: 'owner@example.org', practice: false },
    candidates: [],
    ...given,
  };
}

/** A healthy app. */
export function healthViewOf(given: Partial<HealthView> = {}): HealthView {
  return {
    watching: 'events',
    watchingWhy: null,
    lastSweep: null,
    lastSweepMs: null,
    jobs: 0,
    receiving: 'Gatehouse',
    log: { writable: true, why: null, entries: 0 },
    troubles: [],
    ...given,
  };
}

/** One line of Activity. */
export function activityRowView(given: Partial<ActivityRow> = {}): ActivityRow {
  return {
    seq: 1,
    at: '2026-03-01T09:00:00.000Z',
    kind: 'outcome',
    action: 'approve',
    job: { datasite: 'owner@example.org', sender: 'sender@example.org', folder: 'mean-age' },
    by: 'owner@example.org',
    text: 'Approved.',
    digest: digestView(),
    reason: null,
    hash: 'b'.repeat(64),
    ...given,
  };
}

/** What the machine remembers when nothing was ever changed. */
export const preferencesViewOf: Preferences = { theme: 'system', singleKeys: false };
