import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tempFolder } from '../disk/write/temp-folder.ts';

/** How a process ended and all that it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process that was started, with what it said so far. */
export interface Started {
  readonly child: ChildProcess;
  /** The process is gone; a child of its own may still hold its output open. */
  readonly gone: Promise<unknown>;
  /** It is gone and has said all. */
  readonly ended: Promise<Ended>;
  /** Resolves with what it printed once that fits. */
  prints(expected: RegExp): Promise<string>;
  /** The same for what it says apart from its output. */
  says(expected: RegExp): Promise<string>;
}

/** A project of scripts alone: the real start scripts, stand-ins for everything they start. */
export interface FakeProject {
  readonly folder: string;
  path(name: string): string;
  /** Writes a file; `at` is when it was last changed, in seconds since 1970. */
  write(name: string, text: string, at?: number): void;
  /** A program that a script finds by its name. */
  addCommand(name: string, script: string): void;
  /** Runs one script, or a line of JavaScript that sees set-up.mjs as `setUp`. */
  run(script: string, args?: readonly string[], env?: Record<string, string>): Started;
  setUp(line: string, env?: Record<string, string>): Promise<Ended>;
}

const LONG_AGO = 1_700_000_000;

/** A project in a temp folder, installed and built long ago, its sources older than that. */
export async function fakeProject(): Promise<FakeProject> {
  const folder = await tempFolder();
  const bin = join(folder, 'commands');
  const path = (name: string) => join(folder, name);
  cpSync(join('main', 'start'), path('main/start'), { recursive: true });
  mkdirSync(bin);

  const write = (name: string, text: string, at: number = LONG_AGO) => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
    utimesSync(path(name), at, at);
  };
  for (const name of ['shared/a.ts', 'renderer/a.ts', 'assets/a.svg', 'vite.config.ts']) write(name, '');
  write('package.json', '{"type": "module"}');
  write('package-lock.json', lockText({}));
  write('node_modules/.package-lock.json', lockText({}), LONG_AGO + 10);
  // What it would build, so that nothing of the real one is needed.
  write(
    'main/start/build.mjs',
    "import { mkdirSync } from 'node:fs';\nmkdirSync('out', { recursive: true });\n",
  );

  const run: FakeProject['run'] = (script, args = [], env = {}) =>
    start(process.execPath, [path(script), ...args], {
      ...env,
      PATH: `${bin}${delimiter}${process.env.PATH}`,
    });

  return {
    folder,
    path,
    write,
    addCommand(name, script) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    },
    run,
    setUp(line, env) {
      write('ask.mjs', `import * as setUp from './main/start/set-up.mjs';\n${line}\n`);
      return run('ask.mjs', [], env).ended;
    },
  };
}

/** A lockfile that names these packages, each with its version; optional ones end in `?`. */
export function lockText(packages: Readonly<Record<string, string>>): string {
  const named = Object.entries(packages).map(([name, version]) => {
    const optional = version.endsWith('?');
    return [`node_modules/${name}`, { version: version.replace('?', ''), ...(optional ? { optional } : {}) }];
  });
  return JSON.stringify({
    lockfileVersion: 3,
    packages: { '': { name: 'x' }, ...Object.fromEntries(named) },
  });
}

/** Starts a program that is gone when the test is over. */
export function start(command: string, args: readonly string[], env: Record<string, string>): Started {
  const child = spawn(command, args, {
    // What the tests themselves are run with must not decide.
    env: {
      ...process.env,
      ELECTRON_OVERRIDE_DIST_PATH: undefined,
      WAYLAND_DISPLAY: '',
      DISPLAY: ':0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  const hear = () => {
    for (const look of waiting) look();
  };
  child.stdout?.on('data', (text) => {
    out += String(text);
    hear();
  });
  child.stderr?.on('data', (text) => {
    err += String(text);
    hear();
  });
  const ended = once(child, 'close').then(([code]): Ended => ({ code, out, err }));
  const heard = (text: () => string) => (expected: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (!expected.test(text())) return;
        waiting.delete(look);
        resolve(text());
      };
      waiting.add(look);
      look();
      void ended.then((end) => reject(new Error(`It ended with ${end.code}: ${end.out}${end.err}`)));
    });
  return { child, gone: once(child, 'exit'), ended, prints: heard(() => out), says: heard(() => err) };
}
