import { bashJob, makeBox, OWNER } from '../box.ts';
import { expect, test } from './launch.ts';

test('a second start brings the first window forward and ends', async ({ start, run }) => {
  const { app, page } = await start();
  const window = await app.browserWindow(page);
  await window.evaluate((shown) => {
    shown.minimize();
    shown.hide();
  });
  expect(await run([])).toEqual({ code: 0, said: '' });
  await expect
    .poll(() => window.evaluate((shown) => [shown.isVisible(), shown.isMinimized(), shown.isFocused()]))
    .toEqual([true, false, true]);
  await expect(page.getByRole('option', { name: /Readmission/ }).first()).toBeVisible();
});

test('a second start hands over what it was asked to open', async ({ start, run }) => {
  const box = await makeBox();
  await box.submit('handed_over', bashJob());
  const { page } = await start();
  await expect(page.getByRole('option', { name: /Readmission/ }).first()).toBeVisible();
  expect(await run(['--box', box.folder, '--owner', OWNER])).toEqual({ code: 0, said: '' });
  await expect(page.getByRole('option', { name: /handed_over/ })).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(1);
  await box.remove();
});

test('when that cannot be opened, the first says so and stays as it is', async ({ start, run }) => {
  const { app, page } = await start();
  expect((await run(['--box', '/nowhere/SyftBox'])).code).toBe(0);
  const asked = () =>
    app.evaluate(() => __natives.log.filter(({ what }) => what === 'dialog.showMessageBox'));
  await expect.poll(asked).toMatchObject([{ options: { type: 'warning', message: /\/nowhere\/SyftBox/ } }]);
  await expect(page.getByRole('option', { name: /Readmission/ }).first()).toBeVisible();
});

test('a second start that is mistyped says so itself', async ({ start, run }) => {
  const { app, page } = await start();
  await expect(page.getByRole('option').first()).toBeVisible();
  const { code, said } = await run(['--practise']);
  expect(code).toBe(1);
  expect(said).toContain('--practise');
  expect(app.windows()).toHaveLength(1);
});
