import type { Digest } from '../../shared/terms/ids.ts';
import type { FileChange } from '../../shared/view/job.ts';
import { compareEntries, type EntryChange } from '../core/diff/compare-entries.ts';
import { hunksBetween } from '../core/diff/hunks.ts';
import type { JobEntry } from '../core/jobs/entry.ts';
import type { Job } from '../core/jobs/job.ts';
import type { JobSource } from '../ports/job-source.ts';
import { SHOWN_BYTES } from './views/job-detail.ts';

/** Remembers what was shown lately, so that a refusal can say exactly what changed since. */
export interface ShownTexts {
  /** The job was put on a screen: keeps its entries and reads its small texts. */
  remember(job: Job): Promise<void>;
  /** What differs between what was shown under that digest and the job now; null when it is no longer remembered. */
  changesSince(shown: Digest, now: Job): Promise<readonly FileChange[] | null>;
}

const KEPT_JOBS = 16;
const KEPT_BYTES_A_JOB = 2_000_000;

interface Shown {
  readonly entries: readonly JobEntry[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Keeps the last 16 jobs shown, at most 2 MB of text each. */
export function createShownTexts(source: JobSource): ShownTexts {
  const kept = new Map<Digest, Shown>();

  async function readText(job: Job, entry: JobEntry): Promise<string | null> {
    const file = await source.readFile(job.facts.place, entry.path, SHOWN_BYTES);
    return file.ok && file.value.sha256 === entry.sha256 ? new TextDecoder().decode(file.value.bytes) : null;
  }

  async function textsOf(job: Job): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    let room = KEPT_BYTES_A_JOB;
    for (const entry of job.facts.entries) {
      if (entry.kind !== 'file' || entry.text !== 'text' || entry.size > room) continue;
      const text = await readText(job, entry);
      if (text !== null) texts.set(entry.path, text);
      room -= entry.size;
    }
    return texts;
  }

  async function fileChangeOf(change: EntryChange, shown: Shown, now: Job): Promise<FileChange> {
    const before = change.before === null ? '' : shown.texts.get(change.path);
    const readable = change.after?.kind === 'file' && change.after.text === 'text' ? change.after : null;
    const after = change.after === null ? '' : readable === null ? null : await readText(now, readable);
    const comparable = before !== undefined && after !== null && change.change !== 'mode';
    const hunks = comparable ? hunksBetween(before, after) : null;
    return {
      path: change.path,
      change: change.change,
      hunks: hunks?.map((hunk) => ({ ...hunk, lines: [...hunk.lines] })) ?? null,
    };
  }

  return {
    async remember(job) {
      const { digest, entries } = job.facts;
      if (digest === null || kept.has(digest)) return;
      kept.set(digest, { entries, texts: await textsOf(job) });
      const [oldest] = kept.keys();
      if (kept.size > KEPT_JOBS && oldest !== undefined) kept.delete(oldest);
    },
    async changesSince(shown, now) {
      const before = kept.get(shown);
      if (before === undefined) return null;
      const changes = compareEntries(before.entries, now.facts.entries);
      return Promise.all(changes.map((change) => fileChangeOf(change, before, now)));
    },
  };
}
