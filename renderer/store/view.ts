import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../shared/terms/problem.ts';
import type { FileChange } from '../../shared/view/job.ts';

export type Pane = 'inbox' | 'permissions' | 'activity' | 'settings';
export type Tab = 'run' | 'files' | 'details' | 'access';

/** The one dialog that is open. */
export type Dialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'reject' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'access' }
  | { readonly kind: 'changed'; readonly problem: Problem; readonly changes: readonly FileChange[] };

export interface ViewState {
  readonly pane: Pane;
  readonly tab: Tab;
  /** Path of the file open in Files. */
  readonly file: string | null;
  readonly dialog: Dialog;
  /** SHA-256 of every content that has been on screen. */
  readonly viewed: ReadonlySet<string>;
  readonly wrap: boolean;
  /** Where the keyboard should go next; `turn` tells two equal wishes apart. */
  readonly focus: { readonly on: 'page' | 'list' | 'search' | 'nothing'; readonly turn: number };
}

export interface View {
  readonly state: StoreApi<ViewState>;
  go(pane: Pane): void;
  turnTo(tab: Tab): void;
  openFile(path: string | null): void;
  ask(dialog: Dialog): void;
  sawBytes(sha256: string): void;
  setWrap(wrap: boolean): void;
  /** Back to the first tab, for another job. */
  turnToStart(): void;
  focusOn(on: 'page' | 'list' | 'search'): void;
  /** The wish was met; whoever is drawn later must not meet it again. */
  focused(): void;
}

/** Where the screens stand; nothing here came from main. */
export function createView(): View {
  const state = createStore<ViewState>(() => ({
    pane: 'inbox',
    tab: 'run',
    file: null,
    dialog: { kind: 'none' },
    viewed: new Set(),
    wrap: false,
    focus: { on: 'nothing', turn: 0 },
  }));
  const { getState: now, setState: set } = state;
  return {
    state,
    go: (pane) => set({ pane }),
    turnTo: (tab) => set({ tab }),
    openFile: (file) => set({ file }),
    ask: (dialog) => set({ dialog }),
    sawBytes(sha256) {
      if (!now().viewed.has(sha256)) set({ viewed: new Set(now().viewed).add(sha256) });
    },
    setWrap: (wrap) => set({ wrap }),
    turnToStart: () => set({ tab: 'run', file: null }),
    focused: () => set({ focus: { ...now().focus, on: 'nothing' } }),
    focusOn: (on) => set({ focus: { on, turn: now().focus.turn + 1 } }),
  };
}
