/** A run of changed lines with those around it, each marked with ` `, `-` or `+`. */
export interface LineHunk {
  /** Number of the first line before and after, from 1. */
  readonly before: number;
  readonly after: number;
  readonly lines: readonly string[];
}

const AROUND = 3;
/** Above this many pairs of lines the changed part is shown as taken out and put in whole. */
const MOST_PAIRS = 1_000_000;

/** What differs between two texts, line by line; none where nothing does. */
export function diffLines(before: string, after: string): readonly LineHunk[] {
  const marked = markLines(linesIn(before), linesIn(after));
  const near = new Set<number>();
  marked.forEach((line, at) => {
    if (line.startsWith(' ')) return;
    for (let place = at - AROUND; place <= at + AROUND; place += 1) near.add(place);
  });
  const hunks: { before: number; after: number; lines: string[] }[] = [];
  let numbers = { before: 1, after: 1 };
  marked.forEach((line, at) => {
    if (near.has(at)) {
      if (!near.has(at - 1) || at === 0) hunks.push({ ...numbers, lines: [] });
      hunks.at(-1)?.lines.push(line);
    }
    numbers = {
      before: numbers.before + (line.startsWith('+') ? 0 : 1),
      after: numbers.after + (line.startsWith('-') ? 0 : 1),
    };
  });
  return hunks;
}

/** The lines of a text; a line feed at its end does not begin another. */
function linesIn(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function markLines(before: readonly string[], after: readonly string[]): readonly string[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return [
    ...before.slice(0, head).map(kept),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(kept),
  ];
}

function middle(before: readonly string[], after: readonly string[]): readonly string[] {
  if (before.length * after.length > MOST_PAIRS) return [...before.map(gone), ...after.map(come)];
  const common = longestCommon(before, after);
  const lines: string[] = [];
  let one = 0;
  let other = 0;
  while (one < before.length || other < after.length) {
    const [old, fresh] = [before[one], after[other]];
    if (old !== undefined && old === fresh) {
      lines.push(kept(old));
      one += 1;
      other += 1;
    } else if (old !== undefined && common(one + 1, other) >= common(one, other + 1)) {
      lines.push(gone(old));
      one += 1;
    } else {
      lines.push(come(fresh ?? ''));
      other += 1;
    }
  }
  return lines;
}

/** How many lines two texts share in order, from each pair of places on; -1 past the end of the second. */
function longestCommon(
  before: readonly string[],
  after: readonly string[],
): (one: number, other: number) => number {
  const width = after.length + 1;
  const table = new Uint32Array((before.length + 1) * width);
  const at = (one: number, other: number) => table[one * width + other] ?? 0;
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      table[one * width + other] =
        before[one] === after[other]
          ? at(one + 1, other + 1) + 1
          : Math.max(at(one + 1, other), at(one, other + 1));
    }
  }
  return (one, other) => (other > after.length ? -1 : at(one, other));
}

const kept = (line: string) => ` ${line}`;
const gone = (line: string) => `-${line}`;
const come = (line: string) => `+${line}`;
