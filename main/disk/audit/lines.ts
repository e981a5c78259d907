import { createHash } from 'node:crypto';
import type { OpenFile } from '../file-system.ts';

/** The longest line the log writes or reads, in bytes. */
export const LONGEST_LINE = 1024 * 1024;

const SLICE = 64 * 1024;
const NEWLINE = 0x0a;

/** One line without its newline. */
export interface RawLine {
  /** Null when it is longer than any line of ours. */
  readonly bytes: Uint8Array | null;
  /** False for what follows the last newline. */
  readonly ended: boolean;
  /** Where it begins, in bytes. */
  readonly start: number;
}

/** The lines of the first `size` bytes of a file, first to last, read in slices; the first may begin before `from`. */
export async function* linesForward(file: OpenFile, size: number, from = 0): AsyncGenerator<RawLine> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let start = from;
  for (let position = from; position < size; ) {
    const slice = await file.read(position, Math.min(SLICE, size - position));
    if (slice.length === 0) break;
    let next = 0;
    for (let to = slice.indexOf(NEWLINE); to >= 0; to = slice.indexOf(NEWLINE, next)) {
      yield { bytes: joined([...pieces, slice.subarray(next, to)], held + to - next), ended: true, start };
      [pieces, held, next] = [[], 0, to + 1];
      start = position + next;
    }
    held += slice.length - next;
    // Once too long, only its length is remembered.
    if (held > LONGEST_LINE) pieces = [];
    else pieces.push(slice.subarray(next));
    position += slice.length;
  }
  if (held > 0) yield { bytes: joined(pieces, held), ended: false, start };
}

/** The lines of the first `size` bytes of a file, last to first, read in slices. */
export async function* linesBackward(file: OpenFile, size: number): AsyncGenerator<RawLine> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let ended = false;
  for (let position = size; position > 0; ) {
    const begin = Math.max(0, position - SLICE);
    const slice = await file.read(begin, position - begin);
    let to = slice.length;
    for (
      let at = slice.lastIndexOf(NEWLINE);
      at >= 0;
      at = at === 0 ? -1 : slice.lastIndexOf(NEWLINE, at - 1)
    ) {
      const bytes = joined([slice.subarray(at + 1, to), ...pieces], held + to - at - 1);
      if (ended || held + to - at - 1 > 0) yield { bytes, ended, start: begin + at + 1 };
      [pieces, held, to, ended] = [[], 0, at, true];
    }
    held += to;
    pieces = held > LONGEST_LINE ? [] : [slice.subarray(0, to), ...pieces];
    position = begin;
  }
  if (ended || held > 0) yield { bytes: joined(pieces, held), ended, start: 0 };
}

/** Hex SHA-256. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The text of a line, or null when it is too long or not UTF-8. */
export function lineText(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array | null {
  if (length > LONGEST_LINE) return null;
  return pieces.length === 1 ? (pieces[0] ?? null) : Buffer.concat(pieces, length);
}
