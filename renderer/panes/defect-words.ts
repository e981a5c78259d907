import { DEFECTS, type DefectCode, type DefectWeight } from '../../shared/terms/defect.ts';
import type { Tone } from '../parts/chip.tsx';

/** Each defect in the few words of a chip. */
const CHIPS: Readonly<Record<DefectCode, string>> = {
  'no-config': 'no config',
  'config-not-file': 'config is no file',
  'config-too-big': 'config too big',
  'config-unreadable': 'config unreadable',
  'config-invalid': 'config invalid',
  'config-ambiguous': 'config ambiguous',
  'name-differs': 'name differs',
  'claims-sender': 'claims a sender',
  'no-run-script': 'no run.sh',
  'run-script-not-file': 'run.sh is no file',
  'no-code': 'no code',
  'code-not-folder': 'code is no folder',
  'extra-entry': 'extra entry',
  link: 'link',
  'hard-link': 'hard link',
  'special-file': 'special file',
  unreadable: 'unreadable',
  'unsafe-name': 'unsafe name',
  'name-collision': 'names collide',
  'name-not-utf8': 'name not UTF-8',
  'hidden-characters': 'hidden characters',
  'file-missing': 'file missing',
  'file-unlisted': 'unlisted file',
  'file-too-big': 'big file',
  'job-too-big': 'big job',
  'too-many-entries': 'many entries',
  'too-deep': 'deep folders',
  'beyond-limits': 'beyond limits',
  'sender-not-email': 'sender is no address',
  'state-unreadable': 'state unreadable',
};

const TONES: Readonly<Record<DefectWeight, Tone>> = { blocks: 'bad', acknowledge: 'warn', note: 'plain' };
const RANK: Readonly<Record<DefectWeight, number>> = { blocks: 0, acknowledge: 1, note: 2 };

/** A defect as a chip. */
export interface DefectChip {
  readonly code: DefectCode;
  readonly tone: Tone;
  readonly text: string;
}

/** The defects of a row as chips, the gravest first, each kind once with how often it occurs. */
export function defectChips(defects: readonly { readonly code: DefectCode }[]): readonly DefectChip[] {
  const counts = new Map<DefectCode, number>();
  for (const { code } of defects) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => RANK[DEFECTS[one]] - RANK[DEFECTS[other]])
    .map(([code, count]) => ({
      code,
      tone: TONES[DEFECTS[code]],
      text: count === 1 ? CHIPS[code] : `${CHIPS[code]} ×${count}`,
    }));
}

/** What a defect's weight means for the decision. */
export const WEIGHTS: Readonly<Record<DefectWeight, string>> = {
  blocks: 'This job can only be rejected',
  acknowledge: 'To be acknowledged before approving',
  note: 'Worth knowing',
};

/** The chip word of one defect. */
export function defectWord(code: DefectCode): string {
  return CHIPS[code];
}
