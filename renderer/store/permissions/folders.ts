import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/wire/client.ts';
import { type FolderRow, type Known, parentOf, rowsOf, wayTo } from './folder-rows.ts';

export interface FoldersState {
  readonly known: ReadonlyMap<string, Known>;
  readonly open: ReadonlySet<string>;
  readonly rows: readonly FolderRow[];
  /** Path of the chosen folder. */
  readonly chosen: string | null;
}

/** The datasite's folders, read as they are opened. */
export interface Folders {
  readonly state: StoreApi<FoldersState>;
  /** Reads the datasite, or what is open of it afresh. */
  reload(): Promise<void>;
  open(path: string): Promise<void>;
  /** Opens what there is room for on a screen, level by level. */
  unfold(): Promise<void>;
  close(path: string): void;
  choose(path: string): void;
  /** Chooses the line so many places further down; stops at both ends. */
  step(by: number): void;
  /** To the right: into the chosen folder. To the left: out of it. */
  enter(): void;
  leave(): void;
  /** Opens the way to a path and chooses the last folder on it that exists. */
  reveal(path: string): Promise<void>;
  forget(): void;
}

/** As many lines as a small window shows without scrolling far, and as deep as the folders of senders. */
const ROOM = 24;
const DEPTH = 4;
/** How many folders that hold one folder only are walked through at once. */
const MOST_THROUGH = 8;

const NOTHING: FoldersState = { known: new Map(), open: new Set(['']), rows: [], chosen: null };

/** A tree of which only what was opened is known. */
export function createFolders(client: Client): Folders {
  const state = createStore<FoldersState>(() => NOTHING);
  const { getState: now, setState: set } = state;
  let age = 0;

  function put(change: Partial<Pick<FoldersState, 'known' | 'open'>>): void {
    const { known, open } = { ...now(), ...change };
    set({ known, open, rows: rowsOf(known, open) });
  }

  async function read(path: string): Promise<Known> {
    const asked = age;
    const before = now().known.get(path);
    if (before?.kind !== 'read') put({ known: new Map(now().known).set(path, { kind: 'reading' }) });
    const reply = await client.call('permissions.folder', { path });
    const found: Known = reply.ok
      ? { kind: 'read', ...reply.value }
      : { kind: 'refused', problem: reply.problem };
    if (asked === age) put({ known: new Map(now().known).set(path, found) });
    return found;
  }

  async function open(path: string, through = MOST_THROUGH): Promise<void> {
    put({ open: new Set(now().open).add(path) });
    const found = now().known.get(path)?.kind === 'read' ? now().known.get(path) : await read(path);
    // A folder that holds one folder and nothing else to choose from is walked through.
    const inside = found?.kind === 'read' && !found.more ? found.children : [];
    const only = inside.length === 1 ? inside[0] : undefined;
    if (only !== undefined && only.folders > 0 && through > 0) await open(only.path, through - 1);
  }

  async function unfold(): Promise<void> {
    const asked = age;
    for (let level = 1; level <= DEPTH; level += 1) {
      for (const { folder } of now().rows.filter((row) => row.level === level)) {
        if (asked !== age) return;
        const fits = now().rows.length + folder.folders <= ROOM;
        if (folder.folders > 0 && fits && !now().open.has(folder.path)) await open(folder.path);
      }
    }
  }

  function close(path: string): void {
    const { open: opened, chosen } = now();
    put({ open: new Set([...opened].filter((one) => one !== path)) });
    if (chosen !== null && isBelow(chosen, path)) set({ chosen: path });
  }

  const chosenRow = () => now().rows.find((row) => row.folder.path === now().chosen);

  return {
    state,
    async reload() {
      const { open: opened, known } = now();
      if (known.get('')?.kind !== 'read') return open('');
      await Promise.all([...opened].filter((path) => known.has(path)).map(read));
    },
    open: (path) => open(path),
    unfold,
    close,
    choose: (path) => set({ chosen: path }),
    step(by) {
      const { rows, chosen } = now();
      const place = rows.findIndex((row) => row.folder.path === chosen);
      const next = place === -1 ? 0 : Math.min(Math.max(place + by, 0), rows.length - 1);
      set({ chosen: rows[next]?.folder.path ?? chosen });
    },
    enter() {
      const row = chosenRow();
      if (row?.state === 'closed') void open(row.folder.path);
      else if (row?.state === 'open') set({ chosen: firstChildOf(now().rows, row) });
    },
    leave() {
      const row = chosenRow();
      if (row === undefined) return;
      if (row.state === 'open') close(row.folder.path);
      else set({ chosen: parentOf(row.folder.path) ?? '' });
    },
    async reveal(path) {
      const asked = age;
      let last = '';
      for (const step of wayTo(path)) {
        const { rows } = now();
        if (rows.length > 0 && !rows.some((row) => row.folder.path === step)) break;
        last = step;
        if (step === tidy(path)) break;
        await open(step);
        if (asked !== age) return;
      }
      set({ chosen: last });
    },
    forget() {
      age += 1;
      set(NOTHING);
    },
  };
}

function firstChildOf(rows: readonly FolderRow[], row: FolderRow): string {
  const next = rows[rows.indexOf(row) + 1];
  return next !== undefined && next.level > row.level ? next.folder.path : row.folder.path;
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' ? path !== '' : path.startsWith(`${folder}/`);
}

function tidy(path: string): string {
  return path
    .split('/')
    .filter((name) => name !== '')
    .join('/');
}
