import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { WebHost } from '../../main/hosts/web/web-host.ts';
import { post } from '../build/http.ts';

/** What a browser holds after it signed in. */
export interface Signed {
  /** `name=value`, as the Cookie header wants it. */
  readonly cookie: string;
  readonly secret: string;
}

/** The one-time token in a launch link. */
export function launchIn(url: string): string {
  return new URL(url).hash.replace('#launch=', '');
}

/** Signs in with a fresh link. */
export async function signIn(host: WebHost): Promise<Signed> {
  const got = await post(host.origin, '/session', { launch: launchIn(host.newLaunchUrl()) });
  const cookie = String(got.headers['set-cookie']).split(';')[0] ?? '';
  return { cookie, secret: JSON.parse(got.text).secret };
}

/** A raw socket that collects what it hears. */
export interface RawSocket {
  readonly socket: WebSocket;
  send(message: unknown): void;
  /** The next message that was not taken yet, parsed. */
  next(): Promise<unknown>;
  closed(): Promise<number>;
}

/** Opens a socket for a signed-in browser; nothing has been said on it yet. */
export async function openSocket(host: WebHost, signed: Signed): Promise<RawSocket> {
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/live`, {
    origin: host.origin,
    headers: { cookie: signed.cookie },
  });
  const heard: unknown[] = [];
  const takers: ((message: unknown) => void)[] = [];
  const end = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(data.toString());
    const taker = takers.shift();
    if (taker === undefined) heard.push(message);
    else taker(message);
  });
  await once(socket, 'open');
  return {
    socket,
    send: (message) => socket.send(JSON.stringify(message)),
    next: () =>
      heard.length > 0 ? Promise.resolve(heard.shift()) : new Promise((resolve) => takers.push(resolve)),
    closed: () => end,
  };
}
