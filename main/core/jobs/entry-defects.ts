import type { Defect, DefectCode } from '../../../shared/terms/defect.ts';
import { type JobEntry, WHOLE_JOB } from './entry.ts';
import { foldName, unsafeNameReason } from './entry-names.ts';
import type { JobLimits } from './limits.ts';

const KINDS: Readonly<Partial<Record<JobEntry['kind'], readonly [DefectCode, string]>>> = {
  link: ['link', 'A link is never followed: what it points to can change unseen.'],
  'hard-link': ['hard-link', 'The file has a second name elsewhere, through which it can be changed.'],
  fifo: ['special-file', 'A pipe is never opened.'],
  socket: ['special-file', 'A socket is never opened.'],
  device: ['special-file', 'A device is never opened.'],
};

/** What is wrong with the entries of a job one by one: kinds, names, hidden characters, sizes. */
export function entryDefects(entries: readonly JobEntry[], limits: JobLimits): readonly Defect[] {
  return [...entries.flatMap((entry) => defectsOfEntry(entry, limits)), ...collisions(entries)];
}

/** What is wrong with the size of the whole. */
export function sizeDefects(entries: readonly JobEntry[], limits: JobLimits): readonly Defect[] {
  const bytes = entries.reduce((sum, entry) => sum + entry.size, 0);
  const depth = entries.reduce((most, entry) => Math.max(most, entry.path.split('/').length), 0);
  const found: Defect[] = [];
  const note = (code: DefectCode, text: string) => found.push({ code, path: null, text });
  if (entries.length > limits.entries) note('too-many-entries', `It holds over ${limits.entries} entries.`);
  if (bytes > limits.bytes) note('job-too-big', `Its files take ${bytes} bytes, over ${limits.bytes}.`);
  if (depth > limits.depth) note('too-deep', `Its folders lie over ${limits.depth} deep in one another.`);
  return found;
}

function defectsOfEntry(entry: JobEntry, limits: JobLimits): readonly Defect[] {
  const found: Defect[] = [];
  const add = (code: DefectCode, text: string) => found.push({ code, path: entry.path, text });
  const kind = KINDS[entry.kind];
  if (kind !== undefined) add(kind[0], kind[1]);
  if (entry.pathHex !== null) add('name-not-utf8', 'The name is not UTF-8; its bytes are written as \\xHH.');
  else {
    const reason = unsafeNameReason(lastName(entry.path));
    if (reason !== null) add('unsafe-name', reason);
  }
  if (entry.hiddenCharacters > 0) {
    const characters = entry.hiddenCharacters === 1 ? 'character' : 'characters';
    add('hidden-characters', `Its text holds ${entry.hiddenCharacters} hidden or control ${characters}.`);
  }
  if (entry.size > limits.shown) add('file-too-big', `It takes ${entry.size} bytes; its text is not shown.`);
  return found;
}

function collisions(entries: readonly JobEntry[]): readonly Defect[] {
  const seen = new Map<string, JobEntry[]>();
  for (const entry of entries) {
    const end = entry.path.lastIndexOf('/') + 1;
    const folded = entry.path.slice(0, end) + foldName(entry.path.slice(end));
    const same = seen.get(folded);
    if (same === undefined) seen.set(folded, [entry]);
    else same.push(entry);
  }
  const text =
    'Another name here differs from it only by case or Unicode form; some systems hold both for one.';
  return [...seen.values()]
    .filter((same) => same.length > 1)
    .flatMap((same) => same.map((entry): Defect => ({ code: 'name-collision', path: entry.path, text })));
}

function lastName(path: string): string {
  return path === WHOLE_JOB ? 'folder' : path.slice(path.lastIndexOf('/') + 1);
}
