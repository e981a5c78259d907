import { dialog } from 'electron';
import type { Problem } from '../../../shared/terms/problem.ts';

/** Says why the program cannot start: in a window, and in the terminal it was started from. */
export function sayProblem({ what, next }: Pick<Problem, 'what' | 'next'>): void {
  process.stderr.write(`${what}\n${next}\n`);
  dialog.showErrorBox(what, next);
}
