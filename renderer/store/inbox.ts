import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Arrangement, arrangeAnew, arrangeInPlace, orderAfter } from './arrange.ts';
import { AT_REST, type Filter, type Filtered, filterRows, type Group } from './filter.ts';
import type { JobList } from './job-list.ts';
import type { Jobs } from './jobs.ts';

export interface InboxState {
  readonly filter: Filter;
  readonly filtered: Filtered;
  readonly arrangement: Arrangement;
  /** True while somebody points at the list or moves in it. */
  readonly held: boolean;
  readonly chosen: string | null;
  /** Jobs that came and may not have been in view since. */
  readonly unseen: ReadonlySet<string>;
  /** Whether the top of the list is in view. */
  readonly atTop: boolean;
  /** Counts how often the top was asked for. */
  readonly toTop: number;
}

export interface Inbox {
  readonly state: StoreApi<InboxState>;
  search(text: string): void;
  /** Shows one group; the group already shown means: every group. */
  pick(group: Group): void;
  clear(): void;
  choose(id: string | null): void;
  /** Chooses the row so many places further down; stops at both ends. */
  step(by: number): void;
  hold(held: boolean): void;
  /** Gives the rows that wait for a place theirs, and asks for the top of the list. */
  showNew(): void;
  /** Whether the top of the list is in view now; while it is, nothing is unseen. */
  atTop(isThere: boolean): void;
  /** Ids of the other rows as they stand, from the one below `id` on and then from the top. */
  after(id: string): readonly string[];
}

/** How many rows came that are not in view: those without a place, and those above. */
export function newCount({ arrangement, unseen, atTop }: InboxState): number {
  const { kept } = arrangement;
  const above = atTop ? 0 : [...unseen].filter((id) => !kept.has(id)).length;
  return kept.size + above;
}

const EMPTY = filterRows([], AT_REST);

/** What the inbox shows of the list, and where it stands in it. */
export function createInbox(jobs: Jobs): Inbox {
  const state = createStore<InboxState>(() => ({
    filter: AT_REST,
    filtered: EMPTY,
    arrangement: arrangeAnew([]),
    held: false,
    chosen: null,
    unseen: new Set(),
    atTop: true,
    toTop: 0,
  }));
  const { getState: now, setState: set } = state;

  function arrange(inPlace: boolean, filter = now().filter): void {
    const list = jobs.state.getState().list;
    const filtered = list === null ? EMPTY : filterRows(list.rows, filter);
    const arrangement =
      inPlace && list !== null
        ? arrangeInPlace(now().arrangement, filtered.rows, list.byId)
        : arrangeAnew(filtered.rows);
    set({ filter, filtered, arrangement });
  }

  function addUnseen(before: JobList): void {
    const added = now().filtered.rows.filter((row) => !before.byId.has(row.id));
    if (added.length > 0) set({ unseen: new Set([...now().unseen, ...added.map((row) => row.id)]) });
  }

  jobs.state.subscribe((after, before) => {
    if (after.list === before.list && after.reading === before.reading) return;
    arrange(now().held && !after.reading && before.list !== null);
    if (before.list !== null && !after.reading) addUnseen(before.list);
    if (after.list === null) set({ chosen: null, unseen: new Set() });
    else if (now().chosen === null) set({ chosen: now().arrangement.rows[0]?.id ?? null });
  });

  return {
    state,
    search: (text) => arrange(false, { ...now().filter, search: text }),
    pick: (group) => arrange(false, { ...now().filter, group: now().filter.group === group ? null : group }),
    clear: () => arrange(false, { search: '', group: null }),
    choose: (id) => set({ chosen: id }),
    step(by) {
      const { rows } = now().arrangement;
      const place = rows.findIndex((row) => row.id === now().chosen);
      const next = place === -1 ? 0 : Math.min(Math.max(place + by, 0), rows.length - 1);
      set({ chosen: rows[next]?.id ?? now().chosen });
    },
    hold(held) {
      if (held === now().held) return;
      set({ held });
      if (!held) arrange(false);
    },
    showNew() {
      arrange(false);
      set({ unseen: new Set(), toTop: now().toTop + 1 });
    },
    atTop(isThere) {
      if (isThere !== now().atTop) set({ atTop: isThere });
      if (isThere && !now().held && now().unseen.size > 0) set({ unseen: new Set() });
    },
    after: (id) => orderAfter(now().arrangement.rows, id),
  };
}
