import { type CodePointSet, codePointAt, DASH } from './code-points.ts';
import { accepts, type GlobStep } from './glob-machine.ts';

/** True when an access-list entry is a pattern over whole e-mails; without these it is compared as plain text. */
export function isNamePattern(entry: string): boolean {
  return entry.includes('*') || entry.includes('?');
}

/**
 * Compiles an access-list entry with the meaning of Python's `fnmatch` on POSIX: `*` takes anything, `@` and dots
 * too, `?` one character, `[...]` one of a set; case counts and there is no escape character.
 */
export function compileNamePattern(entry: string): (name: string) => boolean {
  const machine = { steps: nameSteps([...entry]) };
  return (name) => accepts(machine, name);
}

function nameSteps(characters: readonly string[]): readonly GlobStep[] {
  const steps: GlobStep[] = [];
  for (let at = 0; at < characters.length; at++) {
    const char = characters[at] ?? '';
    const close = char === '[' ? closingBracket(characters, at + 1) : -1;
    if (char === '*') addRun(steps);
    else if (char === '?') steps.push({ kind: 'any', except: 'none' });
    else if (close > 0) {
      steps.push({ kind: 'set', set: memberSet(characters.slice(at + 1, close)), except: 'none' });
      at = close;
    } else steps.push({ kind: 'char', code: codePointAt(char, 0) });
  }
  return steps;
}

function addRun(steps: GlobStep[]): void {
  if (steps.at(-1)?.kind !== 'run') steps.push({ kind: 'run', except: 'none' });
}

/** Where the bracket closes, or -1; a `]` that comes first, or first after `!`, is a member. */
function closingBracket(characters: readonly string[], start: number): number {
  let at = characters[start] === '!' ? start + 1 : start;
  if (characters[at] === ']') at++;
  return characters.indexOf(']', at);
}

/** The set of a bracket's content; Python looks for the `!` only after it has dropped backward ranges. */
function memberSet(content: readonly string[]): CodePointSet {
  const chunks = withoutBackwardRanges(rangeChunks(content));
  const negated = chunks[0]?.[0] === '!';
  const members = negated ? [chunks[0]?.slice(1) ?? [], ...chunks.slice(1)] : chunks;
  const ranges: (readonly [number, number])[] = members
    .flat()
    .map((char) => [codePointAt(char, 0), codePointAt(char, 0)]);
  for (let index = 1; index < members.length; index++) {
    const first = members[index - 1]?.at(-1);
    const last = members[index]?.[0];
    if (first !== undefined && last !== undefined) ranges.push([codePointAt(first, 0), codePointAt(last, 0)]);
    else ranges.push([DASH, DASH]);
  }
  return { negated, ranges };
}

/** The content cut at every dash that makes a range: the end of one chunk and the start of the next are joined. */
function rangeChunks(content: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let start = 0;
  let dash = content.indexOf('-', content[0] === '!' ? 2 : 1);
  while (dash >= 0) {
    chunks.push(content.slice(start, dash));
    start = dash + 1;
    dash = content.indexOf('-', dash + 3);
  }
  const rest = content.slice(start);
  if (rest.length > 0 || chunks.length === 0) chunks.push(rest);
  else chunks.at(-1)?.push('-');
  return chunks;
}

function withoutBackwardRanges(chunks: string[][]): string[][] {
  for (let index = chunks.length - 1; index > 0; index--) {
    const before = chunks[index - 1] ?? [];
    const here = chunks[index] ?? [];
    if (codePointAt(before.at(-1) ?? '', 0) <= codePointAt(here[0] ?? '', 0)) continue;
    chunks.splice(index - 1, 2, [...before.slice(0, -1), ...here.slice(1)]);
  }
  return chunks;
}
