import { setTimeout as rest } from 'node:timers/promises';
import { composeForDeciding, composeForReading, composeRules } from '../../main/compose-cli.ts';
import { systemClock } from '../../main/disk/system-time.ts';
import { type CliWorld, commandLine } from '../../main/hosts/cli/command-line.ts';
import { OWNER } from './syft-box.ts';

/** What one command printed and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function* nothing(): AsyncGenerator<never> {}

/** Runs one command of `gatehouse` in this process on the real disk; `given` takes the place of parts of the world. */
export async function runCli(args: readonly string[], given: Partial<CliWorld> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await commandLine(args, {
    clock: systemClock,
    rest: (milliseconds) => rest(milliseconds),
    read: composeForReading,
    decide: composeForDeciding,
    rules: composeRules,
    lines: nothing,
    isTerminal: false,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    ...given,
  });
  return { code, out, err };
}

/** Runs one command on the datasite of `OWNER` in a box. */
export function runIn(box: string, ...args: readonly string[]): Promise<Ran> {
  return runCli([...args, '--box', box, '--owner', OWNER]);
}

/** An hour from now, when everything that was just laid down has long come to rest. */
export const LATER: Pick<CliWorld, 'clock'> = { clock: { now: () => Date.now() + 3_600_000 } };
