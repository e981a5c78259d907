import type { JobPlace, SourceName } from '../../shared/terms/ids.ts';
import type { Reply } from '../../shared/terms/problem.ts';
import type { JobFacts } from '../core/jobs/facts.ts';

/** The bytes of one file of a job, with their own hash, bounded by the limit they were asked with. */
export interface FileBytes {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** Size on disk; larger than `bytes.length` when the limit cut it. */
  readonly size: number;
}

/** Turns the bytes of one on-disk format into facts. A source never decides and never writes. */
export interface JobSource {
  readonly name: SourceName;
  /** Every place where a job lies now (only below that path on disk, when one is given), in no particular order. */
  list(below?: string): Promise<readonly JobPlace[]>;
  /** Everything about one job, read afresh; null when nothing lies there. Contents already hashed under the same size, times and inode may be reused unless `verify` asks for every byte again. */
  read(place: JobPlace, options?: { readonly verify?: boolean }): Promise<JobFacts | null>;
  /** A text that changes whenever a cheap look (no contents) sees a difference; null when nothing lies there. */
  stamp(place: JobPlace): Promise<string | null>;
  /** One file of a job, at most `limit` bytes of it, links never followed. */
  readFile(place: JobPlace, path: string, limit: number): Promise<Reply<FileBytes>>;
  /** The job a path on disk belongs to, or null when it belongs to none. */
  placeOf(path: string): JobPlace | null;
}
