import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base, expect } from '../app.ts';

export { expect } from '../app.ts';

interface Fixtures {
  /** Folders to take away once the app has ended. */
  scratch: string[];
  /** The app on a fresh copy of the practice datasite. */
  practice: Page;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for.
  scratch: async ({}, use) => {
    const folders: string[] = [];
    await use(folders);
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  },
  practice: async ({ scratch, start }, use) => {
    const { page } = await start(['--practice']);
    const folder = dirname((await page.locator('.title-box').textContent()) ?? '');
    expect(folder.startsWith(join(tmpdir(), 'gatehouse-practice-'))).toBe(true);
    scratch.push(folder);
    await use(page);
  },
});

/** Opens the job of that name from the list. */
export async function openJob(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('tab', { name: 'run.sh' })).toHaveAttribute('aria-selected', 'true');
}
