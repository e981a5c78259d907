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
/** How much of the newer texts one answer compares: a sender may change everything at once. */
const COMPARED_BYTES = 2_000_000;

interface Shown {
  readonly entries: readonly JobEntry[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Keeps the last 16 jobs shown, at most 2 MB of text each. */
export function createShownTexts(source: JobSource): ShownTexts {
  const kept = new Map<Digest, Shown>();

  async function readText(job: Job, entry: JobEntry): Promise<string | null> {
    const file = await source.readFile(job.facts.place, entry.path, SHOWN_BYTES);
    return file.ok && file.value.sha256 === entry.sha256 ? textOf(file.value.bytes) : null;
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

  async function fileChangeOf(
    change: EntryChange,
    shown: Shown,
    now: Job,
    room: number,
  ): Promise<FileChange> {
    const before = change.before === null ? '' : shown.texts.get(change.path);
    const fits = change.after?.kind === 'file' && change.after.text === 'text' && change.after.size <= room;
    const readable = fits ? change.after : null;
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
      if (digest === null) return;
      const shown = kept.get(digest) ?? { entries, texts: await textsOf(job) };
      kept.delete(digest);
      kept.set(digest, shown);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_JOBS && oldest !== undefined) kept.delete(oldest);
    },
    async changesSince(shown, now) {
      const before = kept.get(shown);
      if (before === undefined) return null;
      const changes: FileChange[] = [];
      let room = COMPARED_BYTES;
      for (const change of compareEntries(before.entries, now.facts.entries)) {
        const said = await fileChangeOf(change, before, now, room);
        if (said.hunks !== null) room -= change.after?.size ?? 0;
        changes.push(said);
      }
      return changes;
    },
  };
}

/** A byte order mark stays in the text: it too can be what changed. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
