import { expect, test } from '@playwright/test';
import { decode, encode } from '../ipc/codec.mjs';
import { fromWire, originOf, policyToWire, registerSchemes, toWire } from '../policy/schemes.mjs';
import { matchesPattern } from '../policy/web-request.mjs';
import { parseArguments, switchValue } from '../process/argv.mjs';
import { Loads } from '../windows/loads.mjs';
import { Navigations } from '../windows/navigations.mjs';

/** @param {unknown} value */
const copy = (value) => decode(encode(value));

test('the codec keeps circles and shared parts', () => {
  /** @type {Record<string, unknown>} */
  const circle = { list: [1] };
  circle.self = circle;
  circle.same = circle.list;
  const back = /** @type {typeof circle} */ (copy(circle));
  expect(back.self).toBe(back);
  expect(back.same).toBe(back.list);
});

test('the codec keeps hostile keys as plain fields', () => {
  const hostile = JSON.parse('{"__proto__": {"isOwner": true}, "constructor": 1, "$": "date", "v": "0"}');
  const back = /** @type {Record<string, unknown>} */ (copy(hostile));
  expect(Object.keys(back)).toEqual(['__proto__', 'constructor', '$', 'v']);
  expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  expect('isOwner' in back).toBe(false);
});

test('the codec keeps errors, impossible dates, buffers and views', () => {
  const view = new DataView(new Uint8Array([1, 2, 3]).buffer, 1);
  const sent = {
    error: new TypeError('no'),
    never: new Date(Number.NaN),
    buffer: new Uint8Array([9]).buffer,
    view,
  };
  const back = /** @type {typeof sent} */ (copy(sent));
  expect(back.error).toBeInstanceOf(TypeError);
  expect(back.error.message).toBe('no');
  expect(back.never.getTime()).toBeNaN();
  expect([...new Uint8Array(back.buffer)]).toEqual([9]);
  expect([back.view.byteLength, back.view.getUint8(0)]).toEqual([2, 2]);
});

test('the codec refuses what Electron cannot clone, however deep', () => {
  for (const value of [() => 1, Symbol('s'), Promise.resolve(), new WeakMap(), { a: [{ b: () => 1 }] }]) {
    expect(() => encode(value)).toThrow('An object could not be cloned.');
  }
});

test('the codec drops prototypes and what is not enumerable', () => {
  class Job {
    id = 7;
    #secret = 1;
    read() {
      return this.#secret;
    }
  }
  expect(copy(new Job())).toEqual({ id: 7 });
});

test('a registered scheme is carried as https and back', () => {
  expect(toWire('app://bundle/x')).toBe('app://bundle/x');
  registerSchemes([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  for (const url of ['app://bundle/index.html?a=1#top', 'app://bundle/', 'app://other.host/a/b']) {
    expect(toWire(url)).toMatch(/^https:\/\//);
    expect(fromWire(toWire(url))).toBe(url);
  }
  expect(toWire('https://example.com/')).toBe('https://example.com/');
  expect(fromWire('https://example.com/')).toBe('https://example.com/');
  expect([originOf('app://bundle/x'), originOf('data:text/html,x'), originOf('')]).toEqual([
    'app://bundle',
    'null',
    'null',
  ]);
  expect(policyToWire("default-src 'none'; img-src app: 'self'; connect-src app://bundle")).toBe(
    "default-src 'none'; img-src https://*.app.double.test 'self'; connect-src https://bundle.app.double.test",
  );
});

test('schemes the double could not carry truly are refused', () => {
  expect(() => registerSchemes([{ scheme: 'loose', privileges: { secure: true } }])).toThrow(
    'standard and secure',
  );
  const privileges = { standard: true, secure: true, bypassCSP: true };
  expect(() => registerSchemes([{ scheme: 'app2', privileges }])).toThrow('bypassCSP');
});

/** @type {[string, string, boolean][]} */
const patterns = [
  ['<all_urls>', 'app://bundle/x', true],
  ['https://*/*', 'https://example.com/a', true],
  ['https://*/*', 'http://example.com/a', false],
  ['*://*.example.com/*', 'https://sub.example.com/a', true],
  ['*://*.example.com/*', 'https://example.com/a', true],
  ['*://*.example.com/*', 'https://notexample.com/a', false],
  ['app://bundle/*', 'app://bundle/index.html', true],
  ['app://bundle/*', 'app://evil/index.html', false],
  ['https://a.b/c.js', 'https://a.b/cxjs', false],
];

for (const [pattern, url, isMatch] of patterns) {
  test(`${pattern} ${isMatch ? 'matches' : 'does not match'} ${url}`, () => {
    expect(matchesPattern(pattern, url)).toBe(isMatch);
  });
}

test('arguments are read as the electron binary reads them', () => {
  const typed = [
    '-r',
    '/tmp/loader.js',
    '--remote-debugging-port=0',
    '/apps/one',
    '--practice',
    'rest',
    '-r',
  ];
  const { app, requires, switches } = parseArguments(typed, undefined);
  expect({ app, requires, switches }).toEqual({
    app: '/apps/one',
    requires: ['/tmp/loader.js'],
    switches: ['--remote-debugging-port=0', '--practice', '-r'],
  });
  expect(switchValue(switches, 'remote-debugging-port')).toBe('0');
  expect(switchValue(switches, 'practice')).toBe(undefined);
});

test('a packaged binary takes no app from its arguments', () => {
  const { app, switches } = parseArguments(['-r', '/evil.js', '/apps/other', '--x'], '/opt/app.asar');
  expect({ app, switches }).toEqual({ app: '/opt/app.asar', switches: ['-r', '--x'] });
});

test("who began a navigation is remembered once, the page's word first", () => {
  const navigations = new Navigations();
  navigations.expect('https://a/');
  expect(navigations.beganBy('https://a/#top')).toBe('main');
  expect(navigations.beganBy('https://a/')).toBe('protocol');
  navigations.expect('https://a/');
  navigations.ask('https://a/');
  expect(navigations.beganBy('https://a/')).toBe('page');
  navigations.ask('https://a/');
  navigations.expect('https://a/');
  expect(navigations.beganBy('https://a/')).toBe('main');
});

test('a load ends with its own document, not with the one before', async () => {
  const loads = new Loads();
  loads.started('first');
  loads.committed('first');
  const second = loads.begin('https://a/second', new Error('aborted'));
  expect(loads.loaded()).toBe(false);
  loads.committed('first');
  expect(loads.loaded()).toBe(false);
  loads.started('second');
  loads.committed('second');
  expect(loads.loaded()).toBe(true);
  await second;
});

test('a load that is overtaken is refused, and so is one that fails', async () => {
  const loads = new Loads();
  const first = loads.begin('https://a/1', new Error('nobody waits'));
  const second = loads.begin('https://a/2', new Error('overtaken'));
  await expect(first).rejects.toThrow('overtaken');
  loads.fail(new Error('failed'));
  await expect(second).rejects.toThrow('failed');
});

test('a load of another place in the document ends when the page has moved there', async () => {
  const loads = new Loads();
  const moving = loads.begin('https://a/#below', new Error('aborted'));
  expect(loads.moved('https://a/#elsewhere')).toBe(false);
  expect(loads.moved('https://a/#below')).toBe(true);
  expect(loads.moved('https://a/#below')).toBe(false);
  await moving;
});
