import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type Browser, test as base, type Page } from '@playwright/test';
import { chooseElectron, launchOptions } from '../electron-double/launch.mjs';
import { type Box, makeBox, OWNER } from './box.ts';

export { expect } from '@playwright/test';

/** Through which door a project goes in. */
export interface DoorOption {
  door: 'web' | 'desktop';
}

/** The app, started as a process of its own, with its first page open. */
export interface RunningApp {
  readonly page: Page;
  /** Ends the process as a user would and waits until it is gone. */
  stop(): Promise<void>;
}

/** The folder that holds `out/` and `assets/`: the project, or a copy with seeded faults. */
export const project = process.env.GATEHOUSE_PROJECT ?? resolve(import.meta.dirname, '../..');

interface Fixtures extends DoorOption {
  box: Box;
  /** Starts the app on the box of this test, or with other arguments. */
  start: (args?: readonly string[]) => Promise<RunningApp>;
}

export const test = base.extend<Fixtures>({
  door: ['web', { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for.
  box: async ({}, use) => {
    const box = await makeBox();
    await use(box);
    await box.remove();
  },
  start: async ({ door, box, browser, colorScheme, viewport }, use) => {
    const home = await mkdtemp(join(tmpdir(), 'gatehouse-home-'));
    const running: RunningApp[] = [];
    await use(async (args = ['--box', box.folder, '--owner', OWNER]) => {
      const env = { HOME: home, XDG_CONFIG_HOME: join(home, '.config'), TMPDIR: tmpdir() };
      const app =
        door === 'web'
          ? await startWeb(browser, args, env, { colorScheme, viewport })
          : await startDesktop(args, env);
      running.push(app);
      return app;
    });
    await Promise.all(running.map((app) => app.stop()));
    await rm(home, { recursive: true, force: true });
  },
});

type PageOptions = Parameters<Browser['newContext']>[0];

async function startWeb(
  browser: Browser,
  args: readonly string[],
  env: Record<string, string>,
  options: PageOptions,
): Promise<RunningApp> {
  const { child, url } = await startServer(args, env);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(url);
  return {
    page,
    async stop() {
      await context.close();
      await endProcess(child);
    },
  };
}

/** The web host as a process; resolves with the address it prints. */
export async function startServer(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(project, 'out', 'main', 'headless.js'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const url = await new Promise<string>((found, failed) => {
    const read = (text: Buffer) => {
      printed += text.toString();
      const address = /Open (http\S+)/.exec(printed);
      if (address?.[1] !== undefined) found(address[1]);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => failed(new Error(`The web host ended with ${code}: ${printed}`)));
  });
  return { child, url };
}

/** Asks a process to end and waits until it did. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function startDesktop(args: readonly string[], env: Record<string, string>): Promise<RunningApp> {
  const choice = chooseElectron(resolve(import.meta.dirname, '../..'));
  const app = await _electron.launch(launchOptions(choice, [project, ...args], env));
  const page = await app.firstWindow();
  return { page, stop: () => app.close() };
}
