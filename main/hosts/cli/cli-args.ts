import { parseArgs } from 'node:util';
import { DEFECTS, type DefectCode } from '../../../shared/terms/defect.ts';
import { type Digest, parseDigest } from '../../../shared/terms/ids.ts';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { Where } from '../../service/commands/world.ts';
import { type AccessArgs, readAccessArgs } from './access-args.ts';

/** One command with everything it was given. */
export type CliArgs = Where &
  (
    | { readonly command: 'list' | 'audit verify' | 'audit export' }
    | { readonly command: 'show'; readonly job: string }
    | {
        readonly command: 'approve';
        readonly job: string;
        readonly digest: Digest | null;
        readonly reason: string | null;
        readonly acknowledged: readonly DefectCode[];
      }
    | {
        readonly command: 'reject';
        readonly job: string;
        readonly digest: Digest | null;
        readonly reason: string | null;
      }
    | { readonly command: 'withdraw'; readonly job: string }
    | AccessArgs
  );

/** How the command line is used. */
export const CLI_USAGE = `gatehouse list
gatehouse show JOB
gatehouse approve JOB [--digest DIGEST] [--reason TEXT] [--acknowledge CODE]…
gatehouse reject JOB --reason TEXT [--digest DIGEST]
gatehouse withdraw JOB
gatehouse access PATH USER [--level read|write|admin]
gatehouse access --batch -
gatehouse audit verify
gatehouse audit export

JOB is sender/folder, or datasite/sender/folder.
PATH is below the datasite. --batch - reads JSON lines {"user","path","level"} and writes one answer a line.
Every command takes --box DIR, --owner EMAIL and --json; access takes --datasite DIR instead of --box.`;

const OPTIONS = {
  box: { type: 'string' },
  owner: { type: 'string' },
  json: { type: 'boolean' },
  digest: { type: 'string' },
  reason: { type: 'string' },
  acknowledge: { type: 'string', multiple: true },
  level: { type: 'string' },
  batch: { type: 'string' },
  datasite: { type: 'string' },
} as const;

type Values = ReturnType<typeof readOptions>['values'];

/** What a command takes besides `--box`, `--owner` and `--json`. */
const TAKES: Readonly<Record<CliArgs['command'], readonly (keyof Values)[]>> = {
  list: [],
  show: [],
  approve: ['digest', 'reason', 'acknowledge'],
  reject: ['digest', 'reason'],
  withdraw: [],
  access: ['level', 'datasite'],
  'access batch': ['batch', 'datasite'],
  'audit verify': [],
  'audit export': [],
};
const ALL_TAKE: readonly string[] = ['box', 'owner', 'json'];

/** Reads the arguments of `gatehouse`; problem `bad-request` says what does not fit and how it is used. */
export function parseCliArgs(args: readonly string[]): Reply<CliArgs> {
  try {
    const { values, positionals } = readOptions(args);
    const parsed = commandFrom(positionals, values);
    if (!parsed.ok) return parsed;
    const taken: readonly string[] = [...ALL_TAKE, ...TAKES[parsed.value.command]];
    const idle = Object.keys(values).find((name) => !taken.includes(name));
    return idle === undefined ? parsed : wrongUsage(`${parsed.value.command} takes no --${idle}.`);
  } catch (error) {
    return wrongUsage(error instanceof Error ? error.message : String(error));
  }
}

function readOptions(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: true });
}

function commandFrom(positionals: readonly string[], values: Values): Reply<CliArgs> {
  const where = { box: values.box ?? null, owner: values.owner ?? null };
  const [first, second, third] = positionals;
  if (first === 'access') return accessFrom(positionals.slice(1), where, values);
  if (first === 'list' && positionals.length === 1) return done({ ...where, command: 'list' });
  if (first === 'audit' && positionals.length === 2 && (second === 'verify' || second === 'export')) {
    return done({ ...where, command: `audit ${second}` });
  }
  const deciding = first === 'approve' || first === 'reject';
  const naming = deciding || first === 'show' || first === 'withdraw';
  if (!naming || second === undefined || third !== undefined) {
    return wrongUsage(
      first === undefined ? 'No command was given.' : `“${positionals.join(' ')}” is no command.`,
    );
  }
  if (!deciding) return done({ ...where, command: first, job: second });
  return decisionFrom(first, second, where, values);
}

function decisionFrom(
  command: 'approve' | 'reject',
  job: string,
  where: Where,
  values: Values,
): Reply<CliArgs> {
  const digest = values.digest === undefined ? null : parseDigest(values.digest);
  if (values.digest !== undefined && digest === null) {
    return wrongUsage('--digest takes “sha256:” and 64 hexadecimal digits.');
  }
  const reason = values.reason ?? null;
  if (command === 'reject') {
    return reason === null
      ? wrongUsage('reject needs --reason TEXT; the sender will read it.')
      : done({ ...where, command, job, digest, reason });
  }
  const acknowledged = (values.acknowledge ?? []).filter(isDefectCode);
  if (acknowledged.length !== (values.acknowledge ?? []).length) {
    return wrongUsage(`--acknowledge takes one of: ${Object.keys(DEFECTS).join(', ')}.`);
  }
  return done({ ...where, command, job, digest, reason, acknowledged });
}

function isDefectCode(code: string): code is DefectCode {
  return Object.hasOwn(DEFECTS, code);
}

function accessFrom(positionals: readonly string[], where: Where, values: Values): Reply<CliArgs> {
  const read = readAccessArgs(positionals, values);
  return typeof read === 'string' ? wrongUsage(read) : done({ ...where, ...read });
}

function wrongUsage(what: string): Reply<never> {
  return refused('bad-request', what, CLI_USAGE);
}
