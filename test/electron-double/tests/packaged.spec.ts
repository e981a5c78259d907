import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { _electron } from '@playwright/test';
import { choice, expect, launchOptionsFor, sampleFolder, test } from './sample-app.ts';

test('a packaged archive boots and knows that it is packaged', async ({ home }) => {
  const resources = join(home, 'resources');
  mkdirSync(resources);
  const archive = join(resources, 'app.asar');
  await createPackage(sampleFolder, archive);
  const app = await _electron.launch({
    ...launchOptionsFor(home, []),
    executablePath: choice.executable,
    env: { ...launchOptionsFor(home, []).env, DOUBLE_RESOURCES: resources },
  });
  const page = await app.firstWindow();
  await page.getByRole('heading', { name: 'Sample' }).waitFor();
  expect(await page.evaluate(() => window.sample.ask('echo', 'from the archive'))).toBe('from the archive');
  const seen = await app.evaluate(({ app: electronApp }) => ({
    isPackaged: electronApp.isPackaged,
    isDefault: process.defaultApp === true,
    resources: process.resourcesPath,
  }));
  await app.close();
  expect(seen).toEqual({ isPackaged: true, isDefault: false, resources });
});
