import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'vite';
import { onTestFinished } from 'vitest';

/** Bundles one TypeScript file for plain Node into `folder` and returns the path of the bundle. */
export async function bundled(entry: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: { ssr: entry, outDir: folder, target: 'node20', minify: false, emptyOutDir: false },
  });
  const name = entry.split('/').at(-1) ?? '';
  return join(folder, name.replace(/\.ts$/, '.js'));
}

/** A Node process that runs `script`, asked and answering over its message channel. */
export interface Child {
  readonly process: ChildProcess;
  /** Sends a message and gives the next answer. */
  ask(message: unknown): Promise<unknown>;
}

/** Starts a process that is gone when the test is over. */
export function startChild(script: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(() => [{ gone: true }]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    process: child,
    async ask(message) {
      const answer = once(child, 'message');
      child.send(Object(message));
      return (await Promise.race([answer, gone]))[0];
    },
  };
}
