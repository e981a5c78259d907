import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  outputDir: '../../test-results/electron-double',
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  reporter: 'list',
});
