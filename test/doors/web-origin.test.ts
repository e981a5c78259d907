import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebHost } from '../../main/hosts/web/web-host.ts';
import { ask, askRaw, type Got, knock, post } from '../build/http.ts';
import { type MemoryApp, memoryApp } from '../build/memory-app.ts';
import { startTestHost } from './open-web-door.ts';
import { type Signed, signIn } from './web-signed-in.ts';

let app: MemoryApp;
let host: WebHost;
let signed: Signed;
let port: string;

beforeAll(async () => {
  app = memoryApp();
  host = await startTestHost(app);
  signed = await signIn(host);
  port = new URL(host.origin).port;
});
afterAll(() => host.stop());

const FOREIGN_HOSTS = [
  'evil.example:PORT',
  'evil.example',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.0.0.1.evil.example:PORT',
  'localhost.evil.example:PORT',
  'user@127.0.0.1:PORT',
  '127.0.0.1:PORT@evil.example',
  '127.0.0.1:PORT.',
  '2130706433:PORT',
  '127.1:PORT',
  '[::1]:PORT',
  '0.0.0.0:PORT',
  '',
];

describe('Host checked on every request and on the socket upgrade', () => {
  it.each(['127.0.0.1:PORT', 'localhost:PORT', 'LOCALHOST:PORT'])('knows itself as %s', async (name) => {
    const got = await ask(host.origin, { path: '/session', headers: { host: withPort(name) } });
    expect(got.status).toBe(200);
  });

  it.each(FOREIGN_HOSTS)('answers nothing for another host: %o (rebinding)', async (name) => {
    const headers = { host: withPort(name), cookie: signed.cookie };
    for (const path of ['/', '/session', '/index.html', '/nowhere', '/%', '/api/call/jobs.snapshot']) {
      const got = await ask(host.origin, { path, headers });
      expect([path, got.status]).toEqual([path, 403]);
      expect(JSON.parse(got.text).problem.code).toBe('not-allowed');
      expect(got.text).not.toContain(signed.secret);
    }
    expect(await knock(host.origin, '/live', { ...headers, origin: `http://${headers.host}` })).toBe(403);
  });

  it('refuses a request that names two hosts', async () => {
    const said = await askRaw(
      host.origin,
      `GET /session HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 40[03] /);
  });

  it('refuses a request that names no host', async () => {
    const old = await askRaw(host.origin, 'GET /session HTTP/1.0\r\n\r\n');
    expect(old).toMatch(/^HTTP\/1\.1 403 /);
    const modern = await askRaw(host.origin, 'GET /session HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(modern).toMatch(/^HTTP\/1\.1 40[03] /);
  });

  it('does not let a whole address in the request line stand for the host', async () => {
    const said = await askRaw(
      host.origin,
      `GET http://127.0.0.1:${port}/session HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('Origin checked on every request and on the socket upgrade', () => {
  const foreign = () => [
    'http://evil.example',
    'null',
    'https://127.0.0.1',
    `https://127.0.0.1:${port}`,
    `http://localhost:${port}`,
    'http://127.0.0.1:1',
    `http://127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}.evil.example`,
    '',
  ];

  it('refuses every other origin, whatever it asks for', async () => {
    for (const origin of foreign()) {
      const headers = { origin, cookie: signed.cookie, 'content-type': 'application/json' };
      for (const asked of [
        { path: '/' },
        { path: '/session' },
        { path: '/nowhere' },
        { method: 'POST', path: '/session', body: '{}' },
        { method: 'POST', path: '/api/call/jobs.snapshot', body: '{}' },
        { method: 'OPTIONS', path: '/session' },
      ]) {
        const got = await ask(host.origin, { ...asked, headers });
        expect([origin, asked.path, got.status]).toEqual([origin, asked.path, 403]);
      }
      expect(await knock(host.origin, '/live', headers)).toBe(403);
    }
    expect(app.asked).toEqual([]);
  });

  it('refuses a socket and a POST that name no origin', async () => {
    expect(await knock(host.origin, '/live', { cookie: signed.cookie })).toBe(403);
    const got = await ask(host.origin, {
      method: 'POST',
      path: '/session',
      headers: { cookie: signed.cookie, 'content-type': 'application/json' },
      body: '{"launch":"x"}',
    });
    expect(got.status).toBe(403);
  });

  it('lets nothing of ours become part of another site, but lets a link lead to the page', async () => {
    const from = (site: string, mode: string) => ({ 'sec-fetch-site': site, 'sec-fetch-mode': mode });
    for (const site of ['cross-site', 'same-site']) {
      for (const path of ['/session', '/assets/index-Ab3_-9Zq.js', '/icon.svg']) {
        const got = await ask(host.origin, { path, headers: from(site, 'no-cors') });
        expect([site, path, got.status]).toEqual([site, path, 403]);
      }
      expect((await ask(host.origin, { path: '/', headers: from(site, 'navigate') })).status).toBe(200);
      const post = await ask(host.origin, {
        method: 'POST',
        path: '/session',
        headers: from(site, 'navigate'),
      });
      expect(post.status).toBe(403);
    }
    expect((await ask(host.origin, { path: '/session', headers: from('same-origin', 'cors') })).status).toBe(
      200,
    );
    expect((await ask(host.origin, { path: '/', headers: from('none', 'navigate') })).status).toBe(200);
  });

  it('opens the socket for our own page, signed in, and for nobody else', async () => {
    const origin = host.origin;
    expect(await knock(origin, '/live', { origin, cookie: signed.cookie })).toBe(101);
    expect(await knock(origin, '/live', { origin })).toBe(401);
    expect(await knock(origin, '/live', { origin, cookie: `${signed.cookie}x` })).toBe(401);
    expect(await knock(origin, '/live', { origin, cookie: signed.cookie.slice(0, -1) })).toBe(401);
    expect(await knock(origin, '/session', { origin, cookie: signed.cookie })).toBe(404);
    expect(await knock(origin, '/live?secret=1', { origin, cookie: signed.cookie })).toBe(404);
  });
});

describe('no cross-origin headers', () => {
  it('sends none on any answer, asked for them or not', async () => {
    const wish = {
      origin: host.origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,authorization',
    };
    const answers: Got[] = [
      await ask(host.origin, { path: '/', headers: wish }),
      await ask(host.origin, { path: '/session', headers: wish }),
      await ask(host.origin, { path: '/nowhere', headers: wish }),
      await ask(host.origin, { method: 'OPTIONS', path: '/session', headers: wish }),
      await ask(host.origin, { method: 'OPTIONS', path: '/api/call/jobs.approve', headers: wish }),
      await ask(host.origin, { method: 'OPTIONS', path: '*', headers: wish }),
      await ask(host.origin, { path: '/', headers: { origin: 'http://evil.example' } }),
      await post(host.origin, '/api/call/jobs.snapshot', {}),
    ];
    for (const { headers } of answers) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    }
    expect(answers.slice(3, 6).every(({ status }) => status >= 400)).toBe(true);
  });
});

describe('127.0.0.1 unless told otherwise', () => {
  it('says so in its address and listens nowhere else', async () => {
    expect(new URL(host.origin).hostname).toBe('127.0.0.1');
    // Another loopback address is another address; only a server on all addresses would answer here.
    const other = await ask(host.origin.replace('127.0.0.1', '127.0.0.2'), { path: '/session' }).catch(
      (error: unknown) => error,
    );
    expect(other).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('listens on all addresses when told, and still knows its names', async () => {
    const open = await startTestHost(memoryApp(), { host: '0.0.0.0' });
    const own = new URL(open.origin);
    expect(own.hostname).toBe('127.0.0.1');
    expect((await ask(open.origin, { path: '/session' })).status).toBe(200);
    const rebound = { host: `evil.example:${own.port}` };
    expect((await ask(open.origin, { path: '/session', headers: rebound })).status).toBe(403);
    await open.stop();
  });
});

function withPort(name: string): string {
  return name.replace('PORT', port);
}
