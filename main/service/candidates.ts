import type { DatasiteCandidate } from '../../shared/view/session.ts';

/** Those that an owner's address means: spelled exactly so, else differing in case only; null = all of them. */
export function candidatesOf(
  found: readonly DatasiteCandidate[],
  owner: string | null,
): readonly DatasiteCandidate[] {
  if (owner === null) return found;
  const exact = found.filter((one) => one.owner === owner);
  const alike = (one: DatasiteCandidate) => one.owner.toLowerCase() === owner.toLowerCase();
  return exact.length > 0 ? exact : found.filter(alike);
}
