import { BRIDGE_CHANNEL } from '../../../shared/wire/bridge.ts';
import { type Desktop, expect, test } from './launch.ts';

test('the page has neither Node nor a line to main but the bridge', async ({ start }) => {
  const { page } = await start();
  const found = await page.evaluate(() => ({
    names: ['require', 'process', 'module', 'global', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys(window.gatehouse ?? {}).sort(),
  }));
  expect(found).toEqual({ names: [], bridge: ['onMessage', 'platform', 'send'] });
});

test('the bridge cannot be changed by the page', async ({ start }) => {
  const { page } = await start();
  const replaced = await page.evaluate(() => {
    const tries = [
      () => Reflect.set(window, 'gatehouse', null),
      () => Reflect.deleteProperty(window, 'gatehouse'),
      () => Reflect.set(window.gatehouse ?? {}, 'send', () => {}),
    ];
    return tries.filter((attempt) => {
      try {
        return attempt();
      } catch {
        return false;
      }
    }).length;
  });
  expect(replaced).toBe(0);
});

test('a frame inside the page gets no bridge', async ({ start }) => {
  const { page } = await start();
  const inside = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const names = Object.keys(frame.contentWindow ?? {}).filter((name) =>
      /gatehouse|require|process/.test(name),
    );
    frame.remove();
    return names;
  });
  expect(inside).toEqual([]);
});

test('every page is sandboxed before there is any', async ({ start }) => {
  const { app } = await start();
  const asked = await app.evaluate(() => __natives.log.filter(({ what }) => what === 'app.enableSandbox'));
  expect(asked).toHaveLength(1);
});

/** Asks main from whatever the window shows; gives the replies that came back. */
async function knock({ app, page }: Desktop): Promise<readonly string[]> {
  await app.evaluate(({ ipcMain }, channel) => {
    ipcMain.on(channel, async ({ sender }, text) => {
      if (JSON.parse(text).id !== 77) return;
      // The preferences are answered from memory, within these turns.
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      sender.send(channel, 'end');
    });
  }, BRIDGE_CHANNEL);
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const replies: string[] = [];
        window.gatehouse?.onMessage((text) => {
          if (text === 'end') resolve(replies);
          else if (JSON.parse(text).id === 77) replies.push(JSON.parse(text).ok);
        });
        window.gatehouse?.send(
          JSON.stringify({ kind: 'request', id: 77, verb: 'preferences.show', input: {} }),
        );
      }),
  );
}

test('main answers our own page and no other', async ({ start }) => {
  const desktop = await start();
  expect(await knock(desktop)).toEqual([true]);
  await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('about:blank'));
  await desktop.page.waitForURL('about:blank');
  expect(await knock(desktop)).toEqual([]);
});
