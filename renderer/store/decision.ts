import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DefectCode } from '../../shared/terms/defect.ts';
import type { Problem, Reply } from '../../shared/terms/problem.ts';
import { fileChange, type JobDetail, type JobRow } from '../../shared/view/job.ts';
import type { Client } from '../../shared/wire/client.ts';
import type { Detail } from './detail.ts';
import { isForUs } from './filter.ts';
import type { Inbox } from './inbox.ts';
import type { JobList } from './job-list.ts';
import type { Jobs } from './jobs.ts';
import type { View } from './view.ts';

export type Action = 'approve' | 'reject' | 'withdraw';

/** Where a decision stands. Nothing here says *approved*: only the list can, once the disk does. */
export type Deciding =
  | { readonly kind: 'idle' }
  | { readonly kind: 'confirming'; readonly id: string; readonly ticked: ReadonlySet<DefectCode> }
  | {
      readonly kind: 'writing';
      readonly id: string;
      readonly name: string;
      readonly action: Action;
      /** True once main has written; the list has not shown it yet. */
      readonly written: boolean;
      /** Where to go from here, as the list stood when it was decided. */
      readonly after: readonly string[];
    }
  | { readonly kind: 'refused'; readonly id: string; readonly action: Action; readonly problem: Problem };

export interface DecisionState {
  readonly deciding: Deciding;
  /** The last decision the disk has shown, with the job that came after it; for whoever speaks. */
  readonly last: { readonly action: Action; readonly name: string; readonly next: string | null } | null;
}

export interface Decision {
  readonly state: StoreApi<DecisionState>;
  /** Opens the one-line confirmation, where approving is permitted. */
  askApprove(): void;
  tick(code: DefectCode, on: boolean): void;
  cancel(): void;
  /** Approves the bytes that are shown; does nothing while an acknowledgement is missing. */
  confirm(): Promise<void>;
  reject(reason: string): Promise<void>;
  /** Takes an approval back, while the job has not started. */
  withdraw(): Promise<void>;
}

interface Around {
  readonly client: Client;
  readonly jobs: Jobs;
  readonly detail: Detail;
  readonly inbox: Inbox;
  readonly view: View;
}

/** Decisions about the job on the page, one at a time. */
export function createDecision(around: Around): Decision {
  const { client, jobs, detail, inbox, view } = around;
  const state = createStore<DecisionState>(() => ({ deciding: { kind: 'idle' }, last: null }));
  const deciding = () => state.getState().deciding;
  const become = (next: Deciding) => state.setState({ deciding: next });

  function shown(): JobDetail | null {
    const { opened } = detail.state.getState();
    return opened.kind === 'open' && opened.disk !== 'gone' ? opened.detail : null;
  }

  /** The decision is over once main has written it and the list shows what became of the job. */
  function settle(): void {
    const at = deciding();
    if (at.kind !== 'writing' || !at.written) return;
    const { list } = jobs.state.getState();
    const row = list?.byId.get(at.id);
    if (row !== undefined && !shows(row, at.action)) return;
    const next = at.action === 'withdraw' ? null : nextRow(at.id, at.after, list);
    const last = { action: at.action, name: at.name, next: next?.name ?? null };
    state.setState({ deciding: { kind: 'idle' }, last });
    if (inbox.state.getState().chosen !== at.id) return;
    if (next !== null) inbox.choose(next.id);
    view.focusOn('page');
  }

  async function send(action: Action, job: JobDetail, ask: () => Promise<Reply<JobRow>>): Promise<void> {
    const { id, name } = job;
    const writing = { kind: 'writing', id, name, action, after: inbox.after(id) } as const;
    become({ ...writing, written: false });
    const reply = await ask();
    if (reply.ok) {
      become({ ...writing, written: true });
      settle();
    } else if (reply.problem.code === 'content-changed') {
      become({ kind: 'idle' });
      view.ask({ kind: 'changed', problem: reply.problem, changes: changesIn(reply.problem) });
    } else become({ kind: 'refused', id, action, problem: reply.problem });
  }

  jobs.state.subscribe(settle);
  detail.state.subscribe((after, before) => {
    const at = deciding();
    if (after.shownAt === before.shownAt && after.opened.kind !== 'none') return;
    if (at.kind === 'confirming' || at.kind === 'refused') become({ kind: 'idle' });
  });

  return {
    state,
    askApprove() {
      const job = shown();
      if (job === null || !job.approve.allowed || deciding().kind === 'writing') return;
      become({ kind: 'confirming', id: job.id, ticked: new Set() });
    },
    tick(code, on) {
      const at = deciding();
      if (at.kind !== 'confirming') return;
      const ticked = new Set(at.ticked);
      if (on) ticked.add(code);
      else ticked.delete(code);
      become({ ...at, ticked });
    },
    cancel() {
      if (deciding().kind !== 'writing') become({ kind: 'idle' });
    },
    async confirm() {
      const at = deciding();
      const job = shown();
      if (at.kind !== 'confirming' || job === null || job.id !== at.id) return;
      const { id, digest, acknowledge } = job;
      if (digest === null || acknowledge.some((code) => !at.ticked.has(code))) return;
      const input = { id, digest, reason: null, acknowledged: [...at.ticked] };
      await send('approve', job, () => client.call('jobs.approve', input));
    },
    async reject(reason) {
      const job = shown();
      if (job === null || !job.reject.allowed || deciding().kind === 'writing') return;
      await send('reject', job, () => client.call('jobs.reject', { id: job.id, digest: job.digest, reason }));
    },
    async withdraw() {
      const job = shown();
      if (job === null || !canWithdraw(job) || deciding().kind === 'writing') return;
      await send('withdraw', job, () => client.call('jobs.withdraw', { id: job.id, digest: job.digest }));
    },
  };
}

/** Whether a job carries an approval of ours that has not been acted on yet. */
export function canWithdraw(row: JobRow): boolean {
  return row.own && row.status === 'approved';
}

function shows(row: JobRow, action: Action): boolean {
  return action === 'withdraw' ? row.status !== 'approved' : !isForUs(row);
}

/** The next job that waits: in the order the list had, else whichever came meanwhile. */
function nextRow(id: string, after: readonly string[], list: JobList | null): JobRow | null {
  if (list === null) return null;
  const waits = (row: JobRow | undefined): row is JobRow =>
    row !== undefined && row.id !== id && isForUs(row);
  return after.map((other) => list.byId.get(other)).find(waits) ?? list.rows.find(waits) ?? null;
}

/** The differences a `content-changed` problem carries; none when they do not have the agreed form. */
function changesIn(problem: Problem): readonly z.infer<typeof fileChange>[] {
  const changes = z.array(fileChange).safeParse(problem.details?.changes);
  return changes.success ? changes.data : [];
}
