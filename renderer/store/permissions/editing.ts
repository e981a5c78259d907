import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { done, type Problem } from '../../../shared/terms/problem.ts';
import type { AccessLevelView, EditPreview } from '../../../shared/view/permissions.ts';
import type { Client } from '../../../shared/wire/client.ts';
import { createLatest, type Latest } from './latest.ts';
import { placeOf } from './place.ts';
import { isAddress, isMany, pathWished } from './wish.ts';

/** One wish to change who may do what. */
export interface Edit {
  readonly kind: 'grant' | 'revoke';
  readonly user: string;
  readonly level: AccessLevelView;
  readonly path: string;
}

/** A preview with the edit it shows: a slash at the end of its path says that it is a folder. */
export interface Shown {
  readonly edit: Edit;
  readonly preview: EditPreview;
}

export interface EditingState {
  /** As it stands in the fields; null while no dialog is open. */
  readonly edit: Edit | null;
  readonly writing: boolean;
  /** Why the change that was confirmed was not made. */
  readonly refusal: Problem | null;
  /** The last change that was written; for whoever speaks. */
  readonly last: Edit | null;
}

export interface Editing {
  readonly state: StoreApi<EditingState>;
  readonly preview: Latest<Edit, Shown>;
  begin(edit: Edit): void;
  put(change: Partial<Omit<Edit, 'kind'>>): void;
  /** Makes the change that is previewed, only while it is the one in the fields. */
  confirm(): Promise<void>;
  close(): void;
  /** Lets go of what was written last. */
  dismiss(): void;
  forget(): void;
}

/** Grants and revokes, each shown before it is made; `onWritten` is told once a rule file was changed. */
export function createEditing(client: Client, onWritten: () => void): Editing {
  const state = createStore<EditingState>(() => ({
    edit: null,
    writing: false,
    refusal: null,
    last: null,
  }));
  const preview: Editing['preview'] = createLatest(async (asked) => {
    const edit = { ...asked, path: await placeOf(client, asked.path) };
    const reply = await client.call('permissions.preview', edit);
    return reply.ok ? done({ edit, preview: reply.value }) : reply;
  });

  function show(edit: Edit): void {
    state.setState({ edit, refusal: null });
    const wish = wishOf(edit);
    if (wish === null) preview.forget();
    else void preview.ask(wish);
  }

  function close(): void {
    state.setState({ edit: null, refusal: null, writing: false });
    preview.forget();
  }

  const dismiss = () => state.setState({ last: null });

  return {
    state,
    preview,
    begin(edit) {
      dismiss();
      show(edit);
    },
    put(change) {
      const { edit, writing } = state.getState();
      if (edit !== null && !writing) show({ ...edit, ...change });
    },
    async confirm() {
      const { edit, writing } = state.getState();
      const { value, asking } = preview.state.getState();
      if (edit === null || writing || asking || value === null) return;
      state.setState({ writing: true, refusal: null });
      const reply = await client.call('permissions.edit', { ...value.edit, before: value.preview.before });
      state.setState({ writing: false });
      if (reply.ok) {
        state.setState({ last: value.edit });
        close();
        onWritten();
      } else {
        state.setState({ refusal: reply.problem });
        await preview.again();
      }
    },
    close,
    dismiss,
    forget() {
      close();
      dismiss();
    },
  };
}

const concerned = z.object({
  people: z.array(z.string()).catch([]),
  effects: z.array(z.object({ who: z.string(), before: z.string(), after: z.string() })).catch([]),
});

/** Whom a refused edit is about, and what it would have changed for them. */
export function concernedIn(problem: Problem): z.infer<typeof concerned> {
  const found = concerned.safeParse(problem.details ?? {});
  return found.success ? found.data : { people: [], effects: [] };
}

/** The edit as main is asked about it; null while something is missing. */
function wishOf(edit: Edit): Edit | null {
  const user = edit.user.trim();
  const path = pathWished(edit.path);
  return (isAddress(user) || isMany(user)) && path !== '' ? { ...edit, user, path } : null;
}
