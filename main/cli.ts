import { setTimeout as restFor } from 'node:timers/promises';
import { composeForDeciding, composeForReading, composeRules } from './compose-cli.ts';
import { systemClock } from './disk/system-time.ts';
import { commandLine } from './hosts/cli/command-line.ts';
import { linesOf } from './hosts/cli/lines.ts';

/** Runs `gatehouse` with these arguments; resolves with the exit code. */
export function runCommandLine(args: readonly string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessNobodyReads);
  return commandLine(args, {
    clock: systemClock,
    rest: (milliseconds) => restFor(milliseconds),
    read: composeForReading,
    rules: composeRules,
    decide: composeForDeciding,
    lines: () => linesOf(process.stdin),
    isTerminal: process.stdout.isTTY === true,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}

/** A reader that has had enough, as `head` has, is nobody's mistake. */
function unlessNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
