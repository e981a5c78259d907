import type { IpcMain, IpcRenderer, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { createBridge, type PageLine } from '../../main/hosts/electron/bridge.ts';
import {
  attachIpcDoor,
  type IpcLine,
  type Screen,
  trustScreens,
} from '../../main/hosts/electron/ipc-door.ts';
import { createBridgeLink } from '../../renderer/link/link.ts';
import { done } from '../../shared/terms/problem.ts';
import { deferred } from '../build/deferred.ts';
import { allDelivered, type TestFrame, testIpc } from '../build/ipc.ts';
import { memoryApp } from '../build/memory-app.ts';
import { healthViewOf, jobDetailView } from '../build/views.ts';
import { PAGE_ORIGIN } from './open-ipc-door.ts';

const ask = JSON.stringify({ kind: 'request', id: 1, verb: 'health.show', input: {} });

function setUp(app = memoryApp()) {
  const ipc = testIpc(PAGE_ORIGIN);
  const detach = attachIpcDoor({
    ipcMain: ipc.ipcMain,
    app,
    screens: ipc.screens,
    isTrusted: trustScreens(ipc.screens, PAGE_ORIGIN),
    onBug: app.onBug,
  });
  return { app, ipc, detach };
}

describe('sender of every call checked', () => {
  it.each<[string, Partial<TestFrame>]>([
    ['another site', { url: 'https://example.org/index.html' }],
    ['another host of our scheme', { url: 'app://elsewhere/index.html' }],
    ['a host that begins like ours', { url: 'app://gatehouse.evil.example/index.html' }],
    ['a user name like our host', { url: 'app://gatehouse@evil.example/' }],
    ['a file', { url: 'file:///index.html' }],
    ['a page of data', { url: 'data:text/html,app://gatehouse' }],
    ['a page of nothing', { url: 'about:blank' }],
    ['no address', { url: '' }],
    ['a frame inside our page', { parent: {} }],
  ])('drops a message from %s', async (_what, frame) => {
    const { app, ipc } = setUp();
    const stranger = createBridge(ipc.open(frame).ipcRenderer, 'linux');
    const heard: string[] = [];
    stranger.onMessage((text) => heard.push(text));
    stranger.send(ask);
    const { client } = createBridgeLink(createBridge(ipc.open().ipcRenderer, 'linux'));
    await client.call('health.show', {});
    expect(app.asked).toHaveLength(1);
    expect(app.bugs).toMatchObject([{ verb: 'ipc' }]);
    expect(heard).toEqual([]);
  });

  it('drops a message from a window that is not one of ours any more, or whose frame is gone', () => {
    const ipc = testIpc(PAGE_ORIGIN);
    const isTrusted = trustScreens(ipc.screens, PAGE_ORIGIN);
    const window = ipc.open();
    const senderFrame = { url: `${PAGE_ORIGIN}/index.html`, parent: null };
    expect(isTrusted({ sender: window.screen, senderFrame })).toBe(true);
    expect(isTrusted({ sender: window.screen, senderFrame: null })).toBe(false);
    window.close();
    expect(isTrusted({ sender: window.screen, senderFrame })).toBe(false);
  });

  it.each([
    ['an object', { kind: 'request' }],
    ['a number', 1],
    ['nothing', undefined],
    ['a text of more than 128 kB', 'ä'.repeat(65_537)],
  ])('drops %s, which is no message', async (_what, message) => {
    const { app, ipc } = setUp();
    const line = ipc.open().ipcRenderer;
    line.send('gatehouse', message as string);
    const { client } = createBridgeLink(createBridge(line, 'linux'));
    await client.call('health.show', {});
    expect(app.asked).toHaveLength(1);
    expect(app.bugs).toMatchObject([{ verb: 'ipc' }]);
  });
});

describe('the bridge in the page', () => {
  it('is three frozen things, and nothing of Electron comes through them', async () => {
    const { ipc } = setUp();
    const bridge = createBridge(ipc.open().ipcRenderer, 'linux');
    expect(Object.keys(bridge).sort()).toEqual(['onMessage', 'platform', 'send']);
    expect(Object.isFrozen(bridge)).toBe(true);
    const got = await new Promise<unknown[]>((resolve) => {
      bridge.onMessage((...given) => resolve(given));
      expect(bridge.send(ask)).toBeUndefined();
    });
    expect(got).toHaveLength(1);
    expect(typeof got[0]).toBe('string');
  });

  it('stops listening when told, and gives nothing back for it', () => {
    const listeners: unknown[] = [];
    const line: PageLine = {
      send: () => {},
      on: (_channel, listener) => listeners.push(listener),
      off: (_channel, listener) => listeners.splice(listeners.indexOf(listener), 1),
    };
    const stop = createBridge(line, 'linux').onMessage(() => {});
    expect(listeners).toHaveLength(1);
    expect(stop()).toBeUndefined();
    expect(listeners).toEqual([]);
  });

  it('sends text whatever it is given', () => {
    const sent: unknown[] = [];
    const line: PageLine = { send: (...given) => sent.push(given), on: () => {}, off: () => {} };
    createBridge(line, 'linux').send({ toString: () => 'text' } as never);
    expect(sent).toEqual([['gatehouse', 'text']]);
  });
});

describe('a window that is loaded anew', () => {
  it('is not given the answer that the page before it waited for', async () => {
    const started = deferred<void>();
    const goOn = deferred<void>();
    const { ipc } = setUp(
      memoryApp({
        'jobs.show': async ({ id }) => {
          if (id.endsWith('old')) {
            started.resolve();
            await goOn.promise;
          }
          return done(jobDetailView({ id }));
        },
      }),
    );
    const bridge = createBridge(ipc.open().ipcRenderer, 'linux');
    const before = createBridgeLink(bridge);
    void before.client.call('jobs.show', { id: 'a/b/old' });
    await started.promise;
    const after = createBridgeLink(bridge);
    const shown = after.client.call('jobs.show', { id: 'a/b/new' });
    goOn.resolve();
    expect(await shown).toMatchObject({ ok: true, value: { id: 'a/b/new' } });
  });
});

describe('a closed door', () => {
  it('hears nothing and says nothing', async () => {
    const { app, ipc, detach } = setUp();
    const line = ipc.open().ipcRenderer;
    const heard: unknown[] = [];
    line.on('gatehouse', (...given) => heard.push(given));
    detach();
    line.send('gatehouse', ask);
    app.push({ name: 'health.changed', payload: healthViewOf() });
    await allDelivered();
    expect(app.asked).toEqual([]);
    expect(heard).toEqual([]);
    expect(app.listening()).toBe(0);
  });

  it('reports a window that cannot be told, and goes on', async () => {
    const { app, ipc } = setUp();
    const window = ipc.open();
    const broken: Screen = { ...window.screen, isDestroyed: () => false };
    window.close();
    const told = deferred<void>();
    const reports: unknown[] = [];
    const line: IpcLine = {
      on: (_channel, listener) => queueMicrotask(() => listener(event, ask)),
      off: () => {},
    };
    const event = { sender: broken, senderFrame: null };
    attachIpcDoor({
      ipcMain: line,
      app,
      screens: () => [],
      isTrusted: () => true,
      onBug: (verb, error) => {
        reports.push([verb, error]);
        told.resolve();
      },
    });
    await told.promise;
    expect(reports).toMatchObject([['ipc', { message: 'Object has been destroyed' }]]);
  });
});

describe('what the door asks of Electron', () => {
  it('is what Electron has', () => {
    const fits = {
      main: (line: IpcMain): IpcLine => line,
      page: (line: IpcRenderer): PageLine => line,
      screen: (contents: WebContents): Screen => contents,
    };
    expect(Object.keys(fits)).toHaveLength(3);
  });
});
