import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem, Reply } from '../../../shared/terms/problem.ts';

/** A question and the newest answer to it. */
export interface LatestState<Input, Value> {
  /** What was asked last; null before the first time. */
  readonly input: Input | null;
  /** The answer to exactly `input`; kept while the same is asked again. */
  readonly value: Value | null;
  readonly problem: Problem | null;
  readonly asking: boolean;
}

export interface Latest<Input, Value> {
  readonly state: StoreApi<LatestState<Input, Value>>;
  ask(input: Input): Promise<void>;
  /** Asks again what was asked last, if anything was. */
  again(): Promise<void>;
  forget(): void;
}

/** Holds the answer to the last question asked; an answer never stands beside a question it does not belong to. */
export function createLatest<Input, Value>(
  call: (input: Input) => Promise<Reply<Value>>,
): Latest<Input, Value> {
  const nothing: LatestState<Input, Value> = { input: null, value: null, problem: null, asking: false };
  const state = createStore<LatestState<Input, Value>>(() => nothing);
  let asked = 0;

  async function ask(input: Input): Promise<void> {
    asked += 1;
    const ticket = asked;
    const before = state.getState();
    const isSame = JSON.stringify(before.input) === JSON.stringify(input);
    state.setState(isSame ? { asking: true } : { input, value: null, problem: null, asking: true });
    const reply = await call(input);
    if (ticket !== asked) return;
    if (reply.ok) state.setState({ value: reply.value, problem: null, asking: false });
    else state.setState({ value: null, problem: reply.problem, asking: false });
  }

  return {
    state,
    ask,
    async again() {
      const { input } = state.getState();
      if (input !== null) await ask(input);
    },
    forget() {
      asked += 1;
      state.setState(nothing);
    },
  };
}
