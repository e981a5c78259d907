import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator, TestInfo } from '@playwright/test';
import { expect, openJob, test } from './practice.ts';
import { readPng, smallPng } from './small-png.ts';

/** Where the pictures of the documents lie; written only when asked, so that a test run changes nothing. */
const PICTURES = resolve(import.meta.dirname, '../../../docs/pictures');
const KEEPS = process.env.GATEHOUSE_PICTURES === '1';
const LARGEST = 150_000;

test.use({ viewport: { width: 1360, height: 860 } });

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('the inbox with a job open', async ({ practice }, info) => {
      await openJob(practice, /^Readmission rates by ward/);
      await take(practice.locator('body'), info, `inbox-${colorScheme}`);
    });
  });
}

test('an answer about permissions, with its reasons', async ({ practice }, info) => {
  await practice.getByRole('button', { name: 'Permissions' }).click();
  await practice.getByRole('combobox', { name: 'Person' }).fill('bob@lab.example');
  await practice.getByRole('textbox', { name: 'Folder or file' }).fill('app_data/job/inbox/ana@lab.example/');
  await expect(practice.getByRole('region', { name: 'Answer' })).toContainText('No');
  await take(practice.locator('body'), info, 'permissions');
});

test.describe('high enough for the whole file', () => {
  test.use({ viewport: { width: 1360, height: 1120 } });

  test('hidden characters in a file', async ({ practice }, info) => {
    await openJob(practice, /^Quarterly export/);
    await practice.getByRole('tab', { name: /^Files/ }).click();
    await practice.getByRole('option', { name: /code\/main\.py/ }).click();
    await expect(practice.getByText('hidden characters marked')).toBeVisible();
    await take(practice.getByRole('article', { name: 'Job' }), info, 'hidden-characters');
  });
});

/** Writes the picture into the results, and into the documents when they are to have it. */
async function take(what: Locator, info: TestInfo, name: string): Promise<void> {
  await what.evaluate(() => document.fonts.ready);
  const taken = await what.screenshot({ animations: 'disabled', caret: 'hide' });
  const png = smallPng(taken);
  expect(pixelsOf(png).equals(pixelsOf(taken))).toBe(true);
  expect(png.length).toBeLessThan(LARGEST);
  await writeFile(info.outputPath(`${name}.png`), png);
  if (!KEEPS) return;
  await mkdir(PICTURES, { recursive: true });
  await writeFile(join(PICTURES, `${name}.png`), png);
}

function pixelsOf(png: Buffer): Buffer {
  return Buffer.concat(readPng(png).lines);
}
