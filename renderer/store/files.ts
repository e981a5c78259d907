import type { FileView, JobDetail } from '../../shared/view/job.ts';

/** The entries of a job that hold bytes or pretend to: all but folders. */
export function filesOf(detail: JobDetail): readonly FileView[] {
  return detail.listing.filter((file) => file.kind !== 'folder');
}

/** Whether these very bytes have been on screen. */
export function isViewed(file: FileView, viewed: ReadonlySet<string>): boolean {
  return file.shown && file.sha256 !== null && viewed.has(file.sha256);
}

/** The files that have not been looked at, those that cannot be shown among them. */
export function unviewed(detail: JobDetail, viewed: ReadonlySet<string>): readonly FileView[] {
  return filesOf(detail).filter((file) => !isViewed(file, viewed));
}

/** The file to begin with: the first that can be read and was not yet, else the first of all. */
export function firstFile(detail: JobDetail, viewed: ReadonlySet<string>): string | null {
  const files = filesOf(detail);
  const fresh = files.find((file) => file.shown && !isViewed(file, viewed));
  return (fresh ?? files.find((file) => file.shown) ?? files[0])?.path ?? null;
}

/** The file so many places further on, stopping at both ends. */
export function fileBeside(detail: JobDetail, path: string | null, by: number): string | null {
  const files = filesOf(detail);
  const place = files.findIndex((file) => file.path === path);
  const next = place === -1 ? 0 : Math.min(Math.max(place + by, 0), files.length - 1);
  return files[next]?.path ?? null;
}
