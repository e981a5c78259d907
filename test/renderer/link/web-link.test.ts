import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebHost } from '../../../main/hosts/web/web-host.ts';
import { createWebLink, type Link } from '../../../renderer/link/link.ts';
import type { LinkStatus } from '../../../renderer/link/status.ts';
import { type TestPage, testPage } from '../../build/browser.ts';
import { deferred } from '../../build/deferred.ts';
import { type MemoryApp, memoryApp } from '../../build/memory-app.ts';
import { healthViewOf } from '../../build/views.ts';
import { becomes, signedInPage, startTestHost } from '../../doors/open-web-door.ts';
import { launchIn } from '../../doors/web-signed-in.ts';

let app: MemoryApp;
let host: WebHost;

beforeEach(async () => {
  app = memoryApp();
  host = await startTestHost(app);
});
afterEach(() => host.stop());

/** Every status the link has from now on. */
function watch(link: Link): LinkStatus['is'][] {
  const seen: LinkStatus['is'][] = [];
  link.status.subscribe(() => seen.push(link.status.get().is));
  return seen;
}

/** Runs what the page put off, as if the time had come. */
function timePasses(page: TestPage): number {
  const next = page.waiting.shift();
  next?.run();
  return next?.milliseconds ?? Number.NaN;
}

describe('opening the page', () => {
  it('signs in with the token in the address bar and takes it out of there at once', async () => {
    const page = testPage(host.origin, new URL(host.launchUrl).hash);
    const link = createWebLink(page);
    expect(page.hash()).toBe('');
    expect(link.status.get()).toEqual({ is: 'connecting' });
    await becomes(link, 'up');
    expect(await link.client.call('health.show', {})).toMatchObject({ ok: true });
  });

  it('needs no token when the browser has a session', async () => {
    const { page } = await signedInPage(host);
    const again = createWebLink(testPage(host.origin, '', page.cookie()));
    await becomes(again, 'up');
    expect(await again.client.call('jobs.reject', { id: 'a/b/c', digest: null, reason: 'no' })).toMatchObject(
      {
        ok: true,
      },
    );
  });

  it('is signed out without a token, and says nothing against anybody', async () => {
    const link = createWebLink(testPage(host.origin));
    await becomes(link, 'signed-out');
    expect(link.status.get()).toEqual({ is: 'signed-out', problem: null });
    expect(await link.client.call('health.show', {})).toMatchObject({
      ok: false,
      problem: { code: 'unavailable' },
    });
  });

  it('says so when the token was used before in another browser', async () => {
    const hash = new URL(host.launchUrl).hash;
    await becomes(createWebLink(testPage(host.origin, hash)), 'up');
    const link = createWebLink(testPage(host.origin, hash));
    await becomes(link, 'signed-out');
    expect(link.status.get()).toMatchObject({ problem: { code: 'not-signed-in' } });
  });

  it('goes on when the token was used before in this browser', async () => {
    const hash = new URL(host.launchUrl).hash;
    const first = testPage(host.origin, hash);
    await becomes(createWebLink(first), 'up');
    await becomes(createWebLink(testPage(host.origin, hash, first.cookie())), 'up');
  });

  it('opens a launch link that is put into the address bar of a page that is signed out', async () => {
    const page = testPage(host.origin);
    const link = createWebLink(page);
    await becomes(link, 'signed-out');
    page.goTo('#somewhere');
    expect(page.hash()).toBe('#somewhere');
    page.goTo(new URL(host.launchUrl).hash);
    expect(page.hash()).toBe('');
    await becomes(link, 'up');
  });
});

describe('signing in by hand', () => {
  it('takes the whole link or its token', async () => {
    for (const pasted of [host.launchUrl, launchIn(host.newLaunchUrl())]) {
      const link = createWebLink(testPage(host.origin));
      await becomes(link, 'signed-out');
      expect(await link.signIn(pasted)).toEqual({ ok: true, value: null });
      await becomes(link, 'up');
    }
  });

  it('says what is wrong with what was pasted, and can be tried again', async () => {
    const link = createWebLink(testPage(host.origin));
    await becomes(link, 'signed-out');
    expect(await link.signIn('hello')).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    expect(await link.signIn('x'.repeat(43))).toMatchObject({
      ok: false,
      problem: { code: 'not-signed-in' },
    });
    expect(link.status.get()).toMatchObject({ is: 'signed-out', problem: { code: 'not-signed-in' } });
    expect(await link.signIn(host.launchUrl)).toMatchObject({ ok: true });
    await becomes(link, 'up');
  });

  it('says so when nobody answers', async () => {
    const link = createWebLink(testPage(host.origin));
    await becomes(link, 'signed-out');
    await host.stop();
    expect(await link.signIn('x'.repeat(43))).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
    expect(link.status.get()).toEqual({ is: 'down' });
  });
});

describe('losing the connection', () => {
  it('is told, ends what is under way, keeps nothing for later, and connects again', async () => {
    const started = deferred<void>();
    const slow = memoryApp({
      'jobs.approve': () => {
        started.resolve();
        return new Promise(() => {});
      },
    });
    const running = await startTestHost(slow);
    const { page, link } = await signedInPage(running);
    const seen = watch(link);
    const input = { id: 'a/b/c', digest: `sha256:${'a'.repeat(64)}`, reason: null, acknowledged: [] };
    const underWay = link.client.call('jobs.approve', input);
    await started.promise;
    page.sockets.at(-1)?.terminate();
    expect(await underWay).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
    expect(link.status.get()).toEqual({ is: 'down' });
    expect(await link.client.call('health.show', {})).toMatchObject({ problem: { code: 'unavailable' } });
    expect(timePasses(page)).toBe(500);
    await becomes(link, 'up');
    expect(seen).toEqual(['down', 'up']);
    expect(await link.client.call('health.show', {})).toMatchObject({ ok: true });
    // The call made while it was down was never sent; the one that was cut off was not sent again.
    expect(slow.asked.map(({ verb }) => verb)).toEqual(['jobs.approve', 'health.show']);
    await running.stop();
  });

  it('may decide again after it connected again', async () => {
    const { page, link } = await signedInPage(host);
    page.sockets.at(-1)?.terminate();
    await becomes(link, 'down');
    timePasses(page);
    await becomes(link, 'up');
    const reply = await link.client.call('jobs.reject', { id: 'a/b/c', digest: null, reason: 'no' });
    expect(reply).toMatchObject({ ok: true });
  });

  it('waits longer after each failure, and starts over once something was heard', async () => {
    const { page, link } = await signedInPage(host);
    const port = Number(new URL(host.origin).port);
    await host.stop();
    await becomes(link, 'down');
    const waits = [];
    for (let count = 0; count < 6; count += 1) {
      const failed = new Promise<void>((resolve) => {
        const stop = link.status.subscribe(() => {
          stop();
          resolve();
        });
      });
      waits.push(timePasses(page));
      await failed;
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000]);
    host = await startTestHost(memoryApp(), { port });
    await link.signIn(host.launchUrl);
    await becomes(link, 'up');
    await link.client.call('health.show', {});
    page.waiting.splice(0);
    page.sockets.at(-1)?.terminate();
    await becomes(link, 'down');
    expect(timePasses(page)).toBe(500);
    await becomes(link, 'up');
  });

  it('is signed out when the server started anew meanwhile', async () => {
    const { page, link } = await signedInPage(host);
    const port = Number(new URL(host.origin).port);
    await host.stop();
    await becomes(link, 'down');
    host = await startTestHost(memoryApp(), { port });
    timePasses(page);
    await becomes(link, 'signed-out');
    expect(link.status.get()).toEqual({ is: 'signed-out', problem: null });
  });

  it('keeps its token for the next try when the first finds nobody', async () => {
    const port = Number(new URL(host.origin).port);
    const { origin } = host;
    await host.stop();
    const token = 'x'.repeat(43);
    const page = testPage(origin, `#launch=${token}`);
    const asked: string[] = [];
    const watched: TestPage = {
      ...page,
      fetch: (path, init) => {
        asked.push(`${init.method} ${String(init.body ?? '')}`);
        return page.fetch(path, init);
      },
    };
    const link = createWebLink(watched);
    await becomes(link, 'down');
    host = await startTestHost(memoryApp(), { port });
    timePasses(page);
    await becomes(link, 'signed-out');
    expect(asked.slice(0, 2)).toEqual(Array(2).fill(`POST {"launch":"${token}"}`));
  });

  it('does not connect again once somebody signed in meanwhile', async () => {
    const { page, link } = await signedInPage(host);
    page.sockets.at(-1)?.terminate();
    await becomes(link, 'down');
    await link.signIn(host.newLaunchUrl());
    await becomes(link, 'up');
    const seen = watch(link);
    timePasses(page);
    await link.client.call('health.show', {});
    expect(seen).toEqual([]);
    expect(page.sockets).toHaveLength(2);
  });

  it('leaves the old socket when it signs in anew, and hears only the new one', async () => {
    const { page, link } = await signedInPage(host);
    const seen = watch(link);
    await link.signIn(host.newLaunchUrl());
    await becomes(link, 'up');
    const heard: number[] = [];
    link.client.on('health.changed', ({ jobs }) => heard.push(jobs));
    app.push({ name: 'health.changed', payload: healthViewOf({ jobs: 3 }) });
    await link.client.call('health.show', {});
    expect(heard).toEqual([3]);
    expect(page.sockets).toHaveLength(2);
    expect(seen).toEqual(['connecting', 'up']);
  });
});

describe('a server that is not ours', () => {
  const answering = (body: string, status = 200): TestPage => ({
    ...testPage(host.origin),
    fetch: () => Promise.resolve(new Response(body, { status })),
  });

  it.each(['<html>', '', '{}', 'null', '{"signedIn":"yes"}', '{"signedIn":true}', '{"ok":false}'])(
    'that says %o is taken for none at all',
    async (body) => {
      const link = createWebLink(answering(body));
      await becomes(link, 'down');
      expect(link.status.get()).toEqual({ is: 'down' });
    },
  );

  it('that is too busy is tried again later', async () => {
    const busy = { ok: false, problem: { code: 'unavailable', what: 'Busy.', next: 'Wait.' } };
    const link = createWebLink(answering(JSON.stringify(busy), 429));
    await becomes(link, 'down');
    expect(link.status.get()).toEqual({ is: 'down' });
  });
});
