import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choice, expect, type Sample, sampleFolder, test } from './sample-app.ts';

/** The throw-away Chromium profiles of a process, by name. */
const profilesOf = (pid: number | undefined) =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`electron-double-${pid}-`));

async function exitOf({ app }: Sample) {
  const child = app.process();
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

test("the window shows when its page is ready, with the page's title and the size asked for", async ({
  start,
}) => {
  const { app } = await start();
  const look = () =>
    app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return [window?.isVisible(), window?.isFocused(), window?.getTitle(), window?.getSize()];
    });
  await expect.poll(look).toEqual([true, true, 'Sample page', [900, 600]]);
});

test('a window grows and shrinks with its page, not below its least size', async ({ start }) => {
  const { app, page } = await start();
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ width: 500, height: 100 }),
  );
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([500, 300]);
});

test('closing to the tray hides the window and keeps the app', async ({ start }) => {
  const { app, page } = await start({ SAMPLE_TRAY: '1' });
  const seen = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.close();
    return [window?.isDestroyed(), window?.isVisible()];
  });
  expect(seen).toEqual([false, false]);
  expect(await page.evaluate(() => window.sample.ask('echo', 'still here'))).toBe('still here');
});

test('closing the last window without a tray ends the app', async ({ start }) => {
  const sample = await start();
  const { pid } = sample.app.process();
  expect(profilesOf(pid)).toHaveLength(1);
  await sample.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expect(await exitOf(sample)).toBe(0);
  expect(profilesOf(pid)).toEqual([]);
});

test("quitting asks in Electron's order, and a window may refuse", async ({ start }) => {
  const { app } = await start();
  const order = await app.evaluate(async ({ app: electronApp, BrowserWindow }) => {
    const seen: string[] = [];
    const [window] = BrowserWindow.getAllWindows();
    for (const event of ['before-quit', 'will-quit', 'window-all-closed']) {
      electronApp.on(event as 'quit', () => seen.push(event));
    }
    window?.once('close', (event) => {
      seen.push('close');
      event.preventDefault();
    });
    electronApp.quit();
    seen.push(`destroyed ${window?.isDestroyed()}`);
    const stay = new Promise<string[]>((resolve) => {
      electronApp.once('will-quit', (event) => {
        event.preventDefault();
        resolve(seen);
      });
    });
    electronApp.quit();
    return await stay;
  });
  expect(order).toEqual(['before-quit', 'close', 'destroyed false', 'before-quit', 'will-quit']);
});

test('being told to end is quitting in good order', async ({ start }) => {
  const sample = await start();
  sample.app.process().kill('SIGTERM');
  expect(await exitOf(sample)).toBe(0);
});

test('using a destroyed window throws, as in Electron', async ({ start }) => {
  const { app } = await start({ SAMPLE_TRAY: '1' });
  const said = await app.evaluate(async ({ app: electronApp, BrowserWindow }) => {
    electronApp.removeAllListeners('window-all-closed');
    electronApp.on('window-all-closed', () => {});
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents;
    window?.destroy();
    const attempts = [() => window?.show(), () => window?.webContents, () => contents?.send('tick', 1)];
    const words = attempts.map((attempt) => {
      try {
        attempt();
        return 'passed';
      } catch (error) {
        return String(error);
      }
    });
    return [window?.isDestroyed(), ...words];
  });
  expect(said).toEqual([true, ...Array(3).fill('TypeError: Object has been destroyed')]);
});

test('a second start tells the first and ends', async ({ start, home }) => {
  const { app } = await start();
  const second = spawn(choice.executable, [sampleFolder], {
    env: { ...process.env, XDG_CONFIG_HOME: home, SAMPLE_ASK: 'job 7' },
    cwd: process.cwd(),
    // One that stays must not outlive the test.
    timeout: 8000,
    killSignal: 'SIGKILL',
  });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  await expect.poll(title).toBe('second from here: {"asked":"job 7"}');
});

test('the lock of a process that died does not keep the next one out', async ({ start, home }) => {
  const first = await start();
  first.app.process().kill('SIGKILL');
  await exitOf(first);
  expect(existsSync(join(home, 'Sample'))).toBe(true);
  const { app } = await start();
  expect(await app.evaluate(({ app: electronApp }) => electronApp.hasSingleInstanceLock())).toBe(true);
});

test('a crashed page is reported, and reloading it brings it back with its preload', async ({ start }) => {
  const { app } = await start();
  const seen = await app.evaluate(async ({ app: electronApp, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const gone = new Promise((resolve) => {
      electronApp.once('render-process-gone', (_event, _contents, details) => resolve(details.reason));
    });
    const back = new Promise<void>((resolve) => window?.webContents.once('did-finish-load', () => resolve()));
    window?.webContents.forcefullyCrashRenderer();
    const reason = await gone;
    await back;
    const answer = await window?.webContents.executeJavaScript("window.sample.ask('echo', 'back')");
    return { reason, answer, isCrashed: window?.webContents.isCrashed() };
  });
  expect(seen).toEqual({ reason: 'crashed', answer: 'back', isCrashed: false });
});

test("the app knows its name, version and folders, none of them the user's own", async ({ start, home }) => {
  const { app } = await start();
  const seen = await app.evaluate(({ app: electronApp }) => ({
    name: electronApp.getName(),
    version: electronApp.getVersion(),
    isPackaged: electronApp.isPackaged,
    userData: electronApp.getPath('userData'),
    electron: typeof process.versions.electron,
    type: process.type,
    dock: electronApp.dock,
  }));
  expect(seen).toEqual({
    name: 'Sample',
    version: '1.2.3',
    isPackaged: false,
    userData: join(home, 'Sample'),
    electron: 'string',
    type: 'browser',
    dock: undefined,
  });
});
