import { describe, expect, it } from 'vitest';
import { createChannel } from '../../../renderer/link/channel.ts';
import { createClient } from '../../../shared/wire/client.ts';
import { healthViewOf } from '../../build/views.ts';

/** A client whose other end is the test. */
function setUp(lastId?: number) {
  const sent: { id: number; verb: string; input: unknown }[] = [];
  const channel = createChannel((text) => sent.push(JSON.parse(text)));
  const client = createClient(channel.transport, lastId);
  const say = (message: unknown) => channel.received(JSON.stringify(message));
  return { channel, client, sent, say };
}

const lost = { ok: false, problem: { code: 'unavailable' } };

describe('a client', () => {
  it('sends nothing before it is up, nor after it is down, and says so at once', async () => {
    const { channel, client, sent } = setUp();
    expect(await client.call('health.show', {})).toMatchObject(lost);
    channel.up();
    channel.down();
    expect(await client.call('health.show', {})).toMatchObject(lost);
    expect(sent).toEqual([]);
  });

  it('ends what is under way when it goes down, and ignores what comes for it later', async () => {
    const { channel, client, sent, say } = setUp();
    channel.up();
    const [first, second] = [client.call('health.show', {}), client.call('preferences.show', {})];
    channel.down();
    expect([await first, await second]).toMatchObject([lost, lost]);
    channel.up();
    say({ kind: 'reply', id: sent[0]?.id, ok: true, value: healthViewOf() });
    const third = client.call('health.show', {});
    say({ kind: 'reply', id: sent[2]?.id, ok: true, value: healthViewOf({ jobs: 3 }) });
    expect(await third).toEqual({ ok: true, value: healthViewOf({ jobs: 3 }) });
  });

  it('never uses an id twice, and counts on from the one it is given', () => {
    const { channel, client, sent } = setUp(41);
    channel.up();
    void client.call('health.show', {});
    channel.down();
    channel.up();
    void client.call('health.show', {});
    expect(sent.map(({ id }) => id)).toEqual([42, 43]);
  });

  it('takes the first answer to a question and no other', async () => {
    const { channel, client, sent, say } = setUp();
    channel.up();
    const reply = client.call('health.show', {});
    const id = sent[0]?.id;
    say({ kind: 'reply', id, ok: true, value: healthViewOf({ jobs: 1 }) });
    say({ kind: 'reply', id, ok: true, value: healthViewOf({ jobs: 2 }) });
    expect(await reply).toMatchObject({ value: { jobs: 1 } });
  });

  it('shows no answer that does not have the agreed form', async () => {
    const { channel, client, sent, say } = setUp();
    channel.up();
    const reply = client.call('health.show', {});
    say({ kind: 'reply', id: sent[0]?.id, ok: true, value: { jobs: 'many' } });
    expect(await reply).toMatchObject({ ok: false, problem: { code: 'internal' } });
  });

  it.each([
    ['a problem of a code that is not known', { ok: false, problem: { code: 'new', what: '', next: '' } }],
    ['a problem without words', { ok: false, problem: { code: 'internal' } }],
    ['neither a value nor a problem', {}],
  ])('takes %s for an answer without the agreed form', async (_what, rest) => {
    const { channel, client, sent, say } = setUp();
    channel.up();
    const reply = client.call('health.show', {});
    say({ kind: 'reply', id: sent[0]?.id, ...rest });
    expect(await reply).toMatchObject({ ok: false, problem: { code: 'internal' } });
  });

  it('tells pushes to those who listen for them', () => {
    const { say, client } = setUp();
    const heard: unknown[] = [];
    client.on('health.changed', (health) => heard.push(health));
    client.on('jobs.changed', () => heard.push('jobs'));
    for (const name of ['health.changed', 'health.nothing', 'constructor']) {
      say({ kind: 'push', name, payload: healthViewOf() });
    }
    say({ kind: 'push', name: 'health.changed', payload: {} });
    say({ kind: 'pull', name: 'health.changed', payload: healthViewOf() });
    say(null);
    expect(heard).toEqual([healthViewOf()]);
  });
});
