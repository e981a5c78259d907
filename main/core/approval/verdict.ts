import type { ProblemCode } from '../../../shared/terms/problem.ts';

/** One reason why something may not be done, as a code and a plain sentence. */
export interface Reason {
  readonly code: ProblemCode;
  readonly text: string;
}

/** Whether something may be done; the engine and the button read the same value. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reasons: readonly Reason[] };

/** Allowed when no reason speaks against it. */
export function verdictFrom(reasons: readonly Reason[]): Verdict {
  return reasons.length === 0 ? { allowed: true } : { allowed: false, reasons };
}
