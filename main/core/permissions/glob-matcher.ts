import { accepts, type GlobMachine, mayAcceptBeyond } from './glob-machine.ts';
import { globSteps, isGlob } from './glob-pattern.ts';

/** A pattern ready to be asked; texts are names joined by single slashes, without one at either end. */
export interface PatternMatcher {
  /** True when the pattern matches exactly this text. */
  matches(text: string): boolean;
  /** True when it may match some path below this folder (`''` is where the pattern starts); errs only towards true. */
  mayMatchBelow(folder: string): boolean;
}

/**
 * Compiles a rule's pattern: a glob when it holds `*`, `?` or `[`, else plain text. A glob never matches `''`. The
 * time to match grows with the pattern times the text at worst, whatever the pattern.
 */
export function compilePattern(pattern: string): PatternMatcher {
  if (!isGlob(pattern)) return plainMatcher(pattern);
  const folder = folderOfGlobstar(pattern);
  return folder === null ? machineMatcher(pattern) : globstarMatcher(folder);
}

function plainMatcher(pattern: string): PatternMatcher {
  return {
    matches: (text) => text === pattern,
    mayMatchBelow: (folder) => pattern.startsWith(startBelow(folder)),
  };
}

/** The folder of a pattern that is `**` below a folder spelled out, `''` for `**` alone, else null. */
export function folderOfGlobstar(pattern: string): string | null {
  if (pattern === '**') return '';
  const folder = pattern.slice(0, -3);
  const spelledOut = pattern.endsWith('/**') && !/[*?[\\]|^\/|\/\/|\/$/.test(folder) && folder !== '';
  return spelledOut ? folder : null;
}

function globstarMatcher(folder: string): PatternMatcher {
  const start = startBelow(folder);
  return {
    matches: (text) =>
      text.length > start.length && text.startsWith(start) && !hasDotName(text, start.length),
    mayMatchBelow: (asked) => {
      const below = startBelow(asked);
      return start.startsWith(below) || (below.startsWith(start) && !hasDotName(below, start.length));
    },
  };
}

function hasDotName(text: string, from: number): boolean {
  return text[from] === '.' || text.includes('/.', from);
}

function machineMatcher(pattern: string): PatternMatcher {
  const lead = fixedLead(pattern);
  const chunk = fixedChunk(pattern);
  let compiled: GlobMachine | null = null;
  const machine = (): GlobMachine => {
    compiled ??= { steps: globSteps(pattern) };
    return compiled;
  };
  return {
    matches: (text) =>
      text !== '' && text.startsWith(lead) && text.includes(chunk) && accepts(machine(), text),
    mayMatchBelow: (folder) => mayAcceptBeyond(machine(), startBelow(folder)),
  };
}

/** Text every match begins with. */
function fixedLead(pattern: string): string {
  const lead = pattern.slice(0, pattern.search(/[*?[\\]|\/\//));
  return lead.startsWith('/') ? '' : lead;
}

/** The longest piece of a name that every match surely holds somewhere. */
function fixedChunk(pattern: string): string {
  const [certain = ''] = pattern.split(/[[\\]/, 1);
  return certain
    .split(/[*?/]+/)
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
}

function startBelow(folder: string): string {
  return folder === '' ? '' : `${folder}/`;
}
