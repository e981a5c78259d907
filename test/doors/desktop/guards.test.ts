import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { guardContents } from '../../../main/hosts/electron/hardening/guard-contents.ts';
import { hardenSession } from '../../../main/hosts/electron/hardening/harden-session.ts';

type Ask = (...args: unknown[]) => unknown;

/** A session that keeps what it was told, by the name of the setting. */
function testSession() {
  const told = new Map<string, Ask>();
  const events = new EventEmitter();
  const keep = (name: string) => (value: Ask) => void told.set(name, value);
  const session = Object.assign(events, {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setSpellCheckerEnabled: (isEnabled: boolean) => void told.set('spelling', () => isEnabled),
    webRequest: { onBeforeRequest: keep('web') },
  });
  hardenSession(session as unknown as Session);
  return { told, events, ask: (name: string, ...args: unknown[]) => told.get(name)?.(...args) };
}

/** Sends an event that can be refused; true when it was. */
function wasRefused(events: EventEmitter, name: string, details: object = {}): boolean {
  let refused = false;
  events.emit(name, { ...details, preventDefault: () => (refused = true) }, {}, {});
  return refused;
}

describe('the session of every page', () => {
  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'unknown'])(
    'refuses %s, asked for or looked up',
    (permission) => {
      const { ask } = testSession();
      const answers: unknown[] = [];
      ask('request', {}, permission, (isGranted: boolean) => answers.push(isGranted), {});
      expect(answers).toEqual([false]);
      expect(ask('check', {}, permission, 'app://gatehouse', {})).toBe(false);
    },
  );

  it('gives no device, fetches no dictionary and takes no file in', () => {
    const { ask, events } = testSession();
    expect(ask('device', { deviceType: 'usb', origin: 'app://gatehouse' })).toBe(false);
    expect(ask('spelling')).toBe(false);
    expect(wasRefused(events, 'will-download')).toBe(true);
  });

  it.each([
    ['app://gatehouse/', false],
    ['app://gatehouse/assets/index.js', false],
    ['app://elsewhere/', true],
    ['https://example.com/', true],
    ['http://127.0.0.1:9229/json', true],
    ['ws://localhost/', true],
    ['file:///etc/passwd', true],
    ['devtools://devtools/bundled/inspector.html', true],
  ])('lets %s be requested only when it is ours', (url, cancel) => {
    const { ask } = testSession();
    const answers: unknown[] = [];
    ask('web', { url }, (answer: unknown) => answers.push(answer));
    expect(answers).toEqual([{ cancel }]);
  });
});

/** Contents that are guarded, and what they say to a new window. */
function testContents() {
  const events = new EventEmitter();
  let onWindow: Ask = () => ({ action: 'allow' });
  const contents = Object.assign(events, { setWindowOpenHandler: (handler: Ask) => (onWindow = handler) });
  guardContents(contents as unknown as WebContents);
  return { events, openWindow: (url: string) => onWindow({ url }) };
}

describe('the guards of a page', () => {
  it.each([
    ['app://gatehouse/', false],
    ['app://gatehouse/#job', false],
    ['app://gatehouse/?x', true],
    ['app://gatehouse/assets/index.js', true],
    ['app://gatehouse.example/', true],
    ['https://example.com/', true],
    ['javascript:void 0', true],
    ['about:blank', true],
  ])('let it go to %s only when that is the page itself', (url, refused) => {
    expect(wasRefused(testContents().events, 'will-navigate', { url })).toBe(refused);
  });

  it('refuse redirects and webviews', () => {
    const { events } = testContents();
    expect(wasRefused(events, 'will-redirect', { url: 'app://gatehouse/' })).toBe(true);
    expect(wasRefused(events, 'will-attach-webview')).toBe(true);
  });

  it('refuse to fill frames, and leave the page itself to the other guard', () => {
    const { events } = testContents();
    const url = 'app://gatehouse/';
    expect(wasRefused(events, 'will-frame-navigate', { url, isMainFrame: false })).toBe(true);
    expect(wasRefused(events, 'will-frame-navigate', { url, isMainFrame: true })).toBe(false);
  });

  it.each(['https://example.com/', 'app://gatehouse/', 'about:blank', ''])(
    'open no window for “%s”',
    (url) => {
      expect(testContents().openWindow(url)).toEqual({ action: 'deny' });
    },
  );
});
