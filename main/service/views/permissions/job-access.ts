import type { JobAccess } from '../../../../shared/view/permissions.ts';
import type { Job } from '../../../core/jobs/job.ts';
import { freezeHolds, planFreeze } from '../../../core/permissions/freeze.ts';
import { proveJobSender } from '../../../core/permissions/job-sender.ts';
import type { AccessLevel } from '../../../core/permissions/rule.ts';
import { type RuleTree, ruleFileAt } from '../../../core/permissions/rule-tree.ts';
import { whoMayBelow } from '../../../core/permissions/who-may.ts';
import { jobPathOf } from '../../rules/job-place.ts';
import type { Rules } from '../../rules/rules.ts';
import { freezeSentence } from './freeze.ts';
import { senderProofViewOf } from './sender-proof.ts';

/** A rule file in a job's folder that is at most so much younger than the folder came with the job, in milliseconds. */
const ARRIVING_TIME = 60_000;

/** The most people one list names. */
const NAMED = 200;

/** Who can touch one job of the owner's datasite, and how its sender is known, by rules read just now. */
export function jobAccessOf(
  job: Job,
  owner: string,
  tree: RuleTree,
  changedAt: Rules['changedAt'],
): JobAccess {
  const { sender } = job.facts.place;
  const jobPath = jobPathOf(job.facts.place);
  const proof = proveJobSender(tree, { owner, sender, jobPath });
  const people = (level: AccessLevel) =>
    whoMayBelow(tree, jobPath, level)
      .holders.filter(({ who }) => who !== owner)
      .slice(0, NAMED)
      .map(({ who, file, pattern }) => ({ who, file, pattern }));
  const files = proof.restsOn.flatMap((path) => {
    const at = changedAt(path);
    return at === null ? [] : [{ path, at }];
  });
  const isApproved = job.status === 'approved' || job.status === 'running';
  const check = isApproved ? freezeHolds(tree, jobPath, owner) : null;
  return {
    proof: senderProofViewOf(proof),
    writers: people('write'),
    readers: people('read'),
    restsOn: files.map(({ path, at }) => ({ path, changedAt: new Date(at).toISOString() })),
    rulesChangedSince: changedSince(job, files, closingFile(tree, job)),
    freeze: check === null ? null : { holds: check.holds, sentence: freezeSentence(check) },
  };
}

/** The job's own rule file where it is exactly the one by which Gatehouse closes jobs. */
function closingFile(tree: RuleTree, { facts }: Job): string | null {
  const plan = planFreeze(tree, jobPathOf(facts.place), facts.place.sender);
  if (!plan.ok) return null;
  const file = ruleFileAt(tree, plan.path);
  return file?.kind === 'loaded' && file.text === plan.text ? plan.path : null;
}

function changedSince(
  { facts }: Job,
  files: readonly { readonly path: string; readonly at: number }[],
  closing: string | null,
): string | null {
  const inside = `${jobPathOf(facts.place)}/`;
  const later = files.filter(({ path, at }) => {
    if (path === closing) return false;
    const cameWithIt = path.startsWith(inside) && at <= facts.appearedAt + ARRIVING_TIME;
    return !cameWithIt && Math.round(at) > facts.appearedAt;
  });
  const [first] = later;
  if (first === undefined) return null;
  const which = later.length === 1 ? first.path : `${first.path} and ${later.length - 1} more`;
  return `${which} changed after this job arrived, so the rules may have been different when it was written.`;
}
