import type { JobPlace } from '../../../../shared/terms/ids.ts';
import { done, type Reply, refused } from '../../../../shared/terms/problem.ts';
import { quoted } from '../../../core/jobs/entry-names.ts';
import type { FileBytes } from '../../../ports/job-source.ts';
import { diskReason } from '../../file-system.ts';
import { diskNameOf, isPlainName, joinDisk } from '../../path-safety.ts';
import { type Look, lookAt, whyRefused } from '../folder-reading/look.ts';
import { readContent } from '../folder-reading/read-content.ts';
import type { Slices } from '../folder-reading/slices.ts';
import { senderWay } from './layout.ts';
import type { Parents } from './parents.ts';

const MOVED = 'it changed while it was read';

/** What is said of a place without a job. */
export const NO_JOB = refused('no-such-job', 'There is no job at this place.', 'Look at the list again.');

/** One file below a job's folder: at most `limit` of its bytes, the hash over all of them; `most` bounds the file. */
export async function readOneFile(
  parents: Parents,
  place: JobPlace,
  path: string,
  bounds: { readonly limit: number; readonly most: number },
  slices: Slices,
): Promise<Reply<FileBytes>> {
  const names = path.split('/');
  const way = [...senderWay('inbox', place.datasite, place.sender), diskNameOf(place.folder)];
  if (parents.passage(way).kind !== 'open') return NO_JOB;
  if (!names.every(isPlainName)) return missing(path);
  const folder = parents.passage([...way, ...names.slice(0, -1)]);
  if (folder.kind === 'absent') return missing(path);
  if (folder.kind === 'barred') return failed(path, folder.why);
  const before = lookAt(folder.path);
  const file = joinDisk(folder.path, names.at(-1) ?? '');
  const look = lookAt(file);
  if (look === null) return missing(path);
  if (look instanceof Error) return failed(path, diskReason(look));
  const refusal = whyRefused(look, bounds.most);
  if (refusal !== null) return failed(path, refusal);
  const content = await readContent(file, look, { whole: bounds.limit, keep: true }, slices);
  if (content.kind === 'unreadable') return failed(path, content.why);
  if (content.kind === 'changed' || !isSameFolder(before, lookAt(folder.path))) return failed(path, MOVED);
  return done({ bytes: content.kept ?? Buffer.alloc(0), sha256: content.sha256, size: look.size });
}

function isSameFolder(before: Look, after: Look): boolean {
  if (before === null || after === null || before instanceof Error || after instanceof Error) return false;
  return before.ino === after.ino && before.dev === after.dev && after.isDirectory();
}

function missing(path: string) {
  return refused('no-such-file', `There is no file ${quoted(path)} in this job.`, 'Look at the files again.');
}

function failed(path: string, why: string) {
  return refused('read-failed', `${quoted(path)} cannot be read: ${why}.`, 'Try again, or reject the job.');
}
