import { afterEach, describe, expect, it } from 'vitest';
import type { Push } from '../../main/service/app.ts';
import type { Verb } from '../../shared/contract/index.ts';
import { done, refused } from '../../shared/terms/problem.ts';
import type { Handlers } from '../../shared/wire/answer.ts';
import { deferred } from '../build/deferred.ts';
import { type MemoryApp, memoryApp } from '../build/memory-app.ts';
import { digestView, healthViewOf, jobDetailView, jobRowView } from '../build/views.ts';
import type { Door, OpenDoor } from './door.ts';

const ID = 'owner@example.org/sender@example.org/mean-age';

/** What every door does, whatever carries it. */
export function doorSuite(name: string, openDoor: OpenDoor): void {
  describe(name, () => {
    let opened: Door | null = null;

    async function setUp(given: Partial<Handlers> = {}): Promise<{ app: MemoryApp; door: Door }> {
      const app = memoryApp(given);
      const door = await openDoor(app);
      opened = door;
      return { app, door };
    }

    afterEach(async () => {
      await opened?.stop();
      opened = null;
    });

    answers(setUp);
    refusals(setUp);
    mistakes(setUp);
    pushes(setUp);
    visitors(setUp);
  });
}

type SetUp = (given?: Partial<Handlers>) => Promise<{ app: MemoryApp; door: Door }>;

function answers(setUp: SetUp): void {
  it('carries a question there and its value back', async () => {
    const { app, door } = await setUp();
    const { client } = await door.visit();
    const reply = await client.call('jobs.show', { id: ID });
    expect(reply).toEqual(done(jobDetailView({ id: ID })));
    expect(app.asked).toEqual([{ verb: 'jobs.show', input: { id: ID } }]);
  });

  it('lets the owner decide', async () => {
    const { app, door } = await setUp();
    const { client } = await door.visit();
    const input = { id: ID, digest: digestView(), reason: null, acknowledged: [] };
    expect(await client.call('jobs.approve', input)).toEqual(
      done(jobRowView({ id: ID, status: 'approved' })),
    );
    expect(app.asked).toEqual([{ verb: 'jobs.approve', input }]);
  });

  it('keeps text exactly: signs outside the first plane, separators, NUL, lone surrogates', async () => {
    const text = 'a\u0000b\u2028c\u202ed\ud83d\ude80e\ud800f"\\\r\n';
    const { door } = await setUp({
      'jobs.file': async ({ path }) => done({ kind: 'text', path, sha256: '', text }),
    });
    const { client } = await door.visit();
    expect(await client.call('jobs.file', { id: ID, path: text })).toEqual(
      done({ kind: 'text', path: text, sha256: '', text }),
    );
  });

  it('brings a snapshot of 4 MB whole', async () => {
    const jobs = Array.from({ length: 10_000 }, (_, index) =>
      jobRowView({ folder: `job-${String(index).padStart(5, '0')}` }),
    );
    expect(JSON.stringify(jobs).length).toBeGreaterThan(4 * 1024 * 1024);
    const { door } = await setUp({ 'jobs.snapshot': async () => done({ revision: 7, jobs }) });
    const { client } = await door.visit();
    expect(await client.call('jobs.snapshot', {})).toEqual(done({ revision: 7, jobs }));
  });

  it('gives each question its own answer when they come in another order', async () => {
    const slow = deferred<void>();
    const { door } = await setUp({
      'jobs.show': async ({ id }) => {
        if (id.endsWith('slow')) await slow.promise;
        return done(jobDetailView({ id }));
      },
    });
    const { client } = await door.visit();
    const first = client.call('jobs.show', { id: `${ID}-slow` });
    expect(await client.call('jobs.show', { id: ID })).toEqual(done(jobDetailView({ id: ID })));
    slow.resolve();
    expect(await first).toEqual(done(jobDetailView({ id: `${ID}-slow` })));
  });
}

function refusals(setUp: SetUp): void {
  it('carries a problem back with its details', async () => {
    const problem = refused('content-changed', 'The job changed.', 'Read it again.', {
      digest: digestView('b'),
      changed: [{ path: 'code/main.py', change: 'content', hunks: [{ before: 1, lines: ['-a', '+b'] }] }],
      nothing: null,
    });
    const { door } = await setUp({ 'jobs.reject': async () => problem });
    const { client } = await door.visit();
    expect(await client.call('jobs.reject', { id: ID, digest: null, reason: 'no' })).toEqual(problem);
  });

  it('carries a problem without details back without any', async () => {
    const { door } = await setUp();
    const { client } = await door.visit();
    const reply = await client.call('session.open', { box: '/b', owner: 'a@b' });
    expect(reply).toEqual(refused('not-a-datasite', 'That is no datasite.', 'Choose another.'));
  });

  it.each(['jobs.delete', '', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'knows no verb %o',
    async (verb) => {
      const { app, door } = await setUp();
      const { client } = await door.visit();
      const reply = await client.call(verb as Verb, {} as never);
      expect(reply).toMatchObject({ ok: false, problem: { code: 'unknown-verb' } });
      expect(app.asked).toEqual([]);
    },
  );

  it.each([
    ['nothing', undefined],
    ['a missing part', {}],
    ['a wrong kind', { id: 5 }],
    ['a part too much', { id: ID, as: 'admin' }],
    ['a text too long', { id: 'x'.repeat(2_001) }],
    ['a list', [ID]],
  ])('refuses an input with %s, and the handler never sees it', async (_what, input) => {
    const { app, door } = await setUp();
    const { client } = await door.visit();
    const reply = await client.call('jobs.show', input as never);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    expect(app.asked).toEqual([]);
  });

  it.each([
    ['not JSON', 0],
    ['', 0],
    ['null', 0],
    ['[]', 0],
    ['"jobs.show"', 0],
    ['{"kind":"request"}', 0],
    ['{"kind":"request","id":-1,"verb":"jobs.show","input":{}}', 0],
    ['{"kind":"request","id":1.5,"verb":"jobs.show","input":{}}', 0],
    ['{"kind":"reply","id":1,"ok":true,"value":{}}', 1],
    ['{"kind":"request","id":2,"input":{}}', 2],
    ['{"kind":"request","id":3,"verb":"jobs.show","input":{},"caller":{"may":{"decide":true}}}', 3],
  ])('answers %o, which is no request, with a problem under id %d, and goes on', async (text, id) => {
    const { app, door } = await setUp();
    const visitor = await door.visit();
    expect(JSON.parse(await visitor.say(text))).toMatchObject({
      kind: 'reply',
      id,
      ok: false,
      problem: { code: 'bad-request' },
    });
    expect(app.asked).toEqual([]);
    expect(await visitor.client.call('jobs.show', { id: ID })).toMatchObject({ ok: true });
  });

  it('gives nothing at all to somebody who was not let in', async () => {
    const { app, door } = await setUp();
    const request = { kind: 'request', id: 1, verb: 'jobs.snapshot', input: {} };
    expect(await door.knock(JSON.stringify(request))).toEqual([]);
    expect(app.asked).toEqual([]);
  });
}

function mistakes(setUp: SetUp): void {
  it('turns an exception into “internal”, tells us, and tells the page nothing of it', async () => {
    const error = new Error('secret words in /home/owner');
    const { app, door } = await setUp({ 'health.show': () => Promise.reject(error) });
    const visitor = await door.visit();
    const request = { kind: 'request', id: 9, verb: 'health.show', input: {} };
    const answer = await visitor.say(JSON.stringify(request));
    expect(JSON.parse(answer)).toMatchObject({ id: 9, ok: false, problem: { code: 'internal' } });
    expect(answer).not.toContain('secret');
    expect(app.bugs).toEqual([{ verb: 'health.show', error }]);
  });

  it('turns an exception that is thrown before any waiting into “internal” as well', async () => {
    const { app, door } = await setUp({
      'health.show': () => {
        throw new RangeError('at once');
      },
    });
    const { client } = await door.visit();
    expect(await client.call('health.show', {})).toMatchObject({ ok: false, problem: { code: 'internal' } });
    expect(app.bugs).toHaveLength(1);
  });

  it('keeps back a result that does not fit the contract, and tells us', async () => {
    const wrong = { ...healthViewOf(), jobs: 'many' };
    const { app, door } = await setUp({ 'health.show': async () => done(wrong as never) });
    const { client } = await door.visit();
    expect(await client.call('health.show', {})).toMatchObject({ ok: false, problem: { code: 'internal' } });
    expect(app.bugs).toMatchObject([{ verb: 'health.show' }]);
  });

  it('lets nothing out that the contract does not name', async () => {
    const more = { ...healthViewOf(), homeFolder: '/home/owner' };
    const { door } = await setUp({ 'health.show': async () => done(more) });
    const visitor = await door.visit();
    const answer = await visitor.say(
      JSON.stringify({ kind: 'request', id: 1, verb: 'health.show', input: {} }),
    );
    expect(JSON.parse(answer)).toMatchObject({ ok: true, value: healthViewOf() });
    expect(answer).not.toContain('homeFolder');
  });
}

function pushes(setUp: SetUp): void {
  const step = (from: number): Push => ({
    name: 'jobs.changed',
    payload: { from, revision: from + 1, changed: [jobRowView()], removed: [] },
  });

  it('brings every push to every page, in order', async () => {
    const { app, door } = await setUp();
    const pages = await Promise.all([door.visit(), door.visit(), door.visit()]);
    const heard = pages.map(({ client }) => {
      const steps: number[] = [];
      const all = deferred<void>();
      client.on('jobs.changed', ({ from }) => {
        if (steps.push(from) === 500) all.resolve();
      });
      return { steps, all };
    });
    for (let from = 0; from < 500; from += 1) app.push(step(from));
    await Promise.all(heard.map(({ all }) => all.promise));
    const expected = Array.from({ length: 500 }, (_, index) => index);
    for (const { steps } of heard) expect(steps).toEqual(expected);
  });

  it('brings an answer and the pushes around it in the order they were sent', async () => {
    const { app, door } = await setUp({
      'health.show': async () => {
        app.push(step(1));
        return done(healthViewOf());
      },
    });
    const { client } = await door.visit();
    const order: string[] = [];
    client.on('jobs.changed', ({ from }) => order.push(`push ${from}`));
    await client.call('health.show', {}).then(() => order.push('answer'));
    const last = new Promise((resolve) => client.on('health.changed', resolve));
    app.push(step(2));
    app.push({ name: 'health.changed', payload: healthViewOf() });
    await last;
    expect(order).toEqual(['push 1', 'answer', 'push 2']);
  });

  it('stops telling a listener that has left', async () => {
    const { app, door } = await setUp();
    const { client } = await door.visit();
    const heard: number[] = [];
    const stop = client.on('jobs.changed', ({ from }) => heard.push(from));
    const first = new Promise<void>((resolve) => client.on('jobs.changed', () => resolve()));
    app.push(step(1));
    await first;
    stop();
    const last = new Promise((resolve) => client.on('health.changed', resolve));
    app.push(step(2));
    app.push({ name: 'health.changed', payload: healthViewOf() });
    await last;
    expect(heard).toEqual([1]);
  });

  it('does not show the page a push that does not fit the contract', async () => {
    const { app, door } = await setUp();
    const { client } = await door.visit();
    const heard: unknown[] = [];
    client.on('jobs.changed', (payload) => heard.push(payload));
    const last = new Promise((resolve) => client.on('health.changed', resolve));
    app.push({ name: 'jobs.changed', payload: { from: 'start' } as never });
    app.push({ name: '__proto__' as never, payload: {} as never });
    app.push({ name: 'health.changed', payload: healthViewOf() });
    await last;
    expect(heard).toEqual([]);
  });

  it('listens to the app once, and no longer once it is closed', async () => {
    const { app, door } = await setUp();
    await Promise.all([door.visit(), door.visit()]);
    expect(app.listening()).toBe(1);
    await door.stop();
    expect(app.listening()).toBe(0);
  });
}

function visitors(setUp: SetUp): void {
  it('keeps the answers of several pages apart, though they number their questions alike', async () => {
    const { door } = await setUp();
    const pages = await Promise.all([door.visit(), door.visit(), door.visit()]);
    const asked = pages.flatMap(({ client }, page) =>
      Array.from({ length: 20 }, async (_, index) => {
        const id = `${ID}-${page}-${index}`;
        expect(await client.call('jobs.show', { id })).toEqual(done(jobDetailView({ id })));
      }),
    );
    await Promise.all(asked);
    expect(asked).toHaveLength(60);
  });

  it('finishes what a page asked for though it left meanwhile, and serves the others', async () => {
    const started = deferred<void>();
    const goOn = deferred<void>();
    const finished = deferred<void>();
    const { app, door } = await setUp({
      'jobs.approve': async ({ id }) => {
        started.resolve();
        await goOn.promise;
        finished.resolve();
        return done(jobRowView({ id }));
      },
    });
    const [leaving, staying] = await Promise.all([door.visit(), door.visit()]);
    const input = { id: ID, digest: digestView(), reason: null, acknowledged: [] };
    void leaving.client.call('jobs.approve', input);
    await started.promise;
    leaving.leave();
    goOn.resolve();
    await finished.promise;
    app.push({ name: 'health.changed', payload: healthViewOf() });
    expect(await staying.client.call('jobs.show', { id: ID })).toMatchObject({ ok: true });
    expect(app.bugs).toEqual([]);
  });
}
