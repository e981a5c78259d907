import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../app.ts';
import { type Box, bashJob, OWNER, SENDER } from '../box.ts';

const INBOX = 'app_data/job/inbox';

/** A rule file in the bytes of the real client: one rule for everything in its folder. */
function rules(lists: { read?: string; write?: string }, pattern = '**'): string {
  const list = (name: string, who: string | undefined) =>
    who === undefined ? `    ${name}: []` : `    ${name}:\n    - '${who}'`;
  return [
    'rules:',
    '- access:',
    list('admin', undefined),
    list('read', lists.read),
    list('write', lists.write),
    `  pattern: '${pattern}'`,
    'terminal: false',
    '',
  ].join('\n');
}

const pathOf = (box: Box, folder: string) => join(box.folder, OWNER, folder, 'syft.pub.yaml');

async function lay(box: Box, folder: string, text: string): Promise<void> {
  await mkdir(dirname(pathOf(box, folder)), { recursive: true });
  await writeFile(pathOf(box, folder), text);
}

const textOf = (box: Box, folder: string) => readFile(pathOf(box, folder), 'utf8').catch(() => null);

async function goToPermissions(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('button', { name: 'Permissions' })
    .click();
  await expect(page.getByRole('tree')).toBeVisible();
}

const question = (page: Page) => page.getByRole('region', { name: 'May they?' });

test('the sender’s badge and Access tell a proven job from an unproven one', async ({ box, start }) => {
  await lay(box, `${INBOX}/${SENDER}`, rules({ write: SENDER }));
  await lay(box, `${INBOX}/eve@mail.example`, rules({ read: '*', write: '*' }));
  await box.submit('count', bashJob());
  await box.submit('export', bashJob(), 'eve@mail.example');
  const { page } = await start();
  await expect(page.getByRole('option', { name: /^count/ })).toContainText('verified');
  await expect(page.getByRole('option', { name: /^export/ })).toContainText('sender unproven');

  await page.getByRole('option', { name: /^count/ }).click();
  await page.getByRole('button', { name: 'verified: only they can write here' }).click();
  const access = page.getByRole('tabpanel', { name: 'Access' });
  await expect(access).toContainText(`Only ${SENDER} and the owner may write here.`);
  await expect(access.getByRole('region', { name: 'Who can write here' }).getByRole('row')).toHaveText([
    /Who/,
    `${SENDER}**${INBOX}/${SENDER}/syft.pub.yaml`,
  ]);

  await page.getByRole('option', { name: /^export/ }).click();
  await page.getByRole('button', { name: /^sender unproven: Everyone could/ }).click();
  await expect(access.getByRole('region', { name: 'Who can write here' })).toContainText('anyone');
  await access.getByRole('region', { name: 'What the proof rests on' }).getByRole('button').click();
  await expect(page.getByRole('treeitem', { selected: true })).toHaveText(
    /^eve@mail.exampleanyone can write/,
  );
  await expect(page.getByRole('region', { name: 'Look at these first' })).toContainText('anyone can write');
});

test('why can bob@lab.example not write to my inbox?', async ({ box, start }) => {
  await lay(box, `${INBOX}/${SENDER}`, rules({ write: SENDER }));
  const { page } = await start();
  await goToPermissions(page);
  await question(page).getByRole('combobox', { name: 'Person' }).fill('bob@lab.example');
  await question(page).getByRole('radio', { name: 'Write' }).check();
  await page.getByRole('treeitem', { name: /^inbox/ }).click();
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('No');
  await expect(answer).toContainText(`bob@lab.example may not write in ${INBOX}/.`);
  await expect(answer).toContainText('No rule file lies on the way there, so only the owner may.');
  await page.getByRole('treeitem', { name: /^ana@lab.example/ }).click();
  await expect(answer).toContainText('it does not give bob@lab.example write access, only ana@lab.example');
  await expect(page.getByRole('region', { name: 'How this was decided' }).getByRole('listitem')).toHaveText([
    /syft\.pub\.yaml decides/,
    /The rule \*\* is the first that matches.*decides$/,
  ]);
});

test('the same question by keyboard alone', async ({ box, start }) => {
  await lay(box, `${INBOX}/${SENDER}`, rules({ write: SENDER }));
  const { page } = await start();
  await expect(page.getByRole('button', { name: /^Waiting/ })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  const tree = page.getByRole('tree');
  await expect(tree.getByRole('treeitem', { name: /^inbox/ })).toBeVisible();
  const isOn = (role: string) =>
    page.evaluate((one) => document.activeElement?.getAttribute('role') === one, role);
  await expect(async () => {
    await page.keyboard.press('Tab');
    expect(await isOn('tree')).toBe(true);
  }).toPass();
  await page.keyboard.press('Tab');
  expect(await isOn('combobox')).toBe(true);
  await page.keyboard.type('ana');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  const chosen = tree.getByRole('treeitem', { selected: true });
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(chosen).toHaveText(/^inbox/, { timeout: 100 });
  }).toPass();
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('No');
  await page.keyboard.press('ArrowRight');
  await expect(chosen).toHaveText(/^ana@lab.example/);
  await expect(answer).toContainText('Yes');
});

test('a grant writes exactly the bytes that were previewed', async ({ box, start }) => {
  await mkdir(join(box.folder, OWNER, 'public'));
  await writeFile(join(box.folder, OWNER, 'public', 'a.csv'), 'n\n1\n');
  const { page } = await start();
  await goToPermissions(page);
  await question(page).getByRole('combobox', { name: 'Person' }).fill('bob@lab.example');
  await question(page).getByRole('radio', { name: 'Read' }).check();
  await page.getByRole('treeitem', { name: /^public/ }).click();
  await page.getByRole('button', { name: 'Grant…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Grant access' });
  await expect(dialog).toContainText('public/syft.pub.yaml new file');
  await expect(dialog.getByRole('row', { name: /bob@lab.example/ }).first()).toContainText(
    'no accesscan read',
  );
  const shown = await dialog.locator('.small-diff code').allTextContents();
  expect(await textOf(box, 'public')).toBeNull();
  await dialog.getByRole('button', { name: 'Grant' }).click();
  await expect(dialog).toHaveCount(0);
  expect(await textOf(box, 'public')).toBe(shown.map((line) => `${line.slice(1)}\n`).join(''));
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('Yes');
  await expect(page.getByRole('main')).toContainText('Granted read to bob@lab.example on public/.');

  await page.getByRole('button', { name: 'Revoke…' }).click();
  const revoke = page.getByRole('dialog', { name: 'Revoke access' });
  await expect(revoke.getByRole('row', { name: '- - bob@lab.example' })).toBeVisible();
  await revoke.getByRole('button', { name: 'Revoke' }).click();
  await expect(revoke).toHaveCount(0);
  expect(await textOf(box, 'public')).not.toContain('bob@lab.example');
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('No');
});

test('a narrow grant is refused, and it is said who would lose access', async ({ box, start }) => {
  const before = rules({ read: SENDER });
  await lay(box, 'public', before);
  await writeFile(join(box.folder, OWNER, 'public', 'a.csv'), 'n\n1\n');
  const { page } = await start();
  await goToPermissions(page);
  await question(page).getByRole('combobox', { name: 'Person' }).fill('bob@lab.example');
  await question(page).getByRole('radio', { name: 'Read' }).check();
  await question(page).getByRole('textbox', { name: 'Folder or file' }).fill('public/a.csv');
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(
    'bob@lab.example may not read public/a.csv.',
  );
  await page.getByRole('button', { name: 'Grant…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Grant access' });
  await expect(dialog.getByRole('alert')).toContainText(`take access from ${SENDER}`);
  await expect(dialog.getByRole('alert')).toContainText('Grant on the broader folder instead.');
  await expect(dialog.getByRole('row', { name: new RegExp(SENDER) })).toContainText('can readno access');
  await dialog.getByRole('button', { name: 'Grant' }).click({ force: true });
  expect(await textOf(box, 'public')).toBe(before);

  await dialog.getByRole('textbox', { name: 'Folder or file' }).fill('public/');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await expect(dialog.getByRole('row', { name: '+ - bob@lab.example' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Grant' }).click();
  await expect.poll(() => textOf(box, 'public')).toContain('bob@lab.example');
});

test('a rule file that another program changed meanwhile is shown anew, not overwritten', async ({
  box,
  start,
}) => {
  await lay(box, 'public', rules({ read: SENDER }));
  const { page } = await start();
  await goToPermissions(page);
  await question(page).getByRole('combobox', { name: 'Person' }).fill('bob@lab.example');
  await page.getByRole('treeitem', { name: /^public/ }).click();
  await page.getByRole('button', { name: 'Grant…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Grant access' });
  await expect(dialog.locator('.diff-added').first()).toBeVisible();
  const theirs = rules({ read: 'carol@lab.example' });
  await writeFile(pathOf(box, 'public'), theirs);
  await dialog.getByRole('button', { name: 'Grant' }).click();
  await expect(dialog.getByRole('alert')).toContainText('another program changed it');
  expect(await textOf(box, 'public')).toBe(theirs);
  await expect(dialog.locator('.small-diff')).toContainText('carol@lab.example');
  await dialog.getByRole('button', { name: 'Grant' }).click();
  await expect(dialog).toHaveCount(0);
  expect(await textOf(box, 'public')).toContain('carol@lab.example');
  expect(await textOf(box, 'public')).toContain('bob@lab.example');
});

test('approving closes a job to its sender, withdrawing opens it exactly as it was', async ({
  box,
  start,
}) => {
  const sender = `${INBOX}/${SENDER}`;
  await lay(box, sender, rules({ write: SENDER }));
  await box.submit('count', bashJob());
  const { page } = await start();
  await page.getByRole('option', { name: /^count/ }).click();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const confirm = page.getByRole('group', { name: 'Confirm the approval' });
  await confirm.getByRole('button', { name: /Approve/ }).click();
  await expect.poll(() => box.state('count')).toContain('status: approved');
  expect(await textOf(box, `${sender}/count`)).toContain('terminal: true');
  await page.getByRole('button', { name: /^Approved 1/ }).click();
  await page.getByRole('option', { name: /^count/ }).click();
  await page.getByRole('tab', { name: 'Access' }).click();
  const access = page.getByRole('tabpanel', { name: 'Access' });
  await expect(access).toContainText('Closed to later edits. Nobody but you may change this job now.');
  await expect(access.getByRole('region', { name: 'Who can write here' })).toContainText('Nobody but you.');

  await page.getByRole('button', { name: 'Withdraw…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw this approval' });
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await expect.poll(() => box.state('count')).toContain('status: pending');
  expect(await textOf(box, `${sender}/count`)).toBeNull();
  expect(await textOf(box, sender)).toBe(rules({ write: SENDER }));
  await expect(page.getByRole('button', { name: 'Withdraw…' })).toHaveCount(0);
  await expect(access).not.toContainText('Closed to later edits');
  await expect(access.getByRole('region', { name: 'Who can write here' })).toContainText(SENDER);
});
