import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { chooseElectron, launchOptions } from '../../electron-double/launch.mjs';

export { expect };

/** One thing the desktop was asked for, or that happened to a page. */
export interface Happening {
  readonly what: string;
  readonly [detail: string]: unknown;
}

declare global {
  /** What the observer of the double leaves in the main process. */
  var __natives: { readonly log: readonly Happening[] };
  /** What only the double can see. */
  var __double: { readonly trace: readonly Happening[]; setSystemDark(isDark: boolean): void };
}

/** The desktop app, with its window open. */
export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Quits as a user would; resolves with the exit code. */
  quit(): Promise<number | null>;
}

/** A start that ended by itself. */
export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

interface Fixtures {
  /** A folder in place of the user's own. */
  home: string;
  /** Starts the app in that home; it is closed after the test. */
  start: (args?: readonly string[]) => Promise<Desktop>;
  /** Starts it as a plain program, and waits until it has ended. */
  run: (args: readonly string[]) => Promise<Ended>;
}

/** The project, or a copy of it with seeded faults. */
export const project = process.env.GATEHOUSE_PROJECT ?? resolve(import.meta.dirname, '../../..');
export const choice = chooseElectron(resolve(import.meta.dirname, '../../..'));

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for.
  home: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-home-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  start: async ({ home }, use) => {
    const started: Started[] = [];
    await use(async (args = ['--practice']) => {
      const app = await _electron.launch(launchOptions(choice, [project, ...args], environmentOf(home)));
      const one = { app, child: app.process() };
      started.push(one);
      const page = await app.firstWindow();
      await page.waitForURL(/gatehouse/);
      await page.locator('#root > *').first().waitFor();
      // A load of the test's own is told apart from the app's first one only once that has ended.
      await expect
        .poll(() =>
          app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isLoading()),
        )
        .toBe(false);
      return { app, page, quit: () => quit(one) };
    });
    for (const one of started) await quit(one);
  },

  run: async ({ home }, use) => {
    const children: ChildProcess[] = [];
    await use(async (args) => {
      const env = { ...process.env, ...choice.env, ...environmentOf(home) };
      const child = spawn(choice.executable, [project, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      children.push(child);
      return ended(child);
    });
    for (const child of children) child.kill('SIGKILL');
  },
});

/** Settings land in `home`, wherever this machine keeps them. */
export function environmentOf(home: string): Record<string, string> {
  return { HOME: home, XDG_CONFIG_HOME: join(home, '.config'), APPDATA: home, GATEHOUSE_LOG: 'silent' };
}

/** Waits for a process and gathers what it says. */
export async function ended(child: ChildProcess): Promise<Ended> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
  const [code] = await once(child, 'close');
  return { code, said };
}

interface Started {
  readonly app: ElectronApplication;
  readonly child: ChildProcess;
}

async function quit({ app, child }: Started): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    await app.close();
    await gone;
  }
  return child.exitCode;
}
