import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  outputDir: '../../test-results/electron-double',
  fullyParallel: true,
  workers: 2,
  // A loaded machine may stumble once; what stumbles twice has failed, and the report names both.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 30_000,
  reporter: 'list',
});
