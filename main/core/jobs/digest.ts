import { type Digest, digestFromHex } from '../../../shared/terms/ids.ts';
import { isOutsideDigest, type JobEntry } from './entry.ts';

const HEADER = 'gatehouse-job-digest 1';

/**
 * The text a job's digest is taken over: one JSON line an entry, sorted by path, each holding path (or its bytes in
 * hex), kind, executable bit and content hash. Two jobs share it only when every entry is equal.
 */
export function digestText(entries: readonly JobEntry[]): string {
  const lines = entries
    .filter((entry) => !isOutsideDigest(entry))
    .map((entry) => {
      const path = entry.pathHex === null ? entry.path : { bytes: entry.pathHex };
      return JSON.stringify([path, entry.kind, entry.executable, entry.sha256]);
    })
    .sort();
  return [HEADER, ...lines].join('\n');
}

/** The digest of a job's entries; `sha256Hex` hashes the UTF-8 bytes of a text and gives lower-case hex. */
export function digestOf(entries: readonly JobEntry[], sha256Hex: (text: string) => string): Digest {
  return digestFromHex(sha256Hex(digestText(entries)));
}
