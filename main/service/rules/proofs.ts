import { type JobId, jobIdOf } from '../../../shared/terms/ids.ts';
import { isFinished } from '../../../shared/terms/job-status.ts';
import type { SenderProofView } from '../../../shared/view/permissions.ts';
import type { JobFacts } from '../../core/jobs/facts.ts';
import type { Job } from '../../core/jobs/job.ts';
import { proveJobSender } from '../../core/permissions/job-sender.ts';
import { lastNameOf } from '../../core/permissions/paths.ts';
import { RULE_FILE_NAME } from '../../core/permissions/rule.ts';
import { ruleFileAt } from '../../core/permissions/rule-tree.ts';
import type { Timers } from '../../ports/timers.ts';
import type { Catalogue } from '../catalogue.ts';
import { senderProofViewOf } from '../views/permissions/sender-proof.ts';
import { jobPathOf, scopeOf } from './job-place.ts';
import type { Rules } from './rules.ts';

/** What proofs need. */
export interface ProofParts {
  readonly owner: string;
  readonly rules: Rules;
  readonly catalogue: Catalogue;
  readonly timers: Timers;
}

/** How well the sender of each job is known, kept until something it rests on changes. */
export interface Proofs {
  /** Null for jobs of other datasites, and while the rules that decide are not read yet. */
  proofOf(job: Job): SenderProofView | null;
  stop(): void;
}

/** How many proofs are made at once before everything else gets its turn. */
const PORTION = 200;

/** Proofs over the jobs of a catalogue, which tells anew of every job whose proof changed. */
export function createProofs({ owner, rules, catalogue, timers }: ProofParts): Proofs {
  const made = new Map<JobId, SenderProofView>();
  const bySender = new Map<string, Set<JobId>>();
  /** Jobs that hold rule files nobody has read yet. */
  const unread = new Set<JobId>();
  const tried = new WeakSet<JobFacts>();
  let stopped = false;

  const jobOf = (id: JobId) => catalogue.value().jobs.get(id);

  function proofOf(job: Job): SenderProofView | null {
    const { datasite, sender } = job.facts.place;
    if (datasite !== owner || !rules.ready() || unread.has(job.id)) return null;
    const known = made.get(job.id);
    if (known !== undefined) return known;
    const proof = proveJobSender(rules.tree(), { owner, sender, jobPath: jobPathOf(job.facts.place) });
    const view = senderProofViewOf(proof);
    made.set(job.id, view);
    return view;
  }

  function follow(job: Job): void {
    const { datasite, sender } = job.facts.place;
    if (datasite !== owner) return;
    const ids = bySender.get(sender) ?? new Set();
    bySender.set(sender, ids.add(job.id));
    if (isFinished(job.status) || tried.has(job.facts)) return;
    tried.add(job.facts);
    if (holdsUnreadRules(job, rules)) void readRulesOf(job);
    else unread.delete(job.id);
  }

  function forget(id: JobId): void {
    const [, sender = ''] = id.split('/');
    made.delete(id);
    bySender.get(sender)?.delete(id);
  }

  async function readRulesOf(job: Job): Promise<void> {
    unread.add(job.id);
    made.delete(job.id);
    try {
      await rules.fresh(jobPathOf(job.facts.place));
    } catch {
      // No proof until the next look at everything comes by.
      return;
    }
    unread.delete(job.id);
    if (!stopped) catalogue.touch([job.id]);
  }

  function idsIn(folders: readonly string[]): ReadonlySet<JobId> {
    const ids = new Set<JobId>();
    for (const folder of folders) {
      const scope = scopeOf(folder);
      if (scope.kind === 'all') return new Set([...bySender.values()].flatMap((one) => [...one]));
      if (scope.kind === 'sender') for (const id of bySender.get(scope.sender) ?? []) ids.add(id);
      if (scope.kind === 'job') {
        ids.add(jobIdOf({ source: 'syft-job', datasite: owner, sender: scope.sender, folder: scope.folder }));
      }
    }
    return ids;
  }

  function rethink(ids: readonly JobId[], before: ReadonlyMap<JobId, SenderProofView>): void {
    if (stopped) return;
    const differing = ids.slice(0, PORTION).filter((id) => {
      const job = jobOf(id);
      if (job === undefined) return false;
      if (unread.has(id) && !holdsUnreadRules(job, rules)) unread.delete(id);
      return !isSame(before.get(id) ?? null, proofOf(job));
    });
    catalogue.touch(differing);
    if (ids.length > PORTION) timers.after(0, () => rethink(ids.slice(PORTION), before));
  }

  const ends = [
    catalogue.onChange(({ changed, removed }) => {
      for (const job of changed) follow(job);
      for (const id of removed) forget(id);
    }),
    rules.onChange((folders) => {
      const all = folders.length === 0 ? [''] : folders;
      const ids = [...idsIn(all)];
      const before = new Map<JobId, SenderProofView>();
      for (const id of ids) {
        const known = made.get(id);
        if (known !== undefined) before.set(id, known);
        made.delete(id);
      }
      rethink(ids, before);
    }),
  ];

  return {
    proofOf,
    stop() {
      stopped = true;
      for (const end of ends) end();
    },
  };
}

/** True when a job holds rule files, by its own listing, that the rules do not know. */
function holdsUnreadRules({ facts }: Job, rules: Rules): boolean {
  return facts.entries.some(
    ({ path }) =>
      lastNameOf(path) === RULE_FILE_NAME &&
      ruleFileAt(rules.tree(), `${jobPathOf(facts.place)}/${path}`) === null,
  );
}

function isSame(one: SenderProofView | null, other: SenderProofView | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
