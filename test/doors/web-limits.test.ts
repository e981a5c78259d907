import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebHost, WebHostOptions } from '../../main/hosts/web/web-host.ts';
import { done } from '../../shared/terms/problem.ts';
import { deferred } from '../build/deferred.ts';
import { ask, askRaw, knock, post } from '../build/http.ts';
import { type MemoryApp, memoryApp } from '../build/memory-app.ts';
import { healthViewOf, jobRowView } from '../build/views.ts';
import { startTestHost } from './open-web-door.ts';
import { openSocket, signIn } from './web-signed-in.ts';

const health = (id: number) => ({ kind: 'request', id, verb: 'health.show', input: {} });

let host: WebHost | null = null;

async function start(app: MemoryApp, given: Partial<WebHostOptions> = {}): Promise<WebHost> {
  host = await startTestHost(app, given);
  return host;
}

afterEach(async () => {
  await host?.stop();
  host = null;
});

describe('body limits', () => {
  it('reads at most 1 kB to sign somebody in', async () => {
    const { origin } = await start(memoryApp());
    const got = await post(origin, '/session', { launch: 'x'.repeat(1_024) });
    expect(got.status).toBe(413);
    expect(JSON.parse(got.text)).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
  });

  it('reads at most 128 kB for any call, and says so without reading on', async () => {
    const app = memoryApp();
    const { origin } = await start(app);
    const got = await post(origin, '/api/call/jobs.show', { id: 'x'.repeat(131_072) });
    expect(got.status).toBe(413);
    const endless = `POST /api/call/jobs.show HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nOrigin: ${origin}\r\n`;
    const said = await askRaw(
      origin,
      `${endless}Content-Type: application/json\r\nContent-Length: 999999999999\r\n\r\n{`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
    expect(app.asked).toEqual([]);
  });

  it('hangs up on a message of more than 128 kB', async () => {
    const app = memoryApp();
    const running = await start(app);
    const page = await openSocket(running, await signIn(running));
    page.send({ ...health(1), input: { text: 'x'.repeat(131_072) } });
    expect(await page.closed()).toBe(1009);
    expect(app.asked).toEqual([]);
  });

  it('hangs up on a message that is not text', async () => {
    const running = await start(memoryApp());
    const page = await openSocket(running, await signIn(running));
    page.socket.send(Buffer.from(JSON.stringify(health(1))), { binary: true });
    expect(await page.closed()).toBe(1003);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'reads JSON only, not %o, which other sites can send',
    async (type) => {
      const { origin } = await start(memoryApp());
      const headers = { origin, ...(type === '' ? {} : { 'content-type': type }) };
      const got = await ask(origin, { method: 'POST', path: '/session', headers, body: '{"launch":"x"}' });
      expect(got.status).toBe(415);
      expect(JSON.parse(got.text)).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    },
  );

  it.each(['{', '', 'null,', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}'])(
    'refuses the body %o with a problem',
    async (body) => {
      const { origin } = await start(memoryApp());
      const headers = { origin, 'content-type': 'application/json' };
      const got = await ask(origin, { method: 'POST', path: '/session', headers, body });
      expect(got.status).toBe(400);
      expect(JSON.parse(got.text)).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    },
  );

  it('reads at most 16 kB of headers', async () => {
    const { origin } = await start(memoryApp());
    const said = await askRaw(
      origin,
      `GET / HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 431 /);
  });
});

describe('rate limits', () => {
  const few = { strangers: { burst: 3, perSecond: 1 }, signedIn: { burst: 5, perSecond: 1 } };

  it('turns strangers away when they ask too much, until time has passed', async () => {
    let time = 0;
    const { origin } = await start(memoryApp(), { limits: few, now: () => time });
    const statuses = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await ask(origin, { path: '/' })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const refused = await ask(origin, { path: '/session' });
    expect(JSON.parse(refused.text)).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
    time += 1_000;
    expect((await ask(origin, { path: '/' })).status).toBe(200);
    expect((await ask(origin, { path: '/' })).status).toBe(429);
  });

  it('counts attempts to open a socket too', async () => {
    const { origin } = await start(memoryApp(), { limits: few, now: () => 0 });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push(await knock(origin, '/live', { origin }));
    expect(statuses).toEqual([401, 401, 401, 429]);
  });

  it('keeps what strangers use up apart from what the owner may use, and the reverse', async () => {
    const running = await start(memoryApp(), { limits: few, now: () => 0 });
    const headers = { cookie: (await signIn(running)).cookie };
    for (let count = 0; count < 9; count += 1) await ask(running.origin, { path: '/' });
    const statuses = [];
    for (let count = 0; count < 6; count += 1) {
      statuses.push((await ask(running.origin, { path: '/', headers })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it('answers messages that come too fast with a problem, and the page stays', async () => {
    const app = memoryApp();
    const limits = { messages: { burst: 2, perSecond: 1 } };
    let time = 0;
    const running = await start(app, { limits, now: () => time });
    const page = await openSocket(running, await signIn(running));
    for (const id of [1, 2, 3]) page.send(health(id));
    const answers = [await page.next(), await page.next(), await page.next()];
    const refused = answers.filter((answer) => JSON.stringify(answer).includes('"unavailable"'));
    expect(refused).toMatchObject([{ id: 3, ok: false }]);
    expect(app.asked).toHaveLength(2);
    time += 1_000;
    page.send(health(4));
    expect(await page.next()).toMatchObject({ id: 4, ok: true });
    page.socket.terminate();
  });

  it('has at most so many questions of one page under way', async () => {
    const goOn = deferred<void>();
    const app = memoryApp({
      'health.show': async () => {
        await goOn.promise;
        return done(healthViewOf());
      },
    });
    const running = await start(app, { limits: { underWay: 2 } });
    const page = await openSocket(running, await signIn(running));
    for (const id of [1, 2, 3]) page.send(health(id));
    expect(await page.next()).toMatchObject({ id: 3, ok: false, problem: { code: 'unavailable' } });
    goOn.resolve();
    expect(await page.next()).toMatchObject({ ok: true });
    expect(await page.next()).toMatchObject({ ok: true });
    page.send(health(4));
    expect(await page.next()).toMatchObject({ id: 4, ok: true });
    page.socket.terminate();
  });

  it('has at most so many pages connected', async () => {
    const running = await start(memoryApp(), { limits: { sockets: 1 } });
    const signed = await signIn(running);
    const page = await openSocket(running, signed);
    const headers = { origin: running.origin, cookie: signed.cookie };
    expect(await knock(running.origin, '/live', headers)).toBe(503);
    page.socket.terminate();
    await page.closed();
    // The host hears of it a moment after the page does.
    let status = 503;
    for (let count = 0; count < 100 && status === 503; count += 1) {
      status = await knock(running.origin, '/live', headers);
    }
    expect(status).toBe(101);
  });
});

describe('a page that does not take what it is sent', () => {
  const changed = {
    name: 'jobs.changed' as const,
    payload: { from: 1, revision: 2, changed: [jobRowView({ name: 'n'.repeat(100_000) })], removed: [] },
  };

  it('is dropped when too much waits for it, and the others are served', async () => {
    const app = memoryApp();
    const running = await start(app, { limits: { backlogBytes: 1_000_000 } });
    const signed = await signIn(running);
    const [slow, quick] = [await openSocket(running, signed), await openSocket(running, signed)];
    slow.socket.pause();
    for (let count = 0; count < 400; count += 1) {
      app.push(changed);
      await quick.next();
    }
    slow.socket.resume();
    expect(await slow.closed()).toBe(1006);
    quick.send(health(1));
    expect(await quick.next()).toMatchObject({ id: 1, ok: true });
    quick.socket.terminate();
  });

  it('does not keep the host from stopping', async () => {
    const app = memoryApp();
    const running = await startTestHost(app);
    const page = await openSocket(running, await signIn(running));
    page.socket.pause();
    const idle = connect(Number(new URL(running.origin).port), '127.0.0.1');
    await once(idle, 'connect');
    const gone = once(idle, 'close');
    await running.stop();
    await gone;
    page.socket.resume();
    expect(await page.closed()).toBe(1006);
    expect(app.listening()).toBe(0);
  });
});
