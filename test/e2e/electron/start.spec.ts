import { expect, test } from './launch.ts';

test('the window opens on the practice datasite and shows its jobs', async ({ start }) => {
  const { app, page } = await start();
  await expect(page.getByRole('option', { name: /Readmission/ }).first()).toBeVisible();
  const window = await app.browserWindow(page);
  expect(await window.evaluate((shown) => shown.isVisible())).toBe(true);
});
