import { pino } from 'pino';
import type { Session } from '../../service/session.ts';
import { openFirst } from '../open-first.ts';
import { parseStartArgs } from '../start-args.ts';
import { startWebHost, type WebHost } from './web-host.ts';

/** What the headless program is made of. */
export interface HeadlessParts {
  readonly session: Session;
  readonly pageFolder: string;
  readonly args: readonly string[];
}

/** After so many milliseconds the program ends although something hangs. */
const PATIENCE = 10_000;

/** Serves the screens on loopback until the process is told to end; resolves with the exit code. */
export async function runHeadless({ session, pageFolder, args }: HeadlessParts): Promise<number> {
  const toldToEnd = told();
  const log = pino({ level: process.env.GATEHOUSE_LOG ?? 'warn' }, process.stderr);
  const asked = parseStartArgs(args);
  if (!asked.ok) return sayProblem(asked.problem, 2);
  const opened = await openFirst(session, asked.value);
  if (!opened.ok) return sayProblem(opened.problem, 1);
  const host = await startWebHost({
    app: session,
    pageFolder,
    port: asked.value.port,
    ...(asked.value.tokenFile === null ? {} : { tokenFile: asked.value.tokenFile }),
    onBug: (verb, error) => log.error({ verb, err: error }, 'A mistake of ours'),
    log,
  });
  if (!host.ok) {
    await session.stop();
    return sayProblem(host.problem, 1);
  }
  const { datasite } = opened.value;
  say(
    datasite === null
      ? 'No single datasite was found; the screens ask which.'
      : `Datasite of ${datasite.owner} in ${datasite.box}`,
  );
  say(`Open ${host.value.launchUrl}`);
  say('This address signs in one browser, once. Press Enter for another, Ctrl+C to end.');
  const offerMore = offerMoreLinks(host.value);
  await toldToEnd;
  setTimeout(() => process.exit(1), PATIENCE).unref();
  offerMore();
  await host.value.stop();
  await session.stop();
  return 0;
}

function told(): Promise<void> {
  return new Promise((resolve) => {
    // Heard until the end: a terminal tells everybody in it, and whoever started us says it once more.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/** Enter in the terminal gives a further sign-in address; returns how to stop listening. */
function offerMoreLinks(host: WebHost): () => void {
  if (!process.stdin.isTTY) return () => undefined;
  const onLine = () => say(`Open ${host.newLaunchUrl()}`);
  process.stdin.on('data', onLine);
  return () => {
    process.stdin.off('data', onLine);
    process.stdin.pause();
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function sayProblem(problem: { readonly what: string; readonly next: string }, exitCode: number): number {
  process.stderr.write(`${problem.what}\n${problem.next}\n`);
  return exitCode;
}
