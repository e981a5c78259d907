import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Output } from '../../../shared/contract/index.ts';
import { done } from '../../../shared/terms/problem.ts';
import type { AccessAnswerView, AccessLevelView } from '../../../shared/view/permissions.ts';
import type { Client } from '../../../shared/wire/client.ts';
import { createLatest, type Latest } from './latest.ts';
import { placeOf } from './place.ts';
import { isAddress, isMany, pathAsked } from './wish.ts';

/** May this person do that there? */
export interface QuestionState {
  readonly user: string;
  readonly level: AccessLevelView;
  /** As it stands in its field; `/` is the datasite itself, a slash at the end a folder. */
  readonly path: string;
  /** Why nothing is asked; null when everything needed is there. */
  readonly missing: 'person' | 'one-person' | 'path' | null;
}

/** An answer with the place it is about: a slash at the end says that it is a folder. */
export interface Placed {
  readonly answer: AccessAnswerView;
  readonly place: string;
}

export interface Question {
  readonly state: StoreApi<QuestionState>;
  readonly answer: Latest<{ user: string; level: AccessLevelView; path: string }, Placed>;
  /** Everything that the person of the question can reach. */
  readonly reach: Latest<{ user: string }, Output<'permissions.reach'>>;
  /** Changes the question and asks it, once it is one. */
  put(change: Partial<Pick<QuestionState, 'user' | 'level' | 'path'>>): void;
  /** Asks for everything the person can reach. */
  askReach(): void;
  again(): Promise<void>;
  forget(): void;
}

const AT_FIRST: QuestionState = { user: '', level: 'write', path: '', missing: 'person' };

/** The question on the screen and its answer; the answer is always that to what stands in the fields. */
export function createQuestion(client: Client): Question {
  const state = createStore<QuestionState>(() => AT_FIRST);
  const answer: Question['answer'] = createLatest(async (input) => {
    const place = await placeOf(client, input.path);
    const reply = await client.call('permissions.explain', { ...input, path: pathAsked(place) });
    return reply.ok ? done({ answer: reply.value, place }) : reply;
  });
  const reach: Question['reach'] = createLatest((input) => client.call('permissions.reach', input));

  return {
    state,
    answer,
    reach,
    put(change) {
      const next = { ...state.getState(), ...change };
      const missing = missingIn(next);
      state.setState({ ...next, missing });
      if (missing !== null) answer.forget();
      else void answer.ask({ user: next.user.trim(), level: next.level, path: next.path.trim() });
      if (reach.state.getState().input?.user !== next.user.trim()) reach.forget();
    },
    askReach() {
      const { user } = state.getState();
      if (isAddress(user) && !isMany(user)) void reach.ask({ user: user.trim() });
    },
    async again() {
      await Promise.all([answer.again(), reach.again()]);
    },
    forget() {
      state.setState(AT_FIRST);
      answer.forget();
      reach.forget();
    },
  };
}

function missingIn({ user, path }: QuestionState): QuestionState['missing'] {
  if (isMany(user)) return 'one-person';
  if (!isAddress(user)) return 'person';
  return path.trim() === '' ? 'path' : null;
}
