import { describe, expect, it } from 'vitest';
import { createWebLink } from '../../../renderer/link/link.ts';
import type { Page, SocketEvents } from '../../../renderer/link/page.ts';
import { type Deferred, deferred } from '../../build/deferred.ts';
import { healthViewOf } from '../../build/views.ts';

const TOKEN = 'x'.repeat(43);
const signedIn = (secret: string) => ({ signedIn: true, secret });

/** A page whose every answer and socket the test drives by hand. */
function handDrivenPage() {
  const answers: Deferred<Response>[] = [];
  const sockets: { readonly events: SocketEvents; readonly sent: string[] }[] = [];
  const page: Page = {
    origin: 'http://127.0.0.1:4000',
    hash: () => '',
    onHashChange: () => {},
    dropHash: () => {},
    fetch() {
      const answer = deferred<Response>();
      answers.push(answer);
      return answer.promise;
    },
    openSocket(_url, events) {
      const sent: string[] = [];
      sockets.push({ events, sent });
      return { send: (text) => sent.push(text), close: () => {} };
    },
    later: () => {},
  };
  const answer = (index: number, body: unknown) =>
    answers[index]?.resolve(new Response(JSON.stringify(body)));
  return { page, sockets, answer };
}

describe('what an earlier try still has under way', () => {
  it('changes nothing once a later one is up', async () => {
    const { page, sockets, answer } = handDrivenPage();
    const link = createWebLink(page);
    const signing = link.signIn(TOKEN);
    answer(1, signedIn('later'));
    await signing;
    sockets[0]?.events.opened();
    expect(link.status.get()).toEqual({ is: 'up' });
    const seen: unknown[] = [];
    link.status.subscribe(() => seen.push(link.status.get()));
    answer(0, { signedIn: false });
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual([]);
    expect(sockets).toHaveLength(1);
  });

  it('is not heard: neither a socket that opens late, nor what it says, nor its end', async () => {
    const { page, sockets, answer } = handDrivenPage();
    const link = createWebLink(page);
    const heard: number[] = [];
    link.client.on('health.changed', ({ jobs }) => heard.push(jobs));
    const first = link.signIn(TOKEN);
    answer(1, signedIn('first'));
    await first;
    const second = link.signIn(TOKEN);
    answer(2, signedIn('second'));
    await second;
    const [old, current] = sockets;
    current?.events.opened();
    old?.events.opened();
    const say = (jobs: number) =>
      JSON.stringify({ kind: 'push', name: 'health.changed', payload: healthViewOf({ jobs }) });
    old?.events.received(say(1));
    current?.events.received(say(2));
    old?.events.closed();
    expect(old?.sent).toEqual([]);
    expect(current?.sent.map((text) => JSON.parse(text))).toEqual([{ kind: 'hello', secret: 'second' }]);
    expect(heard).toEqual([2]);
    expect(link.status.get()).toEqual({ is: 'up' });
  });

  it('is told of its end once, however often it ends', async () => {
    const { page, sockets, answer } = handDrivenPage();
    const link = createWebLink(page);
    answer(0, signedIn('only'));
    while (sockets.length === 0) await new Promise((resolve) => setImmediate(resolve));
    sockets[0]?.events.opened();
    const seen: unknown[] = [];
    link.status.subscribe(() => seen.push(link.status.get().is));
    sockets[0]?.events.closed();
    sockets[0]?.events.closed();
    expect(seen).toEqual(['down']);
  });
});
