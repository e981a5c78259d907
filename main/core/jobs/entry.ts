/** What one thing inside a job's folder is. Only files and folders are ever read; the rest is listed and refused. */
export type EntryKind =
  | 'file'
  | 'folder'
  | 'link'
  | 'hard-link'
  | 'fifo'
  | 'socket'
  | 'device'
  | 'unreadable';

/** One thing inside a job's folder, as it was when it was read. */
export interface JobEntry {
  /** Path below the job's folder with `/` between names; exact UTF-8 unless `pathHex` is set. */
  readonly path: string;
  /** The path's bytes in hex where they are not UTF-8 (then `path` is only for display), else null. */
  readonly pathHex: string | null;
  readonly kind: EntryKind;
  /** Bytes of content; 0 for anything without content. */
  readonly size: number;
  /** True when anybody may execute it. */
  readonly executable: boolean;
  /** Hex SHA-256 of a file's content or of a link's target; null where there is nothing to hash. */
  readonly sha256: string | null;
  /** `text` = strict UTF-8 without NUL. */
  readonly text: 'text' | 'binary' | 'none';
  /** How many hidden, bidirectional or control characters the text holds; 0 when not looked at. */
  readonly hiddenCharacters: number;
}

/** The per-job permission rule. It lies in the job's folder but is the owner's, so it is not part of the digest. */
export const PERMISSION_FILE = 'syft.pub.yaml';

/** The path of a job's own folder, an entry only where it is a link or cannot be listed. */
export const WHOLE_JOB = '.';

/** True for the one entry that a digest leaves out: the rule file directly in the job's folder. */
export function isOutsideDigest(entry: JobEntry): boolean {
  return entry.path === PERMISSION_FILE && entry.kind === 'file';
}

/** The entries a person is shown: everything but folders that hold something, which their contents stand for. */
export function listedEntries(entries: readonly JobEntry[]): readonly JobEntry[] {
  const holding = new Set(
    entries.map((entry) => entry.path.slice(0, Math.max(0, entry.path.lastIndexOf('/')))),
  );
  return entries.filter((entry) => entry.kind !== 'folder' || !holding.has(entry.path));
}
