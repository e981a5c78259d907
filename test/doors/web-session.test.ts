import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebHost } from '../../main/hosts/web/web-host.ts';
import { contract } from '../../shared/contract/index.ts';
import { ask, knock, post } from '../build/http.ts';
import { type MemoryApp, memoryApp } from '../build/memory-app.ts';
import { digestView } from '../build/views.ts';
import { startTestHost } from './open-web-door.ts';
import { launchIn, openSocket, signIn } from './web-signed-in.ts';

const approve = {
  kind: 'request',
  id: 1,
  verb: 'jobs.approve',
  input: { id: 'a@x/b@y/job', digest: digestView(), reason: null, acknowledged: [] },
};

let app: MemoryApp;
let host: WebHost;

beforeEach(async () => {
  app = memoryApp();
  host = await startTestHost(app);
});
afterEach(() => host.stop());

describe('one-time launch token traded for an HttpOnly SameSite=Strict cookie', () => {
  it('carries 32 random bytes in the fragment, which browsers never send', () => {
    const url = new URL(host.launchUrl);
    expect(url.origin).toBe(host.origin);
    expect(url.pathname + url.search).toBe('/');
    expect(Buffer.from(launchIn(host.launchUrl), 'base64url')).toHaveLength(32);
    expect(launchIn(host.newLaunchUrl())).not.toBe(launchIn(host.launchUrl));
  });

  it('gives a cookie that no script can read and no other site can use, with the port in its name', async () => {
    const got = await post(host.origin, '/session', { launch: launchIn(host.launchUrl) });
    expect(got.status).toBe(200);
    const [cookie, ...flags] = String(got.headers['set-cookie']).split('; ');
    const [name, value = ''] = cookie?.split('=') ?? [];
    expect(name).toBe(`gatehouse_${new URL(host.origin).port}`);
    expect(Buffer.from(value, 'base64url')).toHaveLength(32);
    expect(flags.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
    expect(got.text).not.toContain(value);
    expect(got.headers['cache-control']).toBe('no-store');
  });

  it('works once: the second time it says so, in words for the sign-in page', async () => {
    const launch = launchIn(host.launchUrl);
    expect((await post(host.origin, '/session', { launch })).status).toBe(200);
    const again = await post(host.origin, '/session', { launch });
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(JSON.parse(again.text)).toMatchObject({ ok: false, problem: { code: 'not-signed-in' } });
    expect(JSON.parse(again.text).problem.what).toContain('used already');
  });

  it('works once also when it is used twice in the same moment', async () => {
    const launch = launchIn(host.launchUrl);
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(host.origin, '/session', { launch })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it.each([
    ['a guess', (launch: string) => `${launch.slice(0, -1)}${launch.endsWith('A') ? 'B' : 'A'}`],
    ['a beginning', (launch: string) => launch.slice(0, 20)],
    ['more than it', (launch: string) => `${launch}A`],
    ['its capitals', (launch: string) => launch.toUpperCase()],
  ])('refuses %s, and the true one still works after it', async (_what, wrong) => {
    const launch = launchIn(host.launchUrl);
    const got = await post(host.origin, '/session', { launch: wrong(launch) });
    expect(got.status).toBe(401);
    expect(JSON.parse(got.text).problem.what).toContain('not one of this Gatehouse');
    expect((await post(host.origin, '/session', { launch })).status).toBe(200);
  });

  it.each([{}, { launch: '' }, { launch: 5 }, { launch: ['x'] }, [], null, { launch: 'x', as: 'admin' }])(
    'refuses %o, which is no token at all',
    async (body) => {
      expect((await post(host.origin, '/session', body)).status).toBe(400);
    },
  );

  it('keeps the last eight links and forgets older ones', async () => {
    const links = Array.from({ length: 9 }, () => launchIn(host.newLaunchUrl()));
    const first = await post(host.origin, '/session', { launch: links[0] });
    const second = await post(host.origin, '/session', { launch: links[1] });
    expect([first.status, second.status]).toEqual([401, 200]);
  });

  it('keeps sixteen sessions; the oldest then ends, and its pages are sent away', async () => {
    const oldest = await signIn(host);
    const page = await openSocket(host, oldest);
    const later = [];
    for (let count = 0; count < 16; count += 1) later.push(await signIn(host));
    expect(await page.closed()).toBe(4403);
    const asOldest = await ask(host.origin, { path: '/session', headers: { cookie: oldest.cookie } });
    expect(JSON.parse(asOldest.text)).toEqual({ signedIn: false });
    const asLater = await ask(host.origin, { path: '/session', headers: { cookie: later[0]?.cookie ?? '' } });
    expect(JSON.parse(asLater.text)).toMatchObject({ signedIn: true });
  });

  it('does nothing more for a page it sent away, though the page has not heard of that yet', async () => {
    const oldest = await signIn(host);
    const page = await openSocket(host, oldest);
    page.send({ kind: 'hello', secret: oldest.secret });
    page.send({ ...approve, id: 1 });
    await page.next();
    page.socket.pause();
    for (let count = 0; count < 16; count += 1) await signIn(host);
    page.send({ ...approve, id: 2 });
    const other = await openSocket(host, await signIn(host));
    for (let id = 1; id < 20; id += 1) {
      other.send({ kind: 'request', id, verb: 'health.show', input: {} });
      await other.next();
    }
    expect(app.asked.filter(({ verb }) => verb === 'jobs.approve')).toHaveLength(1);
    page.socket.resume();
    expect(await page.closed()).toBe(4403);
    other.socket.terminate();
  });

  it('gives each session a secret of its own, and shows it to whoever holds the cookie', async () => {
    const [first, second] = [await signIn(host), await signIn(host)];
    expect(first.secret).not.toBe(second.secret);
    const got = await ask(host.origin, {
      path: '/session',
      headers: { cookie: `a=b; ${first.cookie}; c=d` },
    });
    expect(JSON.parse(got.text)).toEqual({ signedIn: true, secret: first.secret });
    expect(JSON.parse((await ask(host.origin, { path: '/session' })).text)).toEqual({ signedIn: false });
  });

  it('takes the cookie under its own name only', async () => {
    const { cookie } = await signIn(host);
    for (const wrong of [
      cookie.replace('gatehouse_', 'gatehouse'),
      `x${cookie}`,
      cookie.replace('=', '=='),
    ]) {
      const got = await ask(host.origin, { path: '/session', headers: { cookie: wrong } });
      expect(JSON.parse(got.text)).toEqual({ signedIn: false });
    }
  });
});

describe('verbs that decide need the cookie and the session’s secret', () => {
  it('lets a page read before it says the secret, and decide after', async () => {
    const signed = await signIn(host);
    const page = await openSocket(host, signed);
    page.send({ kind: 'request', id: 1, verb: 'jobs.snapshot', input: {} });
    expect(await page.next()).toMatchObject({ id: 1, ok: true });
    page.send({ ...approve, id: 2 });
    expect(await page.next()).toMatchObject({ id: 2, ok: false, problem: { code: 'not-allowed' } });
    expect(app.asked.map(({ verb }) => verb)).toEqual(['jobs.snapshot']);
    page.send({ kind: 'hello', secret: signed.secret });
    page.send({ ...approve, id: 3 });
    expect(await page.next()).toMatchObject({ id: 3, ok: true });
    page.socket.terminate();
  });

  it('refuses every deciding verb of the contract before the secret', async () => {
    const page = await openSocket(host, await signIn(host));
    for (const [verb, call] of Object.entries(contract)) {
      if (call.access !== 'decide') continue;
      page.send({ kind: 'request', id: 1, verb, input: {} });
      expect(await page.next()).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
    }
    expect(app.asked).toEqual([]);
    page.socket.terminate();
  });

  it.each(['another session’s', 'a beginning of its own', 'an empty'])(
    'hangs up on %s secret, and nothing is decided',
    async (which) => {
      const [signed, other] = [await signIn(host), await signIn(host)];
      const page = await openSocket(host, signed);
      const wrong =
        { 'another session’s': other.secret, 'an empty': '' }[which] ?? signed.secret.slice(0, 42);
      page.send({ kind: 'hello', secret: wrong });
      page.send(approve);
      expect(await page.closed()).toBe(4401);
      expect(app.asked).toEqual([]);
    },
  );

  it('forgets the secret with the socket it was said on', async () => {
    const signed = await signIn(host);
    const first = await openSocket(host, signed);
    first.send({ kind: 'hello', secret: signed.secret });
    const second = await openSocket(host, signed);
    second.send(approve);
    expect(await second.next()).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
    first.socket.terminate();
    second.socket.terminate();
  });

  it('takes no secret from an address', async () => {
    const { cookie, secret } = await signIn(host);
    const headers = { cookie, origin: host.origin };
    expect(await knock(host.origin, `/live?secret=${secret}`, headers)).toBe(404);
  });
});

describe('no state change by GET', () => {
  it.each(['GET', 'HEAD'])('calls no verb by %s, neither for the page nor for a script', async (method) => {
    const { cookie } = await signIn(host);
    for (const verb of Object.keys(contract)) {
      for (const path of [`/api/call/${verb}`, `/api/call/${verb}?input={}`, `/live?verb=${verb}`]) {
        const got = await ask(host.origin, { method, path, headers: { cookie, authorization: 'Bearer x' } });
        expect([path, got.status]).toEqual([path, 404]);
      }
    }
    expect(app.asked).toEqual([]);
  });

  it('uses up no link by GET, so that a preview of it does not', async () => {
    const launch = launchIn(host.launchUrl);
    for (const path of [`/?launch=${launch}`, `/session?launch=${launch}`, `/session/${launch}`]) {
      const got = await ask(host.origin, { path });
      expect(got.headers['set-cookie']).toBeUndefined();
    }
    expect((await post(host.origin, '/session', { launch })).status).toBe(200);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('knows no %s', async (method) => {
    const { cookie } = await signIn(host);
    for (const path of ['/', '/session', '/api/call/jobs.approve']) {
      const got = await ask(host.origin, { method, path, headers: { cookie, origin: host.origin } });
      expect([path, got.status]).toEqual([path, 404]);
    }
    expect(app.asked).toEqual([]);
  });
});
