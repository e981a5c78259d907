/**
 * What a defect means for the decision: `blocks` = the job can only be rejected; `acknowledge` = the owner must
 * say they have seen it before approving; `note` = shown, and keeps the job from ever passing by itself.
 */
export type DefectWeight = 'blocks' | 'acknowledge' | 'note';

/** Every defect a job can have, with its weight. */
export const DEFECTS = {
  'no-config': 'blocks',
  'config-not-file': 'blocks',
  'config-too-big': 'blocks',
  'config-unreadable': 'blocks',
  'config-invalid': 'blocks',
  'config-ambiguous': 'note',
  'name-differs': 'blocks',
  'claims-sender': 'blocks',
  'no-run-script': 'blocks',
  'run-script-not-file': 'blocks',
  'no-code': 'blocks',
  'code-not-folder': 'blocks',
  'extra-entry': 'blocks',
  link: 'blocks',
  'hard-link': 'blocks',
  'special-file': 'blocks',
  unreadable: 'blocks',
  'unsafe-name': 'blocks',
  'name-collision': 'blocks',
  'name-not-utf8': 'blocks',
  'hidden-characters': 'acknowledge',
  'file-missing': 'note',
  'file-unlisted': 'note',
  'file-too-big': 'note',
  'job-too-big': 'note',
  'too-many-entries': 'note',
  'too-deep': 'note',
  'beyond-limits': 'blocks',
  'sender-not-email': 'note',
  'state-unreadable': 'blocks',
} as const satisfies Record<string, DefectWeight>;

/** The name of one kind of defect. */
export type DefectCode = keyof typeof DEFECTS;

/** Something wrong or odd about a job, with the entry it concerns where there is one. */
export interface Defect {
  readonly code: DefectCode;
  /** Path below the job's folder, escaped for display; null when it concerns the job as a whole. */
  readonly path: string | null;
  /** One plain sentence: what is wrong, with the reader's own words for errors. */
  readonly text: string;
}

/** The weight of a defect. */
export function weightOf(defect: Defect): DefectWeight {
  return DEFECTS[defect.code];
}
