import { WebSocket } from 'ws';
import type { Page, PageSocket, SocketEvents } from '../../renderer/link/page.ts';

/** A page in a browser that keeps cookies and says where it comes from, as browsers do. */
export interface TestPage extends Page {
  /** Sockets that were opened, the newest last. */
  readonly sockets: readonly WebSocket[];
  /** What was asked to run later, with how long from then; run by the test. */
  readonly waiting: { readonly milliseconds: number; readonly run: () => void }[];
  /** The address bar's fragment, as a person or a link would change it. */
  goTo(hash: string): void;
  cookie(): string;
}

/** A fresh browser with nothing but one page, at an origin and with a fragment. */
export function testPage(origin: string, hash = '', cookie = ''): TestPage {
  const sockets: WebSocket[] = [];
  const waiting: TestPage['waiting'] = [];
  let fragment = hash;
  let cookies = cookie;
  let onHash = () => {};
  return {
    origin,
    sockets,
    waiting,
    cookie: () => cookies,
    hash: () => fragment,
    goTo(next) {
      fragment = next;
      onHash();
    },
    onHashChange(listener) {
      onHash = listener;
    },
    dropHash() {
      fragment = '';
    },
    async fetch(path, init) {
      const headers = new Headers(init.headers);
      headers.set('cookie', cookies);
      headers.set('sec-fetch-site', 'same-origin');
      if (init.method !== 'GET') headers.set('origin', origin);
      const response = await fetch(origin + path, { ...init, headers });
      cookies = response.headers.get('set-cookie')?.split(';')[0] ?? cookies;
      return response;
    },
    openSocket(url, events) {
      const socket = new WebSocket(url, { headers: { cookie: cookies, origin } });
      sockets.push(socket);
      return joined(socket, events);
    },
    later(milliseconds, run) {
      waiting.push({ milliseconds, run });
    },
  };
}

function joined(socket: WebSocket, events: SocketEvents): PageSocket {
  socket.on('open', () => events.opened());
  socket.on('close', () => events.closed());
  socket.on('message', (data) => events.received(data.toString()));
  // A browser tells a page no more than that the socket closed.
  socket.on('error', () => {});
  return { send: (text) => socket.send(text), close: () => socket.close() };
}
