import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../chromium.mjs';
import type { DoorOption } from './app.ts';

const executablePath = findChromium();
if (executablePath === null) throw new Error('No Chromium: install it or name it in CHROMIUM_PATH.');

/** The same journeys through both doors; what belongs to one door alone lies in a folder of its own. */
export default defineConfig<DoorOption>({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  fullyParallel: true,
  workers: 2,
  // A loaded machine may stumble once; what stumbles twice has failed, and the report names both.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions: { executablePath, args: CHROMIUM_ARGS },
    viewport: { width: 1360, height: 860 },
    trace: 'off',
  },
  projects: [
    { name: 'web', testMatch: ['journeys/*.spec.ts', 'web/*.spec.ts'], use: { door: 'web' } },
    { name: 'desktop', testMatch: ['journeys/*.spec.ts', 'electron/*.spec.ts'], use: { door: 'desktop' } },
  ],
});
