import type { JobPlace } from '../../../shared/terms/ids.ts';
import { namesIn } from '../../core/permissions/paths.ts';

const INBOX = ['app_data', 'job', 'inbox'] as const;

/** Where a job lies below its datasite, as the rules see it. */
export function jobPathOf({ sender, folder }: Pick<JobPlace, 'sender' | 'folder'>): string {
  return [...INBOX, sender, folder].join('/');
}

/** The jobs that a rule file in a folder can concern: everybody's, one sender's, one, or none. */
export type JobScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'sender'; readonly sender: string }
  | { readonly kind: 'job'; readonly sender: string; readonly folder: string }
  | { readonly kind: 'none' };

/** Whose jobs a rule file in that folder can concern. */
export function scopeOf(folder: string): JobScope {
  const names = namesIn(folder);
  if (!names.slice(0, INBOX.length).every((name, at) => name === INBOX[at])) return { kind: 'none' };
  const [sender, job] = names.slice(INBOX.length);
  if (sender === undefined) return { kind: 'all' };
  return job === undefined ? { kind: 'sender', sender } : { kind: 'job', sender, folder: job };
}

/** The part of a path that leads to a job, or to what decides for jobs; deeper names are left out. */
export function upToJob(path: string): string {
  const names = namesIn(path);
  return names.slice(0, INBOX.length + 2).join('/');
}
