/** Every way a request can end other than well. Codes survive both doors unchanged. */
export const PROBLEM_CODES = [
  'bad-request',
  'unknown-verb',
  'not-allowed',
  'not-signed-in',
  'no-datasite',
  'several-datasites',
  'datasite-unavailable',
  'datasite-locked',
  'not-a-datasite',
  'no-such-job',
  'no-such-file',
  'not-owner',
  'still-arriving',
  'malformed-job',
  'needs-acknowledgement',
  'content-changed',
  'state-changed',
  'wrong-state',
  'reason-required',
  'edit-refused',
  'freeze-failed',
  'log-unwritable',
  'log-broken',
  'write-failed',
  'read-failed',
  'unavailable',
  'internal',
] as const;

/** The code of a problem. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Plain JSON, the only thing a problem's details may hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** An expected failure: a code, what happened and why in one sentence, and what to do next. */
export interface Problem {
  readonly code: ProblemCode;
  readonly what: string;
  readonly next: string;
  readonly details?: { readonly [key: string]: Json };
}

/** Either a value or a problem; nothing in this project throws to say no. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

/** A reply that carries a value. */
export function done<Value>(value: Value): Reply<Value> {
  return { ok: true, value };
}

/** A reply that carries a problem. */
export function refused(
  code: ProblemCode,
  what: string,
  next: string,
  details?: { readonly [key: string]: Json },
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: details === undefined ? { code, what, next } : { code, what, next, details } };
}
