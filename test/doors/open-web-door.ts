import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { WebSocket } from 'ws';
import { startWebHost, type WebHost, type WebHostOptions } from '../../main/hosts/web/web-host.ts';
import { createWebLink, type Link } from '../../renderer/link/link.ts';
import type { Reply } from '../../shared/terms/problem.ts';
import { type TestPage, testPage } from '../build/browser.ts';
import type { MemoryApp } from '../build/memory-app.ts';
import { pageFolder } from '../build/page-folder.ts';
import type { Door, Visitor } from './door.ts';

/** A real web host on a free port, with a page folder of its own. */
export async function startTestHost(app: MemoryApp, given: Partial<WebHostOptions> = {}): Promise<WebHost> {
  const folder = await pageFolder();
  const host = valueIn(await startWebHost({ app, pageFolder: folder, port: 0, onBug: app.onBug, ...given }));
  // Read at the start and not needed since.
  await rm(folder, { recursive: true });
  return host;
}

/** A browser that opened a launch link of the host and is connected. */
export async function signedInPage(host: WebHost): Promise<{ page: TestPage; link: Link }> {
  const page = testPage(host.origin, new URL(host.newLaunchUrl()).hash);
  const link = createWebLink(page);
  await becomes(link, 'up');
  return { page, link };
}

/** Resolves once the link's status is as named. */
export function becomes(link: Link, is: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (link.status.get().is !== is) return;
      stop();
      resolve();
    };
    const stop = link.status.subscribe(look);
    look();
  });
}

/** Opens the web door. */
export async function openWebDoor(app: MemoryApp): Promise<Door> {
  const host = await startTestHost(app);
  return {
    async visit(): Promise<Visitor> {
      const { page, link } = await signedInPage(host);
      const socket = page.sockets.at(-1);
      if (socket === undefined) throw new Error('The link is up without a socket.');
      return {
        client: link.client,
        status: link.status,
        async say(text) {
          const answered = once(socket, 'message');
          socket.send(text);
          return String((await answered)[0]);
        },
        leave: () => socket.terminate(),
      };
    },
    knock: (text) => knockOnSocket(host, text),
    stop: () => host.stop(),
  };
}

async function knockOnSocket(host: WebHost, text: string): Promise<readonly string[]> {
  const heard: string[] = [];
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/live`, { origin: host.origin });
  socket.on('open', () => socket.send(text));
  socket.on('message', (data) => heard.push(data.toString()));
  socket.on('error', () => {});
  await new Promise((resolve) => socket.on('close', resolve));
  return heard;
}

/** The value of a reply that must be one. */
export function valueIn<Value>(reply: Reply<Value>): Value {
  if (!reply.ok) throw new Error(`${reply.problem.code}: ${reply.problem.what}`);
  return reply.value;
}
