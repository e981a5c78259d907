import { type JobPlace, jobIdOf, parseJobId } from '../../../shared/terms/ids.ts';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { FileView, JobDetail, JobSummary } from '../../../shared/view/job.ts';
import { listedEntries } from '../../core/jobs/entry.ts';
import { type Job, jobFrom, quietIn } from '../../core/jobs/job.ts';
import { listingOrder } from '../../core/jobs/listing-order.ts';
import { proveJobSender } from '../../core/permissions/job-sender.ts';
import { jobPathOf } from '../rules/job-place.ts';
import { fileViewOf, SHOWN_BYTES, whyNotShown } from '../views/job-detail.ts';
import { jobSummaryOf } from '../views/job-row.ts';
import { senderProofViewOf } from '../views/permissions/sender-proof.ts';
import { treeFrom } from './access.ts';
import type { CommandWorld, ReadingParts, Where } from './world.ts';

/** A job with its files, its run.sh and its state: what `gatehouse show --json` prints. */
export interface ShownJob extends Omit<JobSummary, 'files'> {
  readonly files: readonly Pick<FileView, 'path' | 'kind' | 'size' | 'sha256' | 'executable' | 'shown'>[];
  /** Text of run.sh; null when there is none that can be shown. */
  readonly runScript: string | null;
  readonly state: JobDetail['state'];
  /** How well the sender is known; null for jobs in other people's datasites. */
  readonly proof: JobDetail['proof'];
}

/** What `gatehouse list` prints, and what could not be looked at. */
export interface ListedJobs {
  readonly jobs: readonly JobSummary[];
  /** A sentence each. */
  readonly troubles: readonly string[];
}

/** Every job, in the order the Python clients list them; one that cannot be read hides no other. */
export async function listJobs(where: Where, world: CommandWorld): Promise<Reply<ListedJobs>> {
  const reading = await world.read(where);
  if (!reading.ok) return reading;
  const { source, owner, localOffsetMinutes, troubles } = reading.value;
  const unread: string[] = [];
  const places = await source.list();
  const jobs = await Promise.all(
    places.map((place) =>
      readSettled(source, place, world).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        unread.push(`“${jobIdOf(place)}” could not be read: ${why}.`);
        return null;
      }),
    ),
  );
  const summaries = jobs
    .filter((job) => job !== null)
    .map((job) => ({ key: listingOrder(job.facts, owner, localOffsetMinutes), job }))
    .sort((one, other) => compareTexts(one.key, other.key) || compareTexts(one.job.id, other.job.id))
    .map(({ job }) => jobSummaryOf(job));
  return done({ jobs: summaries, troubles: [...troubles(), ...unread] });
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Everything about one job but the contents of its files; run.sh is given whole. Problem: `no-such-job`. */
export async function showJob(name: string, where: Where, world: CommandWorld): Promise<Reply<ShownJob>> {
  const reading = await world.read(where);
  if (!reading.ok) return reading;
  const place = placeNamed(name, reading.value.owner);
  if (!place.ok) return place;
  const job = await readSettled(reading.value.source, place.value, world);
  if (job === null) return noSuchJob(name);
  const runScript = await runScriptOf(reading.value, job);
  if (!runScript.ok) return runScript;
  return done({
    ...jobSummaryOf(job),
    files: listedEntries(job.facts.entries).map((entry) => {
      const { path, kind, size, sha256, executable, shown } = fileViewOf(entry);
      return { path, kind, size, sha256, executable, shown };
    }),
    runScript: runScript.value,
    state: job.facts.state.kind === 'read' ? job.facts.state.state : null,
    proof: await proofOf(reading.value, place.value),
  });
}

/** The place a job's name means: `sender/folder` in the owner's datasite, or `datasite/sender/folder`. */
export function placeNamed(name: string, owner: string): Reply<JobPlace> {
  const full = name.split('/').length === 2 ? `${owner}/${name}` : name;
  const id = parseJobId(full);
  if (id === null) {
    return refused(
      'bad-request',
      `“${name}” names no job.`,
      'A job is sender/folder, or datasite/sender/folder.',
    );
  }
  const [datasite = '', sender = '', folder = ''] = id.split('/');
  return done({ source: 'syft-job', datasite, sender, folder });
}

/** The problem for a name under which nothing lies. */
export function noSuchJob(name: string): Reply<never> {
  return refused('no-such-job', `There is no job “${name}”.`, 'See the list of jobs.');
}

/** Reads a job; one that is all there but moved a moment ago is read again once it has been quiet. */
export async function readSettled(
  source: ReadingParts['source'],
  place: JobPlace,
  { clock, rest }: Pick<CommandWorld, 'clock' | 'rest'>,
): Promise<Job | null> {
  const facts = await source.read(place);
  if (facts === null) return null;
  const job = jobFrom(facts, clock.now());
  const wait = quietIn(facts, clock.now());
  const allHere = facts.arrival.present >= facts.arrival.expected;
  if (job.arriving === null || !allHere || wait === 0) return job;
  await rest(wait);
  const again = await source.read(place);
  return again === null ? null : jobFrom(again, clock.now());
}

async function proofOf({ owner, ruleFiles }: ReadingParts, place: JobPlace): Promise<JobDetail['proof']> {
  if (place.datasite !== owner) return null;
  const jobPath = jobPathOf(place);
  const tree = await treeFrom(ruleFiles, () => ruleFiles.refreshBelow(jobPath));
  return senderProofViewOf(proveJobSender(tree, { owner, sender: place.sender, jobPath }));
}

async function runScriptOf({ source }: ReadingParts, job: Job): Promise<Reply<string | null>> {
  const entry = job.facts.entries.find((one) => one.path === 'run.sh');
  if (entry === undefined || whyNotShown(entry) !== null) return done(null);
  const file = await source.readFile(job.facts.place, entry.path, SHOWN_BYTES);
  if (!file.ok) return file;
  if (file.value.sha256 !== entry.sha256) {
    return refused('content-changed', 'run.sh changed while it was read.', 'Ask again.');
  }
  return done(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.value.bytes));
}
