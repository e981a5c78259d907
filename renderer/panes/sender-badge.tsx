import { BadgeCheck, TriangleAlert } from 'lucide-react';
import type { SenderProofView } from '../../shared/view/permissions.ts';
import { Chip } from '../parts/chip.tsx';
import { Plain } from '../parts/plain.tsx';
import { proofTitle, SENDER } from './sender-words.ts';

/** How well a sender is known, in a word and a shape; nothing where nobody asked, as in other people's datasites. */
export function SenderBadge({ proof }: { readonly proof: SenderProofView | null }) {
  if (proof === null) return null;
  return (
    <Chip tone={proof.proven ? 'ok' : 'warn'} title={proofTitle(proof)}>
      <ProofIcon proven={proof.proven} />
      {proof.proven ? SENDER.verified : SENDER.unproven}
    </Chip>
  );
}

/** The same at length, and the way to everything that is known about it. */
export function SenderButton({
  proof,
  isOpen,
  onOpen,
}: {
  readonly proof: SenderProofView | null;
  /** True while the sender may still write there, if the rules are right. */
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}) {
  if (proof === null) return null;
  const tone = proof.proven ? 'chip-ok' : 'chip-warn';
  return (
    <button
      type="button"
      className={`chip ${tone} sender-button`}
      title={`${proofTitle(proof)} ${SENDER.seeAccess}`}
      onClick={onOpen}
    >
      <ProofIcon proven={proof.proven} />
      <span>
        {proof.proven ? (
          isOpen ? (
            SENDER.onlyThey
          ) : (
            SENDER.verified
          )
        ) : (
          <>
            {SENDER.unproven}: <Plain text={proof.sentence} />
          </>
        )}
      </span>
    </button>
  );
}

function ProofIcon({ proven }: { readonly proven: boolean }) {
  const Icon = proven ? BadgeCheck : TriangleAlert;
  return <Icon size={12} aria-hidden="true" />;
}
