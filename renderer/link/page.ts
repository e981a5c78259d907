/** What the link uses of an open web socket. */
export interface PageSocket {
  send(text: string): void;
  close(): void;
}

/** What happens to a socket; after `closed` nothing more does. */
export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  closed(): void;
}

/** What the link needs of a browser, so that it can be tested without one. */
export interface Page {
  /** `http://host:port` of the page. */
  readonly origin: string;
  hash(): string;
  onHashChange(listener: () => void): void;
  /** Takes the fragment out of the address bar and out of the tab's history. */
  dropHash(): void;
  fetch(path: string, init: RequestInit): Promise<Response>;
  openSocket(url: string, events: SocketEvents): PageSocket;
  later(milliseconds: number, run: () => void): void;
}

/** The page we are in. */
export function browserPage(): Page {
  return {
    origin: window.location.origin,
    hash: () => window.location.hash,
    onHashChange: (listener) => window.addEventListener('hashchange', listener),
    dropHash: () => window.history.replaceState(null, '', window.location.pathname + window.location.search),
    fetch: (path, init) => window.fetch(path, init),
    openSocket: openBrowserSocket,
    later: (milliseconds, run) => {
      window.setTimeout(run, milliseconds);
    },
  };
}

function openBrowserSocket(url: string, events: SocketEvents): PageSocket {
  const socket = new WebSocket(url);
  socket.addEventListener('open', () => events.opened());
  socket.addEventListener('close', () => events.closed());
  socket.addEventListener('message', (event) => {
    if (typeof event.data === 'string') events.received(event.data);
  });
  return { send: (text) => socket.send(text), close: () => socket.close() };
}
