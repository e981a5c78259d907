import { parseArgs } from 'node:util';
import { done, type Reply, refused } from '../../shared/terms/problem.ts';

/** What the app was asked for when it was started. */
export interface StartArgs {
  readonly box: string | null;
  readonly owner: string | null;
  readonly practice: boolean;
  /** 0 = any free port. */
  readonly port: number;
  readonly tokenFile: string | null;
}

const OPTIONS = {
  web: { type: 'boolean' },
  practice: { type: 'boolean' },
  box: { type: 'string' },
  owner: { type: 'string' },
  port: { type: 'string' },
  'token-file': { type: 'string' },
} as const;

const LAST_PORT = 65_535;

/** One line that says what can be asked for. */
export const START_USAGE =
  'npm start -- [--web] [--practice | --box DIR [--owner EMAIL]] [--port N] [--token-file FILE]';

/** Reads the arguments of `npm start`; problem `bad-request` names what does not fit. */
export function parseStartArgs(args: readonly string[]): Reply<StartArgs> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: OPTIONS,
      strict: true,
      allowPositionals: false,
    });
    const port = /^\d{1,5}$/.test(values.port ?? '0') ? Number(values.port ?? '0') : LAST_PORT + 1;
    if (port > LAST_PORT) {
      return wrongUsage(`“${values.port}” is no port: name one from 0 to ${LAST_PORT}.`);
    }
    if (values.practice === true && values.box !== undefined) {
      return wrongUsage('Name a folder or ask for the practice datasite, not both.');
    }
    return done({
      box: values.box ?? null,
      owner: values.owner ?? null,
      practice: values.practice ?? false,
      port,
      tokenFile: values['token-file'] ?? null,
    });
  } catch (error) {
    return wrongUsage(error instanceof Error ? error.message : String(error));
  }
}

function wrongUsage(what: string): Reply<never> {
  return refused('bad-request', what, START_USAGE);
}
