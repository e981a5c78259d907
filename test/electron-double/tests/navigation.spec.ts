import { expect, type Sample, test } from './sample-app.ts';

const address = ({ app }: Sample) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());

/** Counts the will-navigate events from now on. */
async function watchNavigation({ app }: Sample) {
  const count = await app.evaluateHandle(({ BrowserWindow }) => {
    const seen: string[] = [];
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', ({ url }) => seen.push(url));
    return seen;
  });
  return () => count.jsonValue();
}

test('a link away is refused', async ({ start }) => {
  const sample = await start();
  const navigated = await watchNavigation(sample);
  await sample.page.getByText('leave').click();
  await expect.poll(navigated).toEqual(['https://example.com/away']);
  expect(await address(sample)).toBe('app://sample/page.html');
  await expect(sample.page.getByRole('heading', { name: 'Sample' })).toBeVisible();
});

test('links inside the app and reloads by the page are asked about too', async ({ start }) => {
  const sample = await start();
  const navigated = await watchNavigation(sample);
  await sample.page.getByText('inside').click();
  await expect.poll(navigated).toEqual(['app://sample/page.css']);
  await sample.page.evaluate(() => location.reload());
  await expect.poll(navigated).toEqual(['app://sample/page.css', 'app://sample/page.html']);
});

test('main may load and reload, and so may the debugging protocol, without being asked', async ({
  start,
}) => {
  const sample = await start();
  const navigated = await watchNavigation(sample);
  await sample.app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    await window?.loadURL('app://sample/page.html?again');
    const loaded = new Promise<void>((resolve) =>
      window?.webContents.once('did-finish-load', () => resolve()),
    );
    window?.webContents.reload();
    await loaded;
  });
  await sample.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL('app://sample/page.html?again#below'),
  );
  await sample.page.reload();
  expect(await navigated()).toEqual([]);
  expect(await address(sample)).toBe('app://sample/page.html?again#below');
});

test('going to a place in the page is no navigation', async ({ start }) => {
  const sample = await start();
  const navigated = await watchNavigation(sample);
  await sample.page.getByRole('link', { name: 'below' }).click();
  await expect.poll(() => address(sample)).toBe('app://sample/page.html#below');
  expect(await navigated()).toEqual([]);
});

const ways: [string, (sample: Sample) => Promise<unknown>][] = [
  ['a link to a new window', ({ page }) => page.getByText('popup').click()],
  ['a click with the control key', ({ page }) => page.getByText('leave').click({ modifiers: ['Control'] })],
  [
    'window.open',
    ({ page }) => page.evaluate(() => void window.open('https://example.com/opened', 'name', 'width=9')),
  ],
  [
    'window.open without opener',
    ({ page }) => page.evaluate(() => void window.open('about:blank', '_blank', 'noopener')),
  ],
];

for (const [name, act] of ways) {
  test(`${name} opens nothing`, async ({ start }) => {
    const sample = await start();
    await act(sample);
    const asked = () =>
      sample.inside.evaluate(({ trace }) => trace.filter((entry) => entry.what === 'window-asked'));
    await expect.poll(asked).toMatchObject([{ action: 'deny' }]);
    await expect.poll(() => sample.app.windows().length).toBe(1);
    expect(await address(sample)).toBe('app://sample/page.html');
  });
}

test("a load that fails says so in Electron's words", async ({ start }) => {
  const { app } = await start();
  const said = await app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    return await window?.loadURL('https://example.com/').then(
      () => 'loaded',
      (error: Error) => error.message,
    );
  });
  expect(said).toBe("ERR_BLOCKED_BY_CLIENT (-20) loading 'https://example.com/'");
});
