import type { JobId } from '../../shared/terms/ids.ts';
import { canReceive } from '../core/approval/permits.ts';
import type { JobFacts } from '../core/jobs/facts.ts';
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
  readonly approvals: Pick<Approvals, 'receive'>;
  readonly otherClient: () => Promise<OtherClient>;
  readonly onTrouble: (what: string) => void;
}

/** Does the receiving step for settled jobs where the owner has no other client. */
export interface Receiving {
  consider(change: Pick<CatalogueChange, 'changed'>): void;
  /** Looks again whether another client is at work. */
  askAgain(): Promise<void>;
  /** The sentence for Health: who receives, and why. */
  text(): string;
  /** Tells when that sentence changes. */
  onChange(listener: () => void): () => void;
  stop(): void;
}

/** Receiving for one datasite; each job is tried once for each time its facts change. */
export function createReceiving(parts: ReceivingParts): Receiving {
  const tried = new Map<JobId, JobFacts>();
  const waiting = new Map<JobId, Job>();
  const listeners = new Set<() => void>();
  let underWay = false;
  let text = 'Gatehouse notes new jobs as received.';
  let stopped = false;

  async function isAlone(): Promise<boolean> {
    const other = await parts.otherClient();
    if (other.text !== text) {
      text = other.text;
      for (const listener of listeners) listener();
    }
    return !other.atWork;
  }

  async function receiveWaiting(): Promise<void> {
    if (await isAlone()) {
      for (const [id, job] of waiting) {
        if (stopped) break;
        waiting.delete(id);
        tried.set(id, job.facts);
        await receiveOne(job);
      }
    }
    waiting.clear();
    underWay = false;
  }

  async function receiveOne(job: Job): Promise<void> {
    const failed = (why: string) => parts.onTrouble(`“${job.id}” could not be noted as received: ${why}`);
    try {
      const reply = await parts.approvals.receive(job.facts.place);
      if (!reply.ok && !SOMEBODY_ELSE.has(reply.problem.code)) failed(reply.problem.what);
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error));
    }
  }

  return {
    consider({ changed }) {
      const ready = changed.filter(
        (job) =>
          job.status === 'received' &&
          tried.get(job.id) !== job.facts &&
          canReceive(job, { email: parts.owner }).allowed,
      );
      for (const job of ready) waiting.set(job.id, job);
      if (waiting.size === 0 || underWay || stopped) return;
      underWay = true;
      void receiveWaiting();
    },
    askAgain: () => isAlone().then(() => undefined),
    text: () => text,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      stopped = true;
    },
  };
}

/** Problems which only mean that somebody else did it first. */
const SOMEBODY_ELSE: ReadonlySet<string> = new Set(['wrong-state', 'state-changed']);
