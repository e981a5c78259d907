import { structuredPatch } from 'diff';

/** A run of changed lines with three lines of context; each line begins with ` `, `-` or `+`. Line numbers count from 1. */
export interface Hunk {
  readonly before: number;
  readonly after: number;
  readonly lines: readonly string[];
}

const CONTEXT_LINES = 3;
const SHOWN_LINES = 400;
const EDIT_LIMIT = 1_000;

/** The line differences between two texts, at most 400 lines of them; null when they are too far apart to say. */
export function hunksBetween(before: string, after: string): readonly Hunk[] | null {
  const patch = structuredPatch('', '', before, after, '', '', {
    context: CONTEXT_LINES,
    maxEditLength: EDIT_LIMIT,
  });
  if (patch === undefined) return null;
  const hunks: Hunk[] = [];
  let room = SHOWN_LINES;
  for (const hunk of patch.hunks) {
    if (room <= 0) break;
    hunks.push({ before: hunk.oldStart, after: hunk.newStart, lines: hunk.lines.slice(0, room) });
    room -= hunk.lines.length;
  }
  return hunks;
}
