import { expect, test } from './sample-app.ts';

test('the page has no way to node or to the ipc', async ({ start }) => {
  const { page } = await start();
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'ipcRenderer', '__doubleSend', '__doubleReceive'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
});

test('the content policy stops inline code, eval, styles and outside requests', async ({ start }) => {
  const { page } = await start();
  const ran = await page.evaluate(async () => {
    const found: string[] = [];
    const script = document.createElement('script');
    script.textContent = 'window.inline = true';
    document.head.append(script);
    if ('inline' in window) found.push('inline script');
    const style = document.createElement('style');
    style.textContent = 'h1 { color: rgb(1, 2, 3) }';
    document.head.append(style);
    const heading = document.querySelector('h1') ?? document.body;
    if (getComputedStyle(heading).color === 'rgb(1, 2, 3)') found.push('inline style');
    // The debugger's own evaluation may use eval whatever the policy says; a timer may not.
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        try {
          Reflect.apply(Reflect.get(window, 'eval'), window, ['0']);
          found.push('eval');
        } catch {}
        resolve();
      });
    });
    await fetch('https://example.com/').then(
      () => found.push('fetch'),
      () => {},
    );
    await fetch('page.css').then(
      () => {},
      () => found.push('own files refused'),
    );
    return found;
  });
  expect(ran).toEqual([]);
});

test('every permission is refused, as the handlers say', async ({ start }) => {
  const { page } = await start();
  const states = await page.evaluate(async () => {
    const query = async (name: string) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return `${name} ${state}`;
    };
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
    return [...(await Promise.all(names.map(query))), await Notification.requestPermission()];
  });
  expect(states).toEqual([
    'geolocation denied',
    'notifications denied',
    'camera denied',
    'microphone denied',
    'clipboard-read denied',
    'midi denied',
    'denied',
  ]);
});

test('without handlers Electron grants what a page asks, and so does the double', async ({ start }) => {
  const { app } = await start();
  const answer = await app.evaluate(async ({ session, BrowserWindow }) => {
    session.defaultSession.setPermissionCheckHandler(null);
    session.defaultSession.setPermissionRequestHandler(null);
    const [window] = BrowserWindow.getAllWindows();
    await window?.loadURL('app://sample/page.html');
    return await window?.webContents.executeJavaScript('Notification.requestPermission()');
  });
  expect(answer).toBe('granted');
});

test('a page of another origin may not ask', async ({ start }) => {
  const { app, page } = await start();
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL('data:text/html,<h1>Elsewhere</h1>'),
  );
  await page.getByRole('heading', { name: 'Elsewhere' }).waitFor();
  const said = await page.evaluate(() => window.sample.ask('echo', 1).catch((error: Error) => error.message));
  expect(said).toBe("Error invoking remote method 'echo': Error: this sender may not ask");
});

test('the app is served by its own handler only', async ({ start }) => {
  const { page, inside } = await start();
  const status = await page.evaluate(async () => (await fetch('main.mjs')).status);
  expect(status).toBe(404);
  const asked = await inside.evaluate(({ trace }) => trace.filter((entry) => entry.what === 'request-out'));
  expect(asked).toEqual([]);
});
