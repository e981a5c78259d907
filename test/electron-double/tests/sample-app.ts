import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  _electron,
  test as base,
  type ElectronApplication,
  type JSHandle,
  type Page,
} from '@playwright/test';
import { chooseElectron, launchOptions } from '../launch.mjs';
import type { SampleApi } from '../sample/sample.d.ts';

/** What observe.cjs leaves in the main process for tests. */
export interface Natives {
  log: { what: string; [detail: string]: unknown }[];
  trays: { tray: Electron.Tray; toolTip: string; menu: Electron.Menu }[];
  notifications: Electron.Notification[];
  answers: { showMessageBox: { response: number; checkboxChecked: boolean }[] };
}

declare global {
  interface Window {
    sample: SampleApi;
  }
}

/** What only the double leaves there. */
export interface Inside {
  trace: { what: string; [detail: string]: unknown }[];
  setSystemDark(isDark: boolean): void;
}

export interface Sample {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly natives: JSHandle<Natives>;
  readonly inside: JSHandle<Inside>;
}

interface Fixtures {
  /** A folder for this test's settings, in place of the user's own. */
  home: string;
  /** Starts the sample app; it is closed after the test. */
  start: (env?: Record<string, string>) => Promise<Sample>;
}

export const root = resolve(import.meta.dirname, '../../..');
/** The sample app, or a copy of it with a seeded fault. */
export const sampleFolder = process.env.SAMPLE_FOLDER ?? resolve(import.meta.dirname, '../sample');
export const choice = chooseElectron(root);

/** Options of Playwright's launch, with the settings of the app in `home`. */
export function launchOptionsFor(home: string, args: readonly string[], env: Record<string, string> = {}) {
  return launchOptions(choice, args, { XDG_CONFIG_HOME: home, ...env });
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  home: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'sample-home-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },

  start: async ({ home }, use) => {
    const started: ElectronApplication[] = [];
    await use(async (env = {}) => {
      const app = await _electron.launch(launchOptionsFor(home, [sampleFolder], env));
      started.push(app);
      const page = await app.firstWindow();
      await page.getByRole('heading', { name: 'Sample' }).waitFor();
      const natives = await app.evaluateHandle((): Natives => Reflect.get(globalThis, '__natives' as string));
      const inside = await app.evaluateHandle((): Inside => Reflect.get(globalThis, '__double' as string));
      return { app, page, natives, inside };
    });
    for (const app of started) await app.close();
  },
});

export { expect } from '@playwright/test';
