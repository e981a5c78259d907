import { type JobId, parseDigest, parseJobId } from '../../shared/terms/ids.ts';
import { done, type Reply, refused } from '../../shared/terms/problem.ts';
import type { FileContent, JobRow } from '../../shared/view/job.ts';
import type { Handlers } from '../../shared/wire/answer.ts';
import type { JobEntry } from '../core/jobs/entry.ts';
import type { Job } from '../core/jobs/job.ts';
import type { Datasite } from './datasite.ts';
import { jobDetailOf, SHOWN_BYTES, whyNotShown } from './views/job-detail.ts';
import { jobRowOf } from './views/job-row.ts';
import type { WithDatasite } from './with-datasite.ts';

type JobVerb = 'jobs.snapshot' | 'jobs.show' | 'jobs.file' | 'jobs.approve' | 'jobs.reject' | 'jobs.withdraw';

/** The verbs about jobs. */
export function jobHandlers(withDatasite: WithDatasite): Pick<Handlers, JobVerb> {
  return {
    'jobs.snapshot': () =>
      withDatasite(async (datasite) => {
        const { revision, jobs } = datasite.catalogue.value();
        return done({ revision, jobs: jobs.valueSeq().map(rowIn(datasite)).toArray() });
      }),
    'jobs.show': ({ id }) => withDatasite((datasite) => withJob(datasite, id, (job) => show(datasite, job))),
    'jobs.file': ({ id, path }) =>
      withDatasite((datasite) => withJob(datasite, id, (job) => showFile(datasite, job, path))),
    'jobs.approve': ({ id, digest, reason, acknowledged }) =>
      withDatasite((datasite) =>
        withJob(datasite, id, async (job) => {
          const shown = parseDigest(digest);
          if (shown === null) return BAD_DIGEST;
          const request = { place: job.facts.place, digest: shown, reason: textOrNull(reason), acknowledged };
          return asRow(datasite, await datasite.approvals.approve(request));
        }),
      ),
    'jobs.reject': ({ id, digest, reason }) =>
      withDatasite((datasite) =>
        withJob(datasite, id, async (job) => {
          const shown = digest === null ? null : parseDigest(digest);
          const request = { place: job.facts.place, digest: shown, reason: textOrNull(reason) };
          return asRow(datasite, await datasite.approvals.reject(request));
        }),
      ),
    'jobs.withdraw': ({ id }) =>
      withDatasite((datasite) =>
        withJob(datasite, id, async (job) =>
          asRow(datasite, await datasite.approvals.withdraw(job.facts.place)),
        ),
      ),
  };
}

const BAD_DIGEST = refused(
  'bad-request',
  'A digest is “sha256:” and 64 hexadecimal digits.',
  'Send the digest that was shown.',
);

function textOrNull(reason: string | null): string | null {
  return reason === null || reason.trim() === '' ? null : reason;
}

function rowIn({ rowContext }: Datasite): (job: Job) => JobRow {
  return (job) => jobRowOf(job, rowContext);
}

function asRow(datasite: Datasite, reply: Reply<Job>): Reply<JobRow> {
  return reply.ok ? done(rowIn(datasite)(reply.value)) : reply;
}

async function withJob<Value>(
  datasite: Datasite,
  id: string,
  use: (job: Job) => Promise<Reply<Value>>,
): Promise<Reply<Value>> {
  const known: JobId | null = parseJobId(id);
  const job = known === null ? undefined : datasite.catalogue.value().jobs.get(known);
  if (job !== undefined) return use(job);
  return refused('no-such-job', `There is no job “${id.slice(0, 200)}”.`, 'Look at the list again.');
}

async function show(datasite: Datasite, job: Job) {
  await datasite.shown.remember(job);
  const script = job.facts.entries.find((entry) => entry.path === 'run.sh');
  const content = script === undefined ? null : await contentOf(datasite, job, script);
  if (content !== null && !content.ok) return content;
  const runScript = content?.value.kind === 'text' ? content.value.text : null;
  return done(jobDetailOf(job, { ...datasite.rowContext, runScript }));
}

async function showFile(datasite: Datasite, job: Job, path: string): Promise<Reply<FileContent>> {
  const entry = job.facts.entries.find((one) => one.path === path);
  if (entry === undefined) {
    return refused(
      'no-such-file',
      `The job has no file “${path.slice(0, 200)}”.`,
      'Look at its files again.',
    );
  }
  return contentOf(datasite, job, entry);
}

/** The text of an entry, only when it still is the content the digest of the job covers. */
async function contentOf(datasite: Datasite, job: Job, entry: JobEntry): Promise<Reply<FileContent>> {
  const { path, sha256, size } = entry;
  const why = whyNotShown(entry);
  if (why !== null) return done({ kind: 'not-shown', path, sha256, size, why });
  const file = await datasite.parts.source.readFile(job.facts.place, path, SHOWN_BYTES);
  if (!file.ok) return file;
  if (file.value.sha256 !== sha256) {
    datasite.intake.look(job.facts.place);
    return refused(
      'content-changed',
      `“${path}” changed a moment ago and is not what this version of the job holds.`,
      'Open the job again to see the new version.',
    );
  }
  return done({
    kind: 'text',
    path,
    sha256,
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.value.bytes),
  });
}
