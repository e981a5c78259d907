import type { SenderProofView } from '../../../../shared/view/permissions.ts';
import type { SenderProof } from '../../../core/permissions/sender-proof.ts';

/** The most people a row names. */
const NAMED = 50;

/** How well a sender is known, as rows and pages show it. */
export function senderProofViewOf(proof: SenderProof): SenderProofView {
  const others = proof.proven ? [] : proof.others.slice(0, NAMED);
  return { proven: proof.proven, others, sentence: proof.sentence };
}
