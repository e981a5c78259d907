import { type ChainHead, EMPTY_CHAIN, type Link, linkProblem } from '../../core/audit/chain.ts';
import { CHECKPOINT_FILE, type CheckpointReading } from '../../core/audit/check-chain.ts';
import type { Checkpoint } from '../../core/audit/checkpoint.ts';
import { parseLine } from '../../core/audit/parse-entry.ts';
import type { FileSystem } from '../file-system.ts';
import { readCheckpoint } from './checkpoint-file.ts';
import { LONGEST_LINE, linesBackward, lineText, type RawLine, sha256Hex } from './lines.ts';
import { type MonthFile, monthFiles } from './month-files.ts';
import type { Extent } from './read-log.ts';

/** The end of a log as it was found. */
export interface Tail {
  /** Up to the last whole line. */
  readonly extent: Extent;
  /** Bytes after the last whole line. */
  readonly torn: number;
  readonly checkpoint: CheckpointReading;
  /** Why nothing may be added, in one sentence; null when all is well. */
  readonly broken: string | null;
}

interface Found {
  readonly file: string;
  readonly line: RawLine;
}

/**
 * Looks at a log from its end back to its checkpoint, which is mostly the last line, and writes nothing. Rejects with
 * Node's errors.
 */
export async function examineTail(fileSystem: FileSystem, folder: string): Promise<Tail> {
  const checkpoint = await readCheckpoint(fileSystem, folder);
  const files = await monthFiles(fileSystem, folder);
  const newest = files.at(-1);
  const walk = walkBack(checkpoint.kind === 'read' ? checkpoint.checkpoint : null);
  let torn = 0;
  for await (const found of linesFromEnd(fileSystem, files)) {
    if (!found.line.ended && found.file === newest?.name) torn = newest.size - found.line.start;
    else if (!walk.step(found)) break;
  }
  const { head, broken } = walk.end();
  const extent = { file: newest?.name ?? null, size: (newest?.size ?? 0) - torn, head };
  return { extent, torn, checkpoint, broken: oddity(checkpoint, files) ?? oversized(torn) ?? broken };
}

function oddity(checkpoint: CheckpointReading, files: readonly MonthFile[]): string | null {
  if (checkpoint.kind === 'unreadable') return `${CHECKPOINT_FILE}: ${checkpoint.why}`;
  const odd = files.find(({ wrong }) => wrong !== null);
  return odd === undefined ? null : `${odd.name}: ${odd.wrong}`;
}

function oversized(torn: number): string | null {
  return torn > LONGEST_LINE ? 'What follows the last whole line is longer than any line of the log.' : null;
}

async function* linesFromEnd(fileSystem: FileSystem, files: readonly MonthFile[]): AsyncGenerator<Found> {
  for (const { name, path, size, wrong } of files.toReversed()) {
    if (wrong !== null) return;
    const open = await fileSystem.openToRead(path);
    try {
      for await (const line of linesBackward(open, size)) yield { file: name, line };
    } finally {
      await open.close();
    }
  }
}

interface Walk {
  /** Takes the line before the one of the last step; false when nothing older needs to be seen. */
  step(found: Found): boolean;
  end(): { readonly head: ChainHead; readonly broken: string | null };
}

function walkBack(known: Checkpoint | null): Walk {
  let head: ChainHead | null = null;
  let later: Link | null = null;
  let broken: string | null = null;
  let enough = false;

  return {
    step({ file, line }) {
      const reading = line.ended ? parseLine(lineText(line.bytes) ?? '') : TORN;
      if (reading.kind === 'unreadable' || reading.kind === 'edited') {
        broken = `${file}: ${reading.wrong}`;
        return false;
      }
      const here = { seq: reading.link.seq, hash: sha256Hex(line.bytes ?? '') };
      const misfit = later === null ? null : linkProblem(here, later);
      broken = misfit ?? differs(file, here, known);
      // One line behind the checkpoint's own is looked at too, so that a repeated one shows.
      enough = known === null ? later !== null : here.seq < known.seq;
      head ??= here;
      later = reading.link;
      return broken === null && !enough;
    },
    end() {
      const now = head ?? EMPTY_CHAIN;
      const start = enough || later === null ? null : linkProblem(EMPTY_CHAIN, later);
      return { head: now, broken: broken ?? cutOff(now, known) ?? start };
    },
  };
}

const TORN = { kind: 'unreadable', wrong: 'Its last line is torn.' } as const;

function differs(file: string, here: ChainHead, known: Checkpoint | null): string | null {
  if (known?.seq !== here.seq || known.hash === here.hash) return null;
  return `${file}: Entry ${here.seq} is not the one the checkpoint knows: it was changed.`;
}

function cutOff(now: ChainHead, known: Checkpoint | null): string | null {
  if (known === null || now.seq >= known.seq) return null;
  return `The log ends at entry ${now.seq}, but its checkpoint knows of entry ${known.seq}: the end was cut off.`;
}
