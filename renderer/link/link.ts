import './no-eval.ts';
import { done, type Reply } from '../../shared/terms/problem.ts';
import type { Bridge } from '../../shared/wire/bridge.ts';
import { type Client, createClient } from '../../shared/wire/client.ts';
import { createChannel } from './channel.ts';
import { browserPage, type Page } from './page.ts';
import { createStatus, type StatusSource } from './status.ts';
import { createWebLine } from './web-line.ts';

declare global {
  interface Window {
    readonly gatehouse?: Bridge;
  }
}

/** The page's one way to main; nothing else in the page knows whether that is Electron or a web server. */
export interface Link {
  readonly client: Client;
  /** Each time it becomes `up` something may have been missed: ask for snapshots again. */
  readonly status: StatusSource;
  /** Signs in with a pasted launch link; needed only while the status is `signed-out`. */
  signIn(pasted: string): Promise<Reply<null>>;
}

/** Opens the link of this page: over the preload's bridge where there is one, over the web otherwise. */
export function createLink(): Link {
  const bridge = window.gatehouse;
  return bridge === undefined ? createWebLink(browserPage()) : createBridgeLink(bridge);
}

/** A link over the preload's bridge, which is up as long as the window lives. */
export function createBridgeLink(bridge: Bridge): Link {
  const status = createStatus({ is: 'up' });
  const channel = createChannel((text) => bridge.send(text));
  bridge.onMessage((text) => channel.received(text));
  const client = createClient(channel.transport, firstId());
  channel.up();
  return { client, status, signIn: () => Promise.resolve(done(null)) };
}

/** A link over the web; it signs in, connects, and connects again by itself. */
export function createWebLink(page: Page): Link {
  const status = createStatus({ is: 'connecting' });
  const line = createWebLine(page, status);
  const client = createClient(line.transport);
  line.start();
  return { client, status, signIn: (pasted) => line.signIn(pasted) };
}

/** A window that is loaded anew keeps its line to main, and with it answers meant for the page before. */
function firstId(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) * 2 ** 16;
}
