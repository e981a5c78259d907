import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../shared/terms/problem.ts';
import type { FileContent, JobDetail, JobRow } from '../../shared/view/job.ts';
import type { Client } from '../../shared/wire/client.ts';
import type { Jobs } from './jobs.ts';

/** The job on the page. What is shown stays as it is until the reader asks for what lies on disk now. */
export type Opened =
  | { readonly kind: 'none' }
  | { readonly kind: 'opening'; readonly id: string }
  | { readonly kind: 'refused'; readonly id: string; readonly problem: Problem }
  | {
      readonly kind: 'open';
      readonly id: string;
      readonly detail: JobDetail;
      /** Whether what lies on disk is still what is shown. */
      readonly disk: 'same' | 'changed' | 'gone';
    };

/** One file's content on its way. `differs`: what came is not what the list of files says. */
export type Load =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly content: FileContent }
  | { readonly kind: 'differs' }
  | { readonly kind: 'refused'; readonly problem: Problem };

export interface DetailState {
  readonly opened: Opened;
  /** By path, of the job shown. */
  readonly loads: ReadonlyMap<string, Load>;
  /** When the bytes on the page last became others, in milliseconds of the given clock. */
  readonly shownAt: number;
}

export interface Detail {
  readonly state: StoreApi<DetailState>;
  show(id: string | null): void;
  /** Shows what lies on disk now. */
  showAgain(): Promise<void>;
  /** Reads what lies on disk now without showing it when it is not what is shown. */
  compare(): Promise<void>;
  readFile(path: string): Promise<void>;
}

/** The job page's copy of one job; `clock` counts milliseconds. */
export function createDetail(client: Client, jobs: Jobs, clock: () => number): Detail {
  const state = createStore<DetailState>(() => ({ opened: { kind: 'none' }, loads: new Map(), shownAt: 0 }));
  const { getState: now, setState: set } = state;
  let asked = 0;

  function put(opened: Opened): void {
    set({ opened, loads: new Map(), shownAt: clock() });
  }

  async function fetch(id: string, take: (detail: JobDetail) => void): Promise<void> {
    asked += 1;
    const ticket = asked;
    const reply = await client.call('jobs.show', { id });
    if (ticket !== asked) return;
    if (reply.ok) take(reply.value);
    else if (now().opened.kind !== 'open') put({ kind: 'refused', id, problem: reply.problem });
    else if (reply.problem.code === 'no-such-job') mark('gone');
  }

  function mark(disk: 'changed' | 'gone'): void {
    const { opened } = now();
    if (opened.kind === 'open') set({ opened: { ...opened, disk } });
  }

  async function compare(): Promise<void> {
    const { opened } = now();
    if (opened.kind === 'none') return;
    if (opened.kind !== 'open') return fetch(opened.id, take);
    await fetch(opened.id, (detail) => (mayReplace(opened.detail, detail) ? take(detail) : mark('changed')));
  }

  function take(detail: JobDetail): void {
    const { opened } = now();
    const open: Opened = { kind: 'open', id: detail.id, detail, disk: 'same' };
    if (opened.kind === 'open' && detail.digest !== null && opened.detail.digest === detail.digest)
      set({ opened: open });
    else put(open);
  }

  jobs.state.subscribe((after, before) => {
    const { opened } = now();
    if (opened.kind === 'none' || after.list === null || before.list === null) return;
    const row = after.list.byId.get(opened.id);
    if (row === before.list.byId.get(opened.id)) return;
    if (row === undefined) mark('gone');
    else if (opened.kind === 'open' && !mayReplace(opened.detail, row)) mark('changed');
    else void compare();
  });

  return {
    state,
    show(id) {
      const { opened } = now();
      if (id === null) put({ kind: 'none' });
      else if (opened.kind === 'none' || opened.id !== id) {
        put({ kind: 'opening', id });
        void fetch(id, take);
      }
    },
    async showAgain() {
      const { opened } = now();
      if (opened.kind !== 'none') await fetch(opened.id, take);
    },
    compare,
    readFile: (path) => readInto(state, client, path),
  };
}

/** While a job is arriving its page follows it; after that only the same bytes may take the place of what is read. */
function mayReplace(shown: JobDetail, now: JobRow): boolean {
  return shown.arriving !== null || shown.digest === now.digest;
}

async function readInto(state: StoreApi<DetailState>, client: Client, path: string): Promise<void> {
  const { opened, loads } = state.getState();
  if (opened.kind !== 'open') return;
  const known = loads.get(path);
  if (known !== undefined && known.kind !== 'refused') return;
  const { id, detail } = opened;
  const put = (load: Load) => {
    const now = state.getState();
    const same =
      now.opened.kind === 'open' && now.opened.id === id && now.opened.detail.digest === detail.digest;
    if (same) state.setState({ loads: new Map(now.loads).set(path, load) });
  };
  put({ kind: 'reading' });
  const reply = await client.call('jobs.file', { id, path });
  if (!reply.ok) put({ kind: 'refused', problem: reply.problem });
  else if (reply.value.sha256 !== listedHash(detail, path)) put({ kind: 'differs' });
  else put({ kind: 'read', content: reply.value });
}

function listedHash(detail: JobDetail, path: string): string | null {
  return detail.listing.find((file) => file.path === path)?.sha256 ?? null;
}
