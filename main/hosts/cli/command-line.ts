import { type Problem, type Reply, refused } from '../../../shared/terms/problem.ts';
import { exportLog, verifyLog } from '../../service/commands/audit.ts';
import { approveJob, rejectJob } from '../../service/commands/deciding.ts';
import { listJobs, showJob } from '../../service/commands/reading.ts';
import type { CommandWorld } from '../../service/commands/world.ts';
import { type CliArgs, parseCliArgs } from './cli-args.ts';
import {
  decidedText,
  entriesText,
  escapeControls,
  escapeJson,
  listText,
  showText,
  verdictText,
} from './text.ts';

/** What the command line reaches of the world: the commands' own, and two streams. */
export interface CliWorld extends CommandWorld {
  /** True when what goes out is read by a person on a terminal, false for a file or another program. */
  readonly isTerminal: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** What a command prints: one JSON document or text; a problem besides when the result itself is bad news. */
interface Printed {
  readonly json: unknown;
  readonly text: string;
  readonly problem?: Problem;
}

const EXIT_DONE = 0;
const EXIT_REFUSED = 1;
const EXIT_USAGE = 2;

/**
 * Runs one command of `gatehouse`: the result on standard output, a problem on standard error. Exit codes: 0 done,
 * 1 refused with a problem, 2 wrong usage.
 */
export async function commandLine(args: readonly string[], world: CliWorld): Promise<number> {
  const json = args.includes('--json');
  const parsed = parseCliArgs(args);
  if (!parsed.ok) return sayProblem(world, parsed.problem, json, EXIT_USAGE);
  const reply = await runCaught(parsed.value, world);
  if (!reply.ok) return sayProblem(world, reply.problem, json, EXIT_REFUSED);
  const { value } = reply;
  world.out(json ? jsonDocument(value.json) : value.text);
  return value.problem === undefined ? EXIT_DONE : sayProblem(world, value.problem, json, EXIT_REFUSED);
}

async function runCaught(args: CliArgs, world: CliWorld): Promise<Reply<Printed>> {
  try {
    return await run(args, world);
  } catch (error) {
    const what = `Gatehouse made a mistake: ${error instanceof Error ? error.message : String(error)}`;
    return refused('internal', what, 'Report it with the command that was run.');
  }
}

async function run(args: CliArgs, world: CliWorld): Promise<Reply<Printed>> {
  switch (args.command) {
    case 'list':
      return printed(await listJobs(args, world), listText);
    case 'show':
      return printed(await showJob(args.job, args, world), showText);
    case 'approve':
      return printed(await approveJob(args, world), decidedText);
    case 'reject':
      return printed(await rejectJob(args, world), decidedText);
    case 'audit export':
      return printed(await exportLog(args, world), (entries) =>
        world.isTerminal ? escapeJson(entriesText(entries)) : entriesText(entries),
      );
    case 'audit verify':
      return verified(await verifyLog(args, world));
  }
}

function printed<Value>(reply: Reply<Value>, textOf: (value: Value) => string): Reply<Printed> {
  return reply.ok ? { ok: true, value: { json: reply.value, text: textOf(reply.value) } } : reply;
}

function verified(reply: Awaited<ReturnType<typeof verifyLog>>): Reply<Printed> {
  const result = printed(reply, verdictText);
  if (!reply.ok || !result.ok || reply.value.intact) return result;
  const count = reply.value.problems.length;
  const problem: Problem = {
    code: 'log-broken',
    what: `The log is not what was written: ${count} ${count === 1 ? 'place differs' : 'places differ'}.`,
    next: 'Keep the files as they are and compare them with a copy; docs/audit-log.md says how.',
  };
  return { ok: true, value: { ...result.value, problem } };
}

function sayProblem(world: CliWorld, problem: Problem, json: boolean, exitCode: number): number {
  // Only the help has lines of its own; a line break in a name must not look like one.
  const next = escapeControls(problem.next, exitCode === EXIT_USAGE ? '\n' : '');
  world.err(json ? jsonDocument(problem) : `${escapeControls(problem.what)}\n${next}\n`);
  return exitCode;
}

function jsonDocument(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, null, 2))}\n`;
}
