import { type Desktop, expect, test } from './launch.ts';

const shown = ({ app }: Desktop) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());

/** What became of the navigations the page begins from now on: address and whether it was refused. */
async function watchNavigation({ app }: Desktop): Promise<() => Promise<unknown>> {
  const seen = await app.evaluateHandle(({ BrowserWindow }) => {
    const asked: { url: string; refused: boolean }[] = [];
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event) =>
      asked.push({ url: event.url, refused: event.defaultPrevented }),
    );
    return asked;
  });
  return () => seen.jsonValue();
}

/** The address of one of the page's own files, as the page knows it. */
const ownFile = ({ page }: Desktop) =>
  page.evaluate(() => document.querySelector('link[rel=stylesheet]')?.getAttribute('href') ?? '');

test('the page cannot leave for another site', async ({ start }) => {
  const desktop = await start();
  const navigated = await watchNavigation(desktop);
  await desktop.page.evaluate(() => location.assign('https://example.com/away'));
  await expect.poll(navigated).toEqual([{ url: 'https://example.com/away', refused: true }]);
  await expect(desktop.page.getByRole('option').first()).toBeVisible();
  expect(await shown(desktop)).toBe('app://gatehouse/');
});

test('the page cannot show another of its files', async ({ start }) => {
  const desktop = await start();
  const file = await ownFile(desktop);
  const navigated = await watchNavigation(desktop);
  await desktop.page.evaluate((address) => location.assign(address), file);
  await expect
    .poll(navigated)
    .toEqual([{ url: `app://gatehouse/${file.replace(/^\.\//, '')}`, refused: true }]);
  expect(await shown(desktop)).toBe('app://gatehouse/');
});

test('the page may load itself again', async ({ start }) => {
  const desktop = await start();
  const navigated = await watchNavigation(desktop);
  await desktop.page.getByRole('option').first().waitFor();
  await desktop.page.evaluate(() => location.reload());
  await expect.poll(navigated).toEqual([{ url: 'app://gatehouse/', refused: false }]);
  await expect(desktop.page.getByRole('option').first()).toBeVisible();
});

const WINDOWS: readonly [string, (desktop: Desktop) => Promise<unknown>][] = [
  [
    'window.open',
    ({ page }) => page.evaluate(() => void window.open('https://example.com/', 'a', 'width=9')),
  ],
  [
    'a window without an opener',
    ({ page }) => page.evaluate(() => void window.open('about:blank', '_blank', 'noopener')),
  ],
  [
    'a link to a new window',
    ({ page }) =>
      page.evaluate(() => {
        const link = document.createElement('a');
        Object.assign(link, { href: 'https://example.com/', target: '_blank', textContent: 'away' });
        document.body.append(link);
        link.click();
      }),
  ],
];

for (const [name, open] of WINDOWS) {
  test(`${name} opens nothing`, async ({ start }) => {
    const desktop = await start();
    const asked = () =>
      desktop.app.evaluate(() =>
        // Electron decides before the page goes on; the double hears of it a moment later.
        typeof __double === 'undefined'
          ? [{ action: 'deny' }]
          : __double.trace.filter(({ what }) => what === 'window-asked'),
      );
    await open(desktop);
    await expect.poll(asked).toMatchObject([{ action: 'deny' }]);
    expect(desktop.app.windows()).toHaveLength(1);
    expect(await shown(desktop)).toBe('app://gatehouse/');
  });
}

test('redirects, frames and webviews are refused', async ({ start }) => {
  const { app } = await start();
  const refused = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const refusals: string[] = [];
    for (const name of ['will-redirect', 'will-attach-webview', 'will-frame-navigate']) {
      const event = {
        url: 'app://gatehouse/',
        isMainFrame: false,
        preventDefault: () => refusals.push(name),
      };
      Reflect.apply(contents?.emit ?? (() => {}), contents, [name, event, {}, {}]);
    }
    return refusals;
  });
  expect(refused).toEqual(['will-redirect', 'will-attach-webview', 'will-frame-navigate']);
});
