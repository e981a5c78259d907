import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../shared/terms/problem.ts';
import type { ActivityRow, AuditVerdictView } from '../../shared/view/activity.ts';
import type { Client } from '../../shared/wire/client.ts';

/** What checking the log has come to. */
export type Checking =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked'; readonly verdict: AuditVerdictView; readonly at: number }
  | { readonly kind: 'refused'; readonly problem: Problem };

export interface ActivityState {
  /** Newest first; null until asked for. */
  readonly rows: readonly ActivityRow[] | null;
  readonly more: boolean;
  readonly loading: boolean;
  readonly problem: Problem | null;
  readonly checking: Checking;
}

export interface Activity {
  readonly state: StoreApi<ActivityState>;
  reload(): Promise<void>;
  loadMore(): Promise<void>;
  /** Has the chain checked; `at` = milliseconds since 1970, shown beside the verdict. */
  verify(at: () => number): Promise<void>;
  forget(): void;
}

const PAGE = 100;
const NOTHING: ActivityState = {
  rows: null,
  more: false,
  loading: false,
  problem: null,
  checking: { kind: 'not-yet' },
};

/** The copy of the log's newest part. */
export function createActivity(client: Client): Activity {
  const state = createStore<ActivityState>(() => NOTHING);
  const { getState: now, setState: set } = state;

  async function ask(before: number | undefined): Promise<void> {
    if (now().loading) return;
    set({ loading: true });
    const input = before === undefined ? { limit: PAGE } : { limit: PAGE, before };
    const reply = await client.call('activity.list', input);
    if (!reply.ok) set({ loading: false, problem: reply.problem });
    else {
      const { rows, more } = reply.value;
      const older = before === undefined ? [] : (now().rows ?? []);
      set({ loading: false, problem: null, rows: mergeRows(older, rows), more });
    }
  }

  client.on('activity.appended', (row) => {
    const { rows } = now();
    if (rows === null) return;
    const newest = rows[0]?.seq;
    if (newest === undefined || row.seq === newest + 1) set({ rows: [row, ...rows] });
    else if (row.seq > newest) void ask(undefined);
  });

  return {
    state,
    reload: () => ask(undefined),
    loadMore: () => ask(now().rows?.at(-1)?.seq),
    async verify(at) {
      set({ checking: { kind: 'checking' } });
      const reply = await client.call('activity.verify', {});
      set({
        checking: reply.ok
          ? { kind: 'checked', verdict: reply.value, at: at() }
          : { kind: 'refused', problem: reply.problem },
      });
    },
    forget: () => set(NOTHING),
  };
}

/** Both pages as one, newest first, each entry once. */
export function mergeRows(
  some: readonly ActivityRow[],
  others: readonly ActivityRow[],
): readonly ActivityRow[] {
  const bySeq = new Map([...some, ...others].map((row) => [row.seq, row]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}
