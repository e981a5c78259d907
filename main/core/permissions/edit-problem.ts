import type { EditEffect } from './edit-effects.ts';

/** Why an edit is refused. */
export type EditProblemCode =
  | 'path-refused'
  | 'person-unclear'
  | 'name-has-glob'
  | 'rule-file-broken'
  | 'takes-from-others'
  | 'has-no-effect'
  | 'reaches-further'
  | 'access-remains';

/** A refused edit: what would surprise, and what to do instead. */
export interface EditProblem {
  readonly code: EditProblemCode;
  readonly what: string;
  readonly next: string;
  /** Those concerned: who would lose access, or the entries that would still give it. */
  readonly people: readonly string[];
  /** What would have changed for whom, where that is the reason. */
  readonly effects: readonly EditEffect[];
}

/** A problem as data. */
export function editProblem(
  code: EditProblemCode,
  what: string,
  next: string,
  people: readonly string[] = [],
  effects: readonly EditEffect[] = [],
): { readonly ok: false; readonly problem: EditProblem } {
  return { ok: false, problem: { code, what, next, people, effects } };
}

/** Names as they read in a sentence: `a, b and c`; everyone and patterns in words. */
export function listed(names: readonly string[]): string {
  const words = names.map((name) =>
    name === '*' ? 'everyone' : name.startsWith('*@') ? `everyone at ${name.slice(2)}` : name,
  );
  const last = words.at(-1) ?? 'nobody';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
