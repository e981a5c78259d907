import { type CodePointSet, codePointAt, DOT, hasCodePoint, NEWLINE, SLASH } from './code-points.ts';

/**
 * One step of a compiled pattern. Steps that take a character: `char`, `any`, `set`. `run` takes any number of
 * characters but those excepted. The rest take nothing but look ahead, or are what `**` is made of.
 */
export type GlobStep =
  | { readonly kind: 'char'; readonly code: number }
  | { readonly kind: 'any'; readonly except: Except }
  | { readonly kind: 'set'; readonly set: CodePointSet; readonly except: Except }
  | { readonly kind: 'run'; readonly except: Except }
  | { readonly kind: 'run-unless-dot' }
  | { readonly kind: 'real-name-ahead' }
  | { readonly kind: 'slash-ahead' }
  | { readonly kind: 'globstar' }
  | { readonly kind: 'divider' };

/** Characters a single-character step refuses besides what it is: nothing, a slash, or a slash and a dot. */
export type Except = 'none' | 'slash' | 'slash-dot';

/** A pattern compiled to steps, run over all its possibilities at once: time grows with steps times characters. */
export interface GlobMachine {
  readonly steps: readonly GlobStep[];
}

/** What a machine is run over; an open text may go on, so whatever looks past its end is taken to hold. */
interface Tape {
  readonly text: string;
  readonly open: boolean;
}

/** True when the machine accepts exactly this text. */
export function accepts(machine: GlobMachine, text: string): boolean {
  const alive = runOver(machine, { text, open: false });
  return alive.includes(machine.steps.length);
}

/** True when some text that begins with `start` and goes on may be accepted; errs only towards true. */
export function mayAcceptBeyond(machine: GlobMachine, start: string): boolean {
  return runOver(machine, { text: start, open: true }).some((step) => step < machine.steps.length);
}

function runOver(machine: GlobMachine, tape: Tape): readonly number[] {
  const { steps } = machine;
  const seenAt = new Int32Array(steps.length + 1).fill(-1);
  let alive: number[] = [];
  enter(steps, 0, tape, 0, seenAt, alive);
  for (let at = 0; at < tape.text.length; ) {
    if (alive.length === 0) return alive;
    const code = codePointAt(tape.text, at);
    const after = at + (code > 0xffff ? 2 : 1);
    const next: number[] = [];
    for (const step of alive) {
      const to = taken(steps[step], step, code, tape, at, after);
      if (to >= 0) enter(steps, to, tape, after, seenAt, next);
    }
    alive = next;
    at = after;
  }
  return alive;
}

/** Adds a step and every step reached from it without taking a character. */
function enter(
  steps: readonly GlobStep[],
  from: number,
  tape: Tape,
  at: number,
  seenAt: Int32Array,
  alive: number[],
): void {
  const waiting = [from];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (seenAt[index] === at) continue;
    seenAt[index] = at;
    const step = steps[index];
    if (step === undefined || takesCharacter(step)) alive.push(index);
    if (step === undefined) continue;
    for (const onward of passedTo(step, index, tape, at)) waiting.push(onward);
  }
}

function takesCharacter(step: GlobStep): boolean {
  return step.kind !== 'real-name-ahead' && step.kind !== 'slash-ahead' && step.kind !== 'run-unless-dot';
}

/** Where a step leads without taking a character. */
function passedTo(step: GlobStep, index: number, tape: Tape, at: number): readonly number[] {
  switch (step.kind) {
    case 'run':
    case 'globstar':
      return [index + 1];
    case 'run-unless-dot':
      return isAt(tape, at, DOT) ? [index + 2] : [index + 1];
    case 'real-name-ahead':
      return realNameAhead(tape, at) ? [index + 1] : [];
    case 'slash-ahead':
      return isAt(tape, at, SLASH) || isOpenEnd(tape, at) ? [index + 1] : [];
    case 'divider':
      return at === 0 || isEnd(tape, at) ? [index + 1] : [];
    default:
      return [];
  }
}

/** Where a step leads by taking the character, or -1. */
function taken(
  step: GlobStep | undefined,
  index: number,
  code: number,
  tape: Tape,
  at: number,
  after: number,
): number {
  if (step === undefined) return -1;
  switch (step.kind) {
    case 'char':
      return code === step.code ? index + 1 : -1;
    case 'any':
      return isExcepted(step.except, code) ? -1 : index + 1;
    case 'set':
      return isExcepted(step.except, code) || !hasCodePoint(step.set, code) ? -1 : index + 1;
    case 'run':
      return isExcepted(step.except, code) ? -1 : index;
    case 'divider':
      return code === SLASH ? index + 1 : -1;
    case 'globstar':
      return entersDotName(code, tape, at, after) ? -1 : index;
    default:
      return -1;
  }
}

function isExcepted(except: Except, code: number): boolean {
  if (except === 'none') return false;
  return code === SLASH || (except === 'slash-dot' && code === DOT);
}

function entersDotName(code: number, tape: Tape, at: number, after: number): boolean {
  return at === 0
    ? code === DOT || (code === SLASH && isAt(tape, after, DOT))
    : code === SLASH && isAt(tape, after, DOT);
}

function isAt(tape: Tape, at: number, code: number): boolean {
  return at < tape.text.length && tape.text.charCodeAt(at) === code;
}

function isOpenEnd(tape: Tape, at: number): boolean {
  return tape.open && at >= tape.text.length;
}

/** Python's `$`: the end, or just before a newline that ends the text. */
function isEnd(tape: Tape, at: number): boolean {
  const left = tape.text.length - at;
  return left <= 0 || (!tape.open && left === 1 && isAt(tape, at, NEWLINE));
}

/** A name starts here that has at least one character and is neither `.` nor `..`. */
function realNameAhead(tape: Tape, at: number): boolean {
  if (isOpenEnd(tape, at)) return true;
  if (isEnd(tape, at) && !isAt(tape, at, NEWLINE)) return false;
  if (isAt(tape, at, SLASH)) return false;
  if (!isAt(tape, at, DOT)) return true;
  const after = isAt(tape, at + 1, DOT) ? at + 2 : at + 1;
  if (isOpenEnd(tape, after)) return true;
  return !(isEnd(tape, after) || isAt(tape, after, SLASH));
}
