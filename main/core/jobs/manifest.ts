import type { Defect } from '../../../shared/terms/defect.ts';
import { type JobEntry, WHOLE_JOB } from './entry.ts';
import { quoted, safeRelativePath } from './entry-names.ts';
import { CODE_FOLDER, CONFIG_FILE, RUN_SCRIPT } from './job-shape.ts';

/** What the sender says the job's code consists of, sorted out. It is a claim: it guides, it proves nothing. */
export interface Manifest {
  /** Paths below the job's folder, each once. */
  readonly paths: ReadonlySet<string>;
  /** Paths that leave the folder or are unsafe; they are never looked at. */
  readonly unsafe: readonly string[];
}

const OUTPUTS = `${CODE_FOLDER}/outputs`;

/** The manifest of those `files`, which count from the code folder. At most `limit` of them are looked at. */
export function manifestOf(files: readonly string[], limit: number): Manifest {
  const paths = new Set<string>();
  const unsafe: string[] = [];
  for (const file of files.slice(0, limit)) {
    const path = safeRelativePath(file);
    if (path === null) unsafe.push(file);
    else paths.add(`${CODE_FOLDER}/${path}`);
  }
  return { paths, unsafe };
}

/** How many of config.yaml, run.sh and the manifest's files are here, of how many. What cannot be entered has none. */
export function arrivalOf(
  entries: readonly JobEntry[],
  manifest: Manifest | null,
): { readonly present: number; readonly expected: number } {
  if (entries.some((entry) => entry.path === WHOLE_JOB)) return { present: 0, expected: 0 };
  const needed = new Set([CONFIG_FILE, RUN_SCRIPT, ...(manifest?.paths ?? [])]);
  let present = 0;
  for (const entry of entries) if (entry.pathHex === null && needed.delete(entry.path)) present += 1;
  return { present, expected: present + needed.size };
}

/** Where the manifest and the code folder disagree. A job without a manifest has nothing to disagree with. */
export function manifestDefects(entries: readonly JobEntry[], manifest: Manifest): readonly Defect[] {
  const contents = entries.filter((entry) => entry.kind !== 'folder');
  const here = new Set(contents.map((entry) => entry.path));
  const missing = [...manifest.paths].filter((path) => !here.has(path));
  const unlisted = contents
    // What cannot be read may be a folder, which no manifest lists.
    .filter((entry) => isCode(entry.path) && entry.kind !== 'unreadable' && !manifest.paths.has(entry.path))
    .map((entry) => entry.path);
  return [
    ...missing.map(
      (path): Defect => ({ code: 'file-missing', path, text: 'Listed by the sender, not here.' }),
    ),
    ...manifest.unsafe.map(
      (path): Defect => ({
        code: 'file-missing',
        path: null,
        text: `The sender lists ${quoted(path)}, which is no safe path inside the job; it is never looked at.`,
      }),
    ),
    ...(manifest.paths.size === 0 ? [] : unlisted).map(
      (path): Defect => ({ code: 'file-unlisted', path, text: 'Not among the files the sender lists.' }),
    ),
  ];
}

// A runner collects what a job writes to `code/outputs`; no manifest knows it.
function isCode(path: string): boolean {
  return path.startsWith(`${CODE_FOLDER}/`) && !path.startsWith(`${OUTPUTS}/`);
}
