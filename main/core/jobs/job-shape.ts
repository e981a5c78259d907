import type { Defect, DefectCode } from '../../../shared/terms/defect.ts';
import { type JobEntry, PERMISSION_FILE } from './entry.ts';

/** Name of the sender's description of the job. */
export const CONFIG_FILE = 'config.yaml';
/** Name of what is executed. */
export const RUN_SCRIPT = 'run.sh';
/** Name of the folder the script runs in. */
export const CODE_FOLDER = 'code';

interface Part {
  readonly path: string;
  readonly is: (entry: JobEntry) => boolean;
  readonly missing: DefectCode;
  readonly missingText: string;
  readonly wrong: DefectCode;
  readonly wrongText: string;
}

const isFile = (entry: JobEntry) => entry.kind === 'file' || entry.kind === 'hard-link';

const PARTS: readonly Part[] = [
  {
    path: CONFIG_FILE,
    is: isFile,
    missing: 'no-config',
    missingText: 'There is no config.yaml, so other clients do not take the job in.',
    wrong: 'config-not-file',
    wrongText: 'config.yaml is not a file.',
  },
  {
    path: RUN_SCRIPT,
    is: isFile,
    missing: 'no-run-script',
    missingText: 'There is no run.sh, so there is nothing that could be run.',
    wrong: 'run-script-not-file',
    wrongText: 'run.sh is not a file.',
  },
  {
    path: CODE_FOLDER,
    is: (entry) => entry.kind === 'folder',
    missing: 'no-code',
    missingText: 'There is no folder named code.',
    wrong: 'code-not-folder',
    wrongText: 'code is not a folder.',
  },
];

/** What the Python clients' check at reception finds wrong with the entries directly in a job's folder. */
export function shapeDefects(entries: readonly JobEntry[]): readonly Defect[] {
  const top = new Map<string, JobEntry>();
  for (const entry of entries) if (!entry.path.includes('/')) top.set(entry.path, entry);
  const parts = PARTS.flatMap((part) => partDefects(part, top.get(part.path)));
  const expected = new Set(PARTS.map((part) => part.path));
  const extra = [...top.values()].filter((entry) => !expected.has(entry.path) && !isPermissionFile(entry));
  return [...parts, ...extra.map(extraEntry)];
}

function partDefects(part: Part, entry: JobEntry | undefined): readonly Defect[] {
  if (entry === undefined) return [{ code: part.missing, path: null, text: part.missingText }];
  // What cannot be read is said on its own.
  return part.is(entry) || entry.kind === 'unreadable'
    ? []
    : [{ code: part.wrong, path: part.path, text: part.wrongText }];
}

// Other clients go by the name alone; a folder or link of that name is nothing a job should hold.
function isPermissionFile(entry: JobEntry): boolean {
  return entry.path === PERMISSION_FILE && isFile(entry);
}

function extraEntry(entry: JobEntry): Defect {
  const text = 'A job holds config.yaml, run.sh and code only; other clients refuse it with anything else.';
  return { code: 'extra-entry', path: entry.path, text };
}
