import { expect, test } from './launch.ts';

test('the page runs no code and takes no style but its own files', async ({ start }) => {
  const { page } = await start();
  const ran = await page.evaluate(async () => {
    const found: string[] = [];
    const add = (tag: string, text: string) => {
      const element = document.createElement(tag);
      // Text, not textContent: a script's own text is refused one step earlier.
      element.append(text);
      document.head.append(element);
    };
    add('script', 'window.inlineRan = true');
    if ('inlineRan' in window) found.push('inline script');
    add('style', 'body { outline: 7px solid red }');
    if (getComputedStyle(document.body).outlineWidth === '7px') found.push('inline style');
    try {
      document.body.setAttribute('onclick', 'window.handlerRan = true');
      document.body.click();
    } catch {}
    if ('handlerRan' in window) found.push('inline handler');
    try {
      document.createElement('p').innerHTML = '<b>text</b>';
      found.push('text as HTML');
    } catch {}
    await import(/* @vite-ignore */ `data:text/javascript,${0}`).then(
      () => found.push('code from an address'),
      () => {},
    );
    // What the debugger evaluates may make code from text whatever the policy says; a timer may not.
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        try {
          Reflect.apply(Reflect.get(window, 'eval'), window, ['0']);
          found.push('eval');
        } catch {}
        resolve();
      });
    });
    return found;
  });
  expect(ran).toEqual([]);
});

test('the page reaches nothing, not even its own files, and nothing outside', async ({ start }) => {
  const { app, page } = await start();
  const reached = await page.evaluate(async () => {
    const found: string[] = [];
    const tryFetch = (address: string) =>
      fetch(address).then(
        () => found.push(`fetch ${address}`),
        () => {},
      );
    const tryPicture = (address: string) =>
      new Promise<void>((resolve) => {
        const picture = new Image();
        picture.onload = () => {
          found.push(`picture ${address}`);
          resolve();
        };
        picture.onerror = () => resolve();
        picture.src = address;
      });
    await tryFetch('/index.html');
    await tryFetch('https://example.com/');
    await tryPicture('https://example.com/pixel.png');
    await tryPicture('data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=');
    await new Promise<void>((resolve) => {
      try {
        const socket = new WebSocket('wss://example.com/');
        socket.onopen = () => found.push('socket');
        socket.onerror = () => resolve();
      } catch {
        resolve();
      }
    });
    return found;
  });
  expect(reached).toEqual([]);
  const away = await app.evaluate(() =>
    typeof __double === 'undefined' ? [] : __double.trace.filter(({ what }) => what === 'request-out'),
  );
  expect(away).toEqual([]);
});

test('the page itself keeps every rule of its policy', async ({ start }) => {
  const { page } = await start();
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  await page.reload();
  await page.getByRole('option').first().click();
  await expect(page.getByRole('tab', { name: 'run.sh' })).toBeVisible();
  await page.getByRole('tab', { name: 'Files' }).click();
  expect(said).toEqual([]);
});

test('every permission is refused', async ({ start }) => {
  const { page } = await start();
  const states = await page.evaluate(async () => {
    const query = async (name: string) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return `${name} ${state}`;
    };
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'clipboard-write',
      'midi',
      'persistent-storage',
    ];
    return [...(await Promise.all(names.map(query))), await Notification.requestPermission()];
  });
  expect(states).toEqual([
    'geolocation denied',
    'notifications denied',
    'camera denied',
    'microphone denied',
    'clipboard-read denied',
    'clipboard-write denied',
    'midi denied',
    'persistent-storage denied',
    'denied',
  ]);
});

const OUTSIDE = ['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/hostname', 'app://elsewhere/'];

for (const address of OUTSIDE) {
  test(`not even main can show ${address} in the window`, async ({ start }) => {
    const { app } = await start();
    const said = await app.evaluate(
      ({ BrowserWindow }, url) =>
        BrowserWindow.getAllWindows()[0]
          ?.loadURL(url)
          .then(
            () => 'loaded',
            (error: Error) => error.message,
          ),
      address,
    );
    expect(said).toContain('ERR_BLOCKED_BY_CLIENT');
  });
}

test('no name is looked up, and no file is taken in', async ({ start }) => {
  const { app } = await start();
  const seen = await app.evaluate(({ app, session }) => {
    let wasRefused = false;
    session.defaultSession.emit('will-download', { preventDefault: () => (wasRefused = true) }, {}, {});
    return {
      rules: app.commandLine.getSwitchValue('host-resolver-rules'),
      spelling: session.defaultSession.isSpellCheckerEnabled(),
      wasRefused,
    };
  });
  expect(seen).toEqual({ rules: 'MAP * ~NOTFOUND', spelling: false, wasRefused: true });
});
