import { type Problem, type Reply, refused } from '../../../shared/terms/problem.ts';
import { askAccess, openBatch } from '../../service/commands/access.ts';
import { exportLog, verifyLog } from '../../service/commands/audit.ts';
import { approveJob, rejectJob, withdrawJob } from '../../service/commands/deciding.ts';
import { listJobs, showJob } from '../../service/commands/reading.ts';
import type { CommandWorld, RulesWhere } from '../../service/commands/world.ts';
import { type CliArgs, parseCliArgs } from './cli-args.ts';
import {
  accessText,
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
  /** The lines of standard input; null = one too long to be read. */
  readonly lines: () => AsyncIterable<string | null>;
}

/**
 * What a command prints: one JSON document or text, null when it printed as it went; a problem besides when the result
 * itself is bad news. A remark is printed like a problem, but the command has done what it was asked for.
 */
interface Printed {
  readonly json: unknown;
  readonly text: string | null;
  readonly problem?: Problem;
  readonly remark?: Problem;
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
  const { value: given } = parsed;
  const reply =
    given.command === 'access batch'
      ? await caught(() => answerBatch(given, world))
      : await caught(() => run(given, world));
  if (!reply.ok) return sayProblem(world, reply.problem, json, EXIT_REFUSED);
  const { value } = reply;
  if (value.text !== null) world.out(json ? jsonDocument(value.json) : value.text);
  if (value.remark !== undefined) sayProblem(world, value.remark, json, EXIT_DONE);
  return value.problem === undefined ? EXIT_DONE : sayProblem(world, value.problem, json, EXIT_REFUSED);
}

async function caught(act: () => Promise<Reply<Printed>>): Promise<Reply<Printed>> {
  try {
    return await act();
  } catch (error) {
    const what = `Gatehouse made a mistake: ${error instanceof Error ? error.message : String(error)}`;
    return refused('internal', what, 'Report it with the command that was run.');
  }
}

type OneAnswer = Exclude<CliArgs, { command: 'access batch' }>;

async function run(args: OneAnswer, world: CliWorld): Promise<Reply<Printed>> {
  switch (args.command) {
    case 'list':
      return listed(await listJobs(args, world));
    case 'show':
      return printed(await showJob(args.job, args, world), showText);
    case 'approve':
      return printed(await approveJob(args, world), decidedText);
    case 'reject':
      return printed(await rejectJob(args, world), decidedText);
    case 'withdraw':
      return printed(await withdrawJob(args, world), decidedText);
    case 'access':
      return printed(await askAccess(args, args, world), accessText);
    case 'audit export':
      return printed(await exportLog(args, world), (entries) =>
        world.isTerminal ? escapeJson(entriesText(entries)) : entriesText(entries),
      );
    case 'audit verify':
      return verified(await verifyLog(args, world));
  }
}

/** Answers line by line as the questions come; what is wrong with one is said in its place. */
async function answerBatch(where: RulesWhere, world: CliWorld): Promise<Reply<Printed>> {
  const opened = await openBatch(where, world);
  if (!opened.ok) return opened;
  let bad = 0;
  for await (const line of world.lines()) {
    if (line?.trim() === '') continue;
    const answer = opened.value(line);
    if ('problem' in answer) bad += 1;
    world.out(`${escapeJson(JSON.stringify(answer))}\n`);
  }
  const printed = { json: null, text: null };
  if (bad === 0) return { ok: true, value: printed };
  const what = `${bad} ${bad === 1 ? 'line was no question' : 'lines were no questions'}.`;
  const problem: Problem = { code: 'bad-request', what, next: 'Each has a problem in its place.' };
  return { ok: true, value: { ...printed, problem } };
}

function printed<Value>(reply: Reply<Value>, textOf: (value: Value) => string): Reply<Printed> {
  return reply.ok ? { ok: true, value: { json: reply.value, text: textOf(reply.value) } } : reply;
}

function listed(reply: Awaited<ReturnType<typeof listJobs>>): Reply<Printed> {
  if (!reply.ok) return reply;
  const { jobs, troubles } = reply.value;
  const plain = { json: jobs, text: listText(jobs) };
  if (troubles.length === 0) return { ok: true, value: plain };
  const remark: Problem = { code: 'read-failed', what: troubles.join(' '), next: 'All others are listed.' };
  return { ok: true, value: { ...plain, remark } };
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
