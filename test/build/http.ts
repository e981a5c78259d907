import { request } from 'node:http';
import { connect } from 'node:net';
import { WebSocket } from 'ws';

/** One request, said exactly as the test wants it. */
export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

/** What came back. */
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** Sends one request to a server; Host is the server's own unless the test gives another. */
export function ask(origin: string, asked: Asked): Promise<Got> {
  const { hostname, port, host } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method: asked.method ?? 'GET',
        path: asked.path,
        headers: { host, ...asked.headers },
        setHost: false,
        agent: false,
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(asked.body);
  });
}

/** Sends JSON as a page of the origin would. */
export function post(
  origin: string,
  path: string,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Got> {
  return ask(origin, {
    method: 'POST',
    path,
    headers: { origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  });
}

/** Writes bytes to a server and gives all that it says until it hangs up. */
export function askRaw(origin: string, text: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const line = connect(Number(port), hostname, () => line.write(text, 'latin1'));
    let said = '';
    line.on('data', (part) => {
      said += part.toString('latin1');
    });
    line.on('error', () => {});
    line.on('close', () => resolve(said));
  });
}

/** The status with which a server meets an attempt to open a socket; 101 when it opens. */
export function knock(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(origin.replace('http', 'ws') + path, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => {});
  });
}
