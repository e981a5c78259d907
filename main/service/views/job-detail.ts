import type { FileView, JobDetail, PermitView } from '../../../shared/view/job.ts';
import { acknowledgementsOf, canApprove, canReject } from '../../core/approval/permits.ts';
import type { Verdict } from '../../core/approval/verdict.ts';
import { type JobEntry, listedEntries } from '../../core/jobs/entry.ts';
import type { Job } from '../../core/jobs/job.ts';
import { jobRowOf, type RowContext } from './job-row.ts';

/** Largest file whose text is shown, in bytes. */
export const SHOWN_BYTES = 1_000_000;

/** What the detail needs besides the job. */
export interface DetailContext extends RowContext {
  readonly runScript: string | null;
}

/** Everything the job page shows but the contents of files. */
export function jobDetailOf(job: Job, context: DetailContext): JobDetail {
  const { facts } = job;
  const by = { email: context.owner };
  const acknowledge = acknowledgementsOf(facts.defects);
  return {
    ...jobRowOf(job, context),
    listing: listedEntries(facts.entries).map(fileViewOf),
    bytes: facts.bytes,
    runScript: context.runScript,
    state: facts.state.kind === 'read' ? facts.state.state : null,
    claims: claimsOf(job),
    approve: permitOf(canApprove(job, by, acknowledge)),
    reject: permitOf(canReject(job, by)),
    acknowledge: [...acknowledge],
  };
}

/** One entry as the files list shows it, with the reason when its text is not shown. */
export function fileViewOf(entry: JobEntry): FileView {
  const why = whyNotShown(entry);
  return {
    path: entry.path,
    kind: entry.kind,
    size: entry.size,
    sha256: entry.sha256,
    executable: entry.executable,
    shown: why === null,
    why,
    hiddenCharacters: entry.hiddenCharacters,
  };
}

/** Why an entry's text cannot be shown, in one sentence; null when it can. */
export function whyNotShown(entry: JobEntry): string | null {
  if (entry.kind !== 'file') return KIND_WORDS[entry.kind];
  if (entry.pathHex !== null) return 'Its name is not valid UTF-8.';
  if (entry.text === 'binary') return 'Not text: only its size and hash can be shown.';
  return entry.size > SHOWN_BYTES ? 'Larger than 1 MB: only its size and hash can be shown.' : null;
}

const KIND_WORDS: Readonly<Record<Exclude<JobEntry['kind'], 'file'>, string>> = {
  folder: 'A folder.',
  link: 'A link: it is never followed.',
  'hard-link': 'Shared with another name on this disk (hard link), so it can change from elsewhere.',
  fifo: 'A pipe: it is never opened.',
  socket: 'A socket: it is never opened.',
  device: 'A device: it is never opened.',
  unreadable: 'It cannot be read.',
};

function permitOf(verdict: Verdict): PermitView {
  return verdict.allowed
    ? { allowed: true, reasons: [] }
    : { allowed: false, reasons: verdict.reasons.map(({ code, text }) => ({ code, text })) };
}

function claimsOf(job: Job): JobDetail['claims'] {
  if (job.facts.config.kind !== 'read') return null;
  const { name, type, entrypoint, dependencies, files, jobType, datasets } = job.facts.config.config;
  return {
    name,
    type,
    entrypoint,
    dependencies: [...dependencies],
    files: [...files],
    jobType,
    datasets: [...(datasets ?? [])].map(([datasite, names]) => ({ datasite, names: [...names] })),
  };
}
