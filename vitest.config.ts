import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{core,shared,service,disk,doors,hosts,renderer,structure,start}/**/*.test.{ts,tsx}'],
    env: { TZ: 'UTC' },
    // A loaded machine may stumble once; what stumbles twice has failed.
    retry: process.env.CI === undefined ? 0 : 1,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // The watcher and lock tests use real files; a fresh process a file keeps handles from leaking between them.
    pool: 'forks',
  },
});
