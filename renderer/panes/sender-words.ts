import type { SenderProofView } from '../../shared/view/permissions.ts';
import { plainText } from '../parts/plain.tsx';

export const SENDER = {
  verified: 'verified',
  unproven: 'sender unproven',
  onlyThey: 'verified: only they can write here',
  seeAccess: 'Opens Access, which says who can write here and why',
} as const;

/** The sentence behind the badge, for hovering. */
export function proofTitle(proof: SenderProofView): string {
  return plainText(proof.sentence);
}

/** Whom an entry of a rule stands for: an address, everyone of a domain, everyone. */
export function whoText(who: string): string {
  if (who === '*') return 'anyone';
  return /^\*@[^*?[\]@]+$/.test(who) ? `anyone at ${who.slice(2)}` : who;
}
