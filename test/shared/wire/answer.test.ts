import { describe, expect, it } from 'vitest';
import { contract, type Verb } from '../../../shared/contract/index.ts';
import { done, PROBLEM_CODES, refused } from '../../../shared/terms/problem.ts';
import { answer, type Caller, callVerb, type Handlers } from '../../../shared/wire/answer.ts';
import { answerText } from '../../../shared/wire/answer-text.ts';
import { replyEnvelope } from '../../../shared/wire/envelopes.ts';
import { memoryApp } from '../../build/memory-app.ts';
import { digestView, healthViewOf } from '../../build/views.ts';

const owner: Caller = { host: 'electron', may: { read: true, decide: true } };
const reader: Caller = { host: 'web', may: { read: true, decide: false } };
const stranger: Caller = { host: 'web', may: { read: false, decide: false } };
const verbs = Object.entries(contract);
const ID = 'owner@example.org/sender@example.org/mean-age';

const GRANT = { kind: 'grant', level: 'read', path: 'public/', user: 'ana@lab.example' };

const INPUTS: Readonly<Record<Verb, unknown>> = {
  'jobs.snapshot': {},
  'jobs.show': { id: ID },
  'jobs.file': { id: ID, path: 'run.sh' },
  'jobs.approve': { id: ID, digest: digestView(), reason: null, acknowledged: ['hidden-characters'] },
  'jobs.reject': { id: ID, digest: null, reason: 'no' },
  'jobs.withdraw': { id: ID, digest: null },
  'permissions.folder': { path: '' },
  'permissions.findings': {},
  'permissions.explain': { user: 'ana@lab.example', path: 'public/a.csv', level: 'read' },
  'permissions.reach': { user: 'ana@lab.example' },
  'permissions.people': {},
  'permissions.preview': GRANT,
  'permissions.edit': { ...GRANT, before: null },
  'permissions.job': { id: ID },
  'session.show': {},
  'session.open': { box: '/box', owner: 'a@b' },
  'session.practice': {},
  'health.show': {},
  'preferences.show': {},
  'preferences.change': { theme: 'dark' },
  'activity.list': { limit: 10 },
  'activity.verify': {},
};

async function call(caller: Caller, verb: string, input: unknown, given: Partial<Handlers> = {}) {
  const app = memoryApp(given);
  return { reply: await callVerb(app.handlers, caller, verb, input, app.onBug), app };
}

describe('who may call what', () => {
  it.each(verbs)('%s is for those who may do it', async (verb, { access }) => {
    for (const caller of [owner, reader, stranger]) {
      const { reply, app } = await call(caller, verb, INPUTS[verb as Verb]);
      const isRefused = !reply.ok && reply.problem.code === 'not-allowed';
      expect([verb, isRefused]).toEqual([verb, !caller.may[access]]);
      expect(app.asked).toHaveLength(isRefused ? 0 : 1);
      expect(app.bugs).toEqual([]);
    }
  });

  it('is settled before the input is looked at', async () => {
    const { reply } = await call(stranger, 'jobs.approve', { nonsense: true });
    expect(reply).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
  });

  it('counts every verb that changes something as deciding', () => {
    const deciding = verbs.filter(([, { access }]) => access === 'decide').map(([verb]) => verb);
    expect(deciding).toEqual([
      'jobs.approve',
      'jobs.reject',
      'jobs.withdraw',
      'permissions.edit',
      'session.open',
      'session.practice',
      'preferences.change',
    ]);
  });
});

describe('inputs', () => {
  it.each(verbs.map(([verb]) => verb))('of %s have no room for more than is named', async (verb) => {
    const named = INPUTS[verb as Verb] as object;
    const { reply, app } = await call(owner, verb, { ...named, more: 1 });
    expect(reply).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    expect(app.asked).toEqual([]);
  });

  it('are refused in few words, however much is wrong', async () => {
    const acknowledged = Array.from({ length: 64 }, () => 'x'.repeat(1_000));
    const { reply } = await call(owner, 'jobs.approve', { acknowledged });
    expect(JSON.stringify(reply).length).toBeLessThan(3_000);
    expect(JSON.stringify(reply)).toMatch(/and \d+ more/);
  });

  it('do not bring a long verb into the answer', async () => {
    const { reply } = await call(owner, 'x'.repeat(100_000), {});
    expect(JSON.stringify(reply).length).toBeLessThan(300);
  });
});

describe('an envelope', () => {
  it('carries a problem of every code as it is', async () => {
    for (const code of PROBLEM_CODES) {
      const problem = refused(code, 'What.', 'Next.', { at: ['a', { b: null }], count: 2 });
      const app = memoryApp({ 'health.show': async () => problem });
      const request = { kind: 'request', id: 4, verb: 'health.show', input: {} };
      const text = await answerText(app.handlers, owner, JSON.stringify(request), app.onBug);
      const envelope = replyEnvelope.parse(JSON.parse(text));
      expect(envelope).toEqual({ kind: 'reply', id: 4, ...problem });
    }
  });

  it('keeps out of a problem what JSON cannot carry', async () => {
    const details = { when: undefined, run: () => 1, list: [Number.NaN, undefined] } as never;
    const app = memoryApp({ 'health.show': async () => refused('internal', 'What.', 'Next.', details) });
    const request = { kind: 'request', id: 4, verb: 'health.show', input: {} };
    const envelope = await answer(app.handlers, owner, request, app.onBug);
    expect(envelope).toMatchObject({ ok: false, problem: { details: { list: [null, null] } } });
    expect(replyEnvelope.safeParse(JSON.parse(JSON.stringify(envelope))).success).toBe(true);
  });

  it.each([
    ['a text', 'hello', 0],
    ['nothing', undefined, 0],
    ['an id that is text', { kind: 'request', id: '7', verb: 'health.show', input: {} }, 0],
    ['an id that is too large to count', { kind: 'request', id: 2 ** 60, verb: 'health.show' }, 0],
    ['an id and nothing else', { id: 7 }, 7],
    ['another kind', { kind: 'push', id: 7, verb: 'health.show', input: {} }, 7],
    ['a verb that is no text', { kind: 'request', id: 7, verb: ['health.show'], input: {} }, 7],
    ['a verb of a hundred and one letters', { kind: 'request', id: 7, verb: 'v'.repeat(101), input: {} }, 7],
  ])('that is %s is answered with a problem under the id it has', async (_what, message, id) => {
    const app = memoryApp();
    const envelope = await answer(app.handlers, owner, message, app.onBug);
    expect(envelope).toMatchObject({ kind: 'reply', id, ok: false, problem: { code: 'bad-request' } });
    expect(app.asked).toEqual([]);
  });
});

describe('results', () => {
  it('come as the contract names them, and nothing more', async () => {
    const { reply } = await call(
      owner,
      'health.show',
      {},
      {
        'health.show': async () => done({ ...healthViewOf(), extra: 1 }),
      },
    );
    expect(reply).toEqual(done(healthViewOf()));
  });

  it('that do not fit are our mistake, said as such and told to us with what does not fit', async () => {
    const { reply, app } = await call(
      owner,
      'health.show',
      {},
      {
        'health.show': async () => done({ ...healthViewOf(), jobs: -0.5 }),
      },
    );
    expect(reply).toMatchObject({ ok: false, problem: { code: 'internal' } });
    expect(String(app.bugs[0]?.error)).toContain('jobs');
  });
});
