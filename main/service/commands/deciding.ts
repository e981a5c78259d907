import type { DefectCode } from '../../../shared/terms/defect.ts';
import type { Digest, JobPlace } from '../../../shared/terms/ids.ts';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { JobSummary } from '../../../shared/view/job.ts';
import { type Job, jobFrom } from '../../core/jobs/job.ts';
import { type Approvals, createApprovals } from '../approvals.ts';
import type { DatasiteParts } from '../datasite.ts';
import { createRules } from '../rules/rules.ts';
import { jobSummaryOf } from '../views/job-row.ts';
import { noSuchJob, placeNamed, readSettled } from './reading.ts';
import type { CommandWorld, Where } from './world.ts';

/** A decision about the job of that name; digest null = about the bytes that lie there now. */
export interface DecisionRequest extends Where {
  readonly job: string;
  readonly digest: Digest | null;
  readonly reason: string | null;
}

/** Approves one job, holding the datasite's lock meanwhile. */
export function approveJob(
  request: DecisionRequest & { readonly acknowledged: readonly DefectCode[] },
  world: CommandWorld,
): Promise<Reply<JobSummary>> {
  return decide(request, world, (approvals, place, job) => {
    const digest = request.digest ?? job.facts.digest;
    if (digest === null) return Promise.resolve(beyondLimits(request.job));
    return approvals.approve({
      place,
      digest,
      reason: textOrNull(request.reason),
      acknowledged: request.acknowledged,
    });
  });
}

/** Rejects one job, holding the datasite's lock meanwhile. */
export function rejectJob(request: DecisionRequest, world: CommandWorld): Promise<Reply<JobSummary>> {
  return decide(request, world, (approvals, place, job) =>
    approvals.reject({
      place,
      digest: request.digest ?? job.facts.digest,
      reason: textOrNull(request.reason),
    }),
  );
}

/** Takes the approval of one job back, holding the datasite's lock meanwhile. */
export function withdrawJob(
  request: Where & { readonly job: string },
  world: CommandWorld,
): Promise<Reply<JobSummary>> {
  return decide(request, world, (approvals, place) => approvals.withdraw(place));
}

type Decide = (approvals: Approvals, place: JobPlace, job: Job) => Promise<Reply<Job>>;

async function decide(
  request: Where & { readonly job: string },
  world: CommandWorld,
  act: Decide,
): Promise<Reply<JobSummary>> {
  const opened = await world.decide(request);
  if (!opened.ok) return opened;
  try {
    return await decideIn(opened.value, request.job, world, act);
  } finally {
    await opened.value.close();
  }
}

async function decideIn(
  parts: DatasiteParts,
  name: string,
  world: CommandWorld,
  act: Decide,
): Promise<Reply<JobSummary>> {
  const place = placeNamed(name, parts.owner);
  if (!place.ok) return place;
  const job = await readSettled(parts.source, place.value, world);
  if (job === null) return noSuchJob(name);
  const decided = await act(approvalsFor(parts), place.value, job);
  return decided.ok ? done(jobSummaryOf(decided.value)) : decided;
}

function approvalsFor(parts: DatasiteParts): Approvals {
  return createApprovals({
    ...parts,
    rules: createRules({ files: parts.ruleFiles, timers: parts.timers, onTrouble: parts.troubles.add }),
    onTrouble: parts.troubles.add,
    // Nothing was on a screen of this process, so it cannot say what differs.
    changesSince: async () => null,
    lookAgain: async (place) => {
      const facts = await parts.source.read(place);
      return facts === null ? null : jobFrom(facts, parts.clock.now());
    },
  });
}

function beyondLimits(name: string): Reply<never> {
  return refused(
    'malformed-job',
    `“${name}” is too large to be read whole, so nobody can say what an approval would cover.`,
    'Reject it with a reason.',
  );
}

function textOrNull(reason: string | null): string | null {
  return reason === null || reason.trim() === '' ? null : reason;
}
