import { expect, test } from './sample-app.ts';

test('the tray, its words and its menu are seen, and its lines can be clicked', async ({ start }) => {
  const { app, natives } = await start();
  const seen = await app.evaluate(({ BrowserWindow }, { trays }) => {
    const [entry] = trays;
    const window = BrowserWindow.getAllWindows()[0];
    window?.hide();
    const wasHidden = window?.isVisible() === false;
    entry?.menu.items[0]?.click();
    const labels = entry?.menu.items.map((item) => (item.type === 'separator' ? '-' : item.label));
    return { toolTip: entry?.toolTip, labels, wasHidden, isShown: window?.isVisible() };
  }, natives);
  expect(seen).toEqual({
    toolTip: 'Sample · 3 waiting',
    labels: ['Open', '-', 'Quit'],
    wasHidden: true,
    isShown: true,
  });
});

test('a click on the tray, and a disabled line', async ({ start }) => {
  const { app, natives } = await start();
  const seen = await app.evaluate(({ BrowserWindow, MenuItem }, { trays }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.hide();
    trays[0]?.tray.emit('click');
    let refusal = '';
    try {
      new MenuItem({ label: 'Off', enabled: false }).click();
    } catch (error) {
      refusal = String(error);
    }
    return { isShown: window?.isVisible(), refusal };
  }, natives);
  expect(seen.isShown).toBe(true);
  expect(seen.refusal).toContain("'Off' is disabled");
});

test('the application menu has the roles by which text can be copied', async ({ start }) => {
  const { app, natives } = await start();
  const seen = await app.evaluate(({ Menu }, { log }) => {
    const lines = Menu.getApplicationMenu()?.items.map(({ label, submenu }) => [
      label,
      submenu?.items.map((item) => item.role ?? item.type),
    ]);
    return { lines, logged: log.filter((entry) => entry.what === 'Menu.setApplicationMenu') };
  }, natives);
  expect(seen.lines).toEqual([
    ['File', ['quit']],
    ['Edit', ['undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'delete', 'separator', 'selectall']],
  ]);
  expect(seen.logged).toEqual([{ what: 'Menu.setApplicationMenu', labels: ['File', 'Edit'] }]);
});

test('a check line turns over and radio lines exclude each other', async ({ start }) => {
  const { app } = await start();
  const seen = await app.evaluate(({ Menu }) => {
    const menu = Menu.buildFromTemplate([
      { id: 'pause', label: 'Pause', type: 'checkbox' },
      { id: 'light', label: 'Light', type: 'radio', checked: true },
      { id: 'dark', label: 'Dark', type: 'radio' },
    ]);
    menu.getMenuItemById('pause')?.click();
    menu.getMenuItemById('dark')?.click();
    return menu.items.map((item) => item.checked);
  });
  expect(seen).toEqual([true, false, true]);
});

test('a notification is seen, and clicking it reaches the app', async ({ start }) => {
  const { app, page, natives } = await start();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await page.evaluate(() => window.sample.ask('notify', 'Job 1'));
  const seen = await app.evaluate(({ BrowserWindow }, { notifications, log }) => {
    notifications[0]?.emit('click');
    const shown = log.filter((entry) => entry.what === 'Notification.show');
    return { shown, isVisible: BrowserWindow.getAllWindows()[0]?.isVisible() };
  }, natives);
  expect(seen).toEqual({
    shown: [{ what: 'Notification.show', title: 'Job 1', body: 'body', silent: false }],
    isVisible: true,
  });
});

test('a dialog answers what the test scripted, then what Escape would', async ({ start }) => {
  const { page, natives } = await start();
  await natives.evaluate(({ answers }) => {
    answers.showMessageBox.push({ response: 0, checkboxChecked: false });
  });
  const ask = (message: string) => page.evaluate((words) => window.sample.ask('ask', words), message);
  expect([await ask('First?'), await ask('Second?')]).toEqual([0, 1]);
  const asked = await natives.evaluate(({ log }) =>
    log.filter((entry) => entry.what === 'dialog.showMessageBox').map((entry) => entry.options),
  );
  expect(asked).toMatchObject([{ message: 'First?' }, { message: 'Second?' }]);
});

test('nothing is opened outside, only noted', async ({ start }) => {
  const { page, natives } = await start();
  await page.evaluate(() => window.sample.ask('open', 'https://example.com/docs'));
  const opened = await natives.evaluate(({ log }) => log.filter((entry) => entry.what.startsWith('shell.')));
  expect(opened).toEqual([{ what: 'shell.openExternal', url: 'https://example.com/docs' }]);
});

test("the page follows the theme, chosen or the system's", async ({ start }) => {
  const { app, page, inside } = await start();
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(background).toBe('rgb(255, 255, 255)');
  await inside.evaluate((double) => double.setSystemDark(true));
  await expect.poll(background).toBe('rgb(0, 0, 0)');
  await expect(page.getByTestId('theme')).toHaveText('dark');
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'light';
  });
  await expect.poll(background).toBe('rgb(255, 255, 255)');
  await expect(page.getByTestId('theme')).toHaveText('light');
});

test('waking from sleep reaches the app when a test says so', async ({ start }) => {
  const { app, page } = await start();
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect(page.getByTestId('ticks')).toHaveText('-1');
});

test("the clipboard is the double's own", async ({ start }) => {
  const { app } = await start();
  const read = await app.evaluate(async ({ clipboard }) => {
    await clipboard.writeText('digest');
    return await clipboard.readText();
  });
  expect(read).toBe('digest');
});
