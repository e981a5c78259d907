import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WEB_LIMITS } from '../../main/hosts/web/limits.ts';
import { createLive } from '../../main/hosts/web/live.ts';
import { memoryApp } from '../build/memory-app.ts';

it('drops a page that gives no sign of life between two beats, and keeps one that does', async () => {
  const app = memoryApp();
  const live = createLive({
    handlers: app.handlers,
    onBug: app.onBug,
    limits: WEB_LIMITS,
    now: () => 0,
    onSlow: () => {},
  });
  const server = createServer();
  server.on('upgrade', (request, line, head) => live.accept(request, line, head, { secret: '' }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const open = async (autoPong: boolean) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/live`, { autoPong });
    await once(socket, 'open');
    return socket;
  };
  const [alive, dead] = [await open(true), await open(false)];
  const closed = once(dead, 'close');
  for (let beat = 0; beat < 3; beat += 1) {
    const pinged = once(alive, 'ping');
    live.beat();
    await pinged;
    // Its pong travels before this question, so that the next beat finds it.
    alive.send(JSON.stringify({ kind: 'request', id: 1, verb: 'health.show', input: {} }));
    await once(alive, 'message');
  }
  expect((await closed)[0]).toBe(1006);
  expect(alive.readyState).toBe(WebSocket.OPEN);
  live.stop();
  await once(alive, 'close');
  server.close();
});
