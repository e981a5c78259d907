import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PushPayload } from '../../shared/contract/pushes.ts';
import type { Problem } from '../../shared/terms/problem.ts';
import type { JobRow } from '../../shared/view/job.ts';
import type { Client } from '../../shared/wire/client.ts';
import { isForUs } from './filter.ts';
import { applyChange, type JobList, listFrom } from './job-list.ts';

export interface JobsState {
  /** Null until the first snapshot, and again when another datasite is opened. */
  readonly list: JobList | null;
  readonly problem: Problem | null;
  /** Jobs that the last push made ready for a decision. */
  readonly news: readonly JobRow[];
  /** True while main reads the datasite for the first time: what comes then is no news. */
  readonly reading: boolean;
}

export interface Jobs {
  readonly state: StoreApi<JobsState>;
  /** Asks for the whole list; pushes that come meanwhile are kept and applied to it. */
  reload(): Promise<void>;
  setReading(reading: boolean): void;
  /** Forgets the list, for when another datasite is opened. */
  forget(): void;
}

type Change = PushPayload<'jobs.changed'>;

/** The copy of main's list, kept up by pushes; after a missed push the whole list is asked for again. */
export function createJobs(client: Client): Jobs {
  const state = createStore<JobsState>(() => ({
    list: null,
    problem: null,
    news: [],
    reading: false,
  }));
  let asked = 0;
  let early: Change[] | null = null;
  /** Jobs that have been complete before; one that settles again, or waits again, is not new. */
  let known = new Set<string>();

  function newsOf(rows: readonly JobRow[]): readonly JobRow[] {
    const news = rows.filter((row) => isReady(row) && !known.has(row.id));
    for (const row of rows) if (row.arriving === null) known.add(row.id);
    return news;
  }

  async function reload(): Promise<void> {
    asked += 1;
    const ticket = asked;
    early = [];
    const reply = await client.call('jobs.snapshot', {});
    if (ticket !== asked) return;
    const meanwhile = early;
    early = null;
    if (!reply.ok) {
      state.setState({ problem: reply.problem });
      return;
    }
    const list = catchUp(listFrom(reply.value), meanwhile);
    if (list === 'gap') return reload();
    known = new Set(list.rows.filter((row) => row.arriving === null).map((row) => row.id));
    state.setState({ list, problem: null, news: [] });
  }

  client.on('jobs.changed', (change) => {
    if (early !== null) {
      early.push(change);
      return;
    }
    const before = state.getState().list;
    if (before === null) return;
    const list = applyChange(before, change);
    if (list === 'gap') void reload();
    else if (list !== before) {
      const news = newsOf(change.changed);
      state.setState({ list, news: state.getState().reading ? [] : news });
    }
  });

  return {
    state,
    reload,
    setReading(reading) {
      if (reading !== state.getState().reading) state.setState({ reading, news: [] });
    },
    forget() {
      asked += 1;
      early = null;
      state.setState({ list: null, problem: null, news: [] });
    },
  };
}

function catchUp(list: JobList, changes: readonly Change[]): JobList | 'gap' {
  let now: JobList | 'gap' = list;
  for (const change of changes) if (now !== 'gap') now = applyChange(now, change);
  return now;
}

/** Complete, quiet and waiting: the moment a job is worth telling about. */
function isReady(row: JobRow): boolean {
  return isForUs(row) && row.arriving === null;
}
