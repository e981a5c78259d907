import type { JobId } from '../../shared/terms/ids.ts';
import { canReceive } from '../core/approval/permits.ts';
import type { Job } from '../core/jobs/job.ts';
import type { Approvals } from './approvals.ts';
import type { CatalogueChange } from './catalogue.ts';

/** Who notes new jobs as received: this app, or another client of the owner that was seen at work. */
export interface OtherClient {
  readonly atWork: boolean;
  /** One sentence for Health. */
  readonly text: string;
}

/** What receiving needs. */
export interface ReceivingParts {
  readonly owner: string;
  readonly approvals: Approvals;
  readonly otherClient: () => Promise<OtherClient>;
  readonly onTrouble: (what: string) => void;
}

/** Does the receiving step for settled jobs where the owner has no other client. */
export interface Receiving {
  consider(change: Pick<CatalogueChange, 'changed'>): void;
  /** The sentence for Health: who receives, and why. */
  text(): string;
  stop(): void;
}

/** Receiving for one datasite; each job is tried once for each time its facts change. */
export function createReceiving(parts: ReceivingParts): Receiving {
  const tried = new Map<JobId, Job>();
  let text = 'Gatehouse notes new jobs as received.';
  let stopped = false;

  async function receive(jobs: readonly Job[]): Promise<void> {
    const other = await parts.otherClient();
    text = other.text;
    if (other.atWork) return;
    for (const job of jobs) {
      if (stopped) return;
      tried.set(job.id, job);
      const reply = await parts.approvals.receive(job.facts.place);
      if (!reply.ok && reply.problem.code !== 'wrong-state' && reply.problem.code !== 'state-changed') {
        parts.onTrouble(`“${job.id}” could not be noted as received: ${reply.problem.what}`);
      }
    }
  }

  return {
    consider({ changed }) {
      const ready = changed.filter(
        (job) =>
          job.status === 'received' &&
          tried.get(job.id)?.facts !== job.facts &&
          canReceive(job, { email: parts.owner }).allowed,
      );
      if (ready.length > 0 && !stopped) void receive(ready);
    },
    text: () => text,
    stop() {
      stopped = true;
    },
  };
}
