import { accepts, type GlobMachine, mayAcceptBeyond } from './glob-machine.ts';
import { globSteps, isGlob } from './glob-pattern.ts';

/** A pattern ready to be asked; texts are names joined by single slashes, without one at either end. */
export interface PatternMatcher {
  /** True when the pattern matches exactly this text. */
  matches(text: string): boolean;
  /** True when it may match some path below this folder (`''` is where the pattern starts); errs only towards true. */
  mayMatchBelow(folder: string): boolean;
}

/** Compiles a rule's pattern once: a glob when it holds `*`, `?` or `[`, else plain text. A glob never matches `''`. */
export function compilePattern(pattern: string): PatternMatcher {
  if (!isGlob(pattern)) return plainMatcher(pattern);
  const machine: GlobMachine = { steps: globSteps(pattern) };
  return {
    matches: (text) => text !== '' && accepts(machine, text),
    mayMatchBelow: (folder) => mayAcceptBeyond(machine, folder === '' ? '' : `${folder}/`),
  };
}

function plainMatcher(pattern: string): PatternMatcher {
  return {
    matches: (text) => text === pattern,
    mayMatchBelow: (folder) => pattern.startsWith(folder === '' ? '' : `${folder}/`),
  };
}
