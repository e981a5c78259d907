import { type ChainHead, EMPTY_CHAIN, linkProblem } from './chain.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { AuditVerdict } from './entry.ts';
import { type LineReading, parseLine } from './parse-entry.ts';

/** One line of a log as it lies on disk. */
export interface LogLine {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Null where it is too long or not UTF-8. */
  readonly text: string | null;
  /** Hex SHA-256 of its bytes without the newline. */
  readonly hash: string;
  /** False for a last line without a newline. */
  readonly ended: boolean;
}

/** What is known of the checkpoint file. */
export type CheckpointReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'read'; readonly checkpoint: Checkpoint };

/** A check of a whole log, fed line by line, oldest first. */
export interface ChainCheck {
  add(line: LogLine): void;
  /** Notes something wrong that is no line. */
  addProblem(file: string, what: string): void;
  end(): AuditVerdict;
}

/** The name of the checkpoint file, also where problems name it. */
export const CHECKPOINT_FILE = 'checkpoint.json';

const MOST_PROBLEMS = 1_000;

/** Begins a check against a checkpoint and, when it is known, the line the log must reach. */
export function checkChain(checkpoint: CheckpointReading, mustReach: ChainHead | null = null): ChainCheck {
  const problems: { file: string; line: number; what: string }[] = [];
  let head = EMPTY_CHAIN;
  let last = { file: CHECKPOINT_FILE, line: 0 };
  let entries = 0;
  const marks = marksOf(checkpoint, mustReach);
  const note = (file: string, line: number, what: string | null) => {
    if (what !== null && problems.length < MOST_PROBLEMS) problems.push({ file, line, what });
  };

  return {
    add(line) {
      last = { file: line.file, line: line.line };
      entries += 1;
      const reading = readLine(line);
      if (reading.kind !== 'entry') note(line.file, line.line, reading.wrong);
      if (reading.kind === 'unreadable') {
        head = { seq: head.seq + 1, hash: line.hash };
        return;
      }
      note(line.file, line.line, linkProblem(head, reading.link));
      head = { seq: reading.link.seq, hash: line.hash };
      for (const mark of marks) note(line.file, line.line, mark.pass(head));
    },
    addProblem: (file, what) => note(file, 0, what),
    end() {
      if (checkpoint.kind === 'unreadable') note(CHECKPOINT_FILE, 1, checkpoint.why);
      if (checkpoint.kind === 'absent' && entries > 0) {
        note(CHECKPOINT_FILE, 0, 'The checkpoint is missing, so a cut-off end cannot be told.');
      }
      for (const mark of marks) note(last.file, last.line, mark.end(head));
      return { intact: problems.length === 0, entries, problems };
    },
  };
}

function readLine(line: LogLine): LineReading {
  if (!line.ended) return { kind: 'unreadable', wrong: 'The last line is torn: it has no end.' };
  if (line.text === null)
    return { kind: 'unreadable', wrong: 'The line is not UTF-8 text of a sensible length.' };
  return parseLine(line.text);
}

interface Mark {
  pass(head: ChainHead): string | null;
  end(head: ChainHead): string | null;
}

function marksOf(checkpoint: CheckpointReading, mustReach: ChainHead | null): readonly Mark[] {
  const marks = checkpoint.kind === 'read' ? [markAt(checkpoint.checkpoint, 'the checkpoint')] : [];
  return mustReach === null ? marks : [...marks, markAt(mustReach, 'Gatehouse, which has it open,')];
}

function markAt(known: ChainHead, witness: string): Mark {
  let passed = known.seq === 0;
  return {
    pass(head) {
      if (head.seq !== known.seq) return null;
      passed = true;
      return head.hash === known.hash
        ? null
        : `Entry ${known.seq} is not the one ${witness} knows: it was changed.`;
    },
    end(head) {
      if (passed) return null;
      return `The log ends at entry ${head.seq}, but ${witness} knows of entry ${known.seq}: the end was cut off.`;
    },
  };
}
