import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bashJob, makeBox, OWNER } from '../box.ts';
import { ask } from './ask.ts';
import { type Desktop, expect, test } from './launch.ts';

const windowOf = ({ app, page }: Desktop) => app.browserWindow(page);

test('the first window has the size of the design, and a smallest one', async ({ start }) => {
  const window = await windowOf(await start());
  expect(
    await window.evaluate((shown) => [shown.getSize(), shown.getMinimumSize(), shown.getTitle()]),
  ).toEqual([[1360, 860], [900, 600], 'Gatehouse']);
});

test('the window comes back where it was', async ({ start, home }) => {
  const bounds = { x: 40, y: 50, width: 1000, height: 700 };
  const first = await start();
  await (await windowOf(first)).evaluate((shown, wanted) => shown.setBounds(wanted), bounds);
  expect(await first.quit()).toBe(0);
  const second = await windowOf(await start());
  expect(await second.evaluate((shown) => shown.getBounds())).toEqual(bounds);
  expect(await second.evaluate((shown) => shown.isMaximized())).toBe(false);
  const file = join(home, '.config', 'gatehouse', 'window.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...bounds, maximized: false });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a window that filled the screen does so again', async ({ start }) => {
  const first = await start();
  await (await windowOf(first)).evaluate((shown) => shown.maximize());
  await first.quit();
  const second = await windowOf(await start());
  await expect.poll(() => second.evaluate((shown) => shown.isMaximized())).toBe(true);
});

test('the chosen theme holds for the system parts of the window, now and at the next start', async ({
  start,
}) => {
  const first = await start();
  const themeOf = ({ app }: Desktop) => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
  expect(await themeOf(first)).toBe('system');
  await ask(first.page, 'preferences.change', { theme: 'dark' });
  await expect.poll(() => themeOf(first)).toBe('dark');
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await first.quit();
  expect(await themeOf(await start())).toBe('dark');
});

test('closing the window ends the program in good order', async ({ start }) => {
  const box = await makeBox();
  await box.submit('waiting', bashJob());
  const desktop = await start(['--box', box.folder, '--owner', OWNER]);
  await expect(desktop.page.getByRole('option', { name: /waiting/ })).toBeVisible();
  const ours = join(box.folder, OWNER, 'app_data', 'gatehouse');
  expect(await readdir(ours)).toContain('lock');
  const child = desktop.app.process();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await (await windowOf(desktop)).evaluate((shown) => shown.close());
  expect(await ended).toBe(0);
  expect(await readdir(ours)).not.toContain('lock');
  await box.remove();
});

test('after sleep the whole disk is looked at again', async ({ start }) => {
  const { app, page } = await start();
  await expect(page.getByRole('option').first()).toBeVisible();
  const lastSweep = async () => Reflect.get(Object((await ask(page, 'health.show')).value), 'lastSweep');
  const before = await lastSweep();
  expect(typeof before).toBe('string');
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect.poll(lastSweep).not.toBe(before);
});

test('screens that are lost come back by themselves', async ({ start }) => {
  const { app, page } = await start();
  await expect(page.getByRole('option').first()).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const lost = new Promise((resolve) => contents?.once('render-process-gone', resolve));
    contents?.forcefullyCrashRenderer();
    return lost.then(() => undefined);
  });
  const rows = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript('document.querySelectorAll("[role=option]").length')
        .catch(() => 0),
    );
  await expect.poll(rows).toBeGreaterThan(0);
});

test('the menu holds the standard entries', async ({ start }) => {
  const { app } = await start();
  const labels = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
  expect(labels).toEqual(
    process.platform === 'darwin'
      ? ['Gatehouse', 'Edit', 'View', 'Window']
      : ['File', 'Edit', 'View', 'Window', 'Help'],
  );
});
