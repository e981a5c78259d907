import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { OnBug } from '../../../shared/wire/answer.ts';
import { LAUNCH_KEY, LIVE_PATH } from '../../../shared/wire/web-session.ts';
import type { App } from '../../service/app.ts';
import { type PageFiles, readPageFiles } from '../page/page-files.ts';
import { createGate } from './gate.ts';
import { createHttpServer, type GateHolder } from './http-server.ts';
import { WEB_LIMITS, type WebLimits } from './limits.ts';
import { createLive, type Live } from './live.ts';
import { ownHosts } from './own-address.ts';
import { addRoutes } from './routes.ts';
import { digestOf } from './secrets.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { type TokenFile, writeTokenFile } from './token-file.ts';

/** Where the host says what it does; a pino logger fits. Tokens never go there. */
export interface WebLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

/** What the web host is started with. */
export interface WebHostOptions {
  readonly app: App;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Address to listen on: 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** Where to write a bearer token for scripts; without it scripts are not let in. */
  readonly tokenFile?: string;
  readonly onBug: OnBug;
  readonly log?: WebLog;
  readonly limits?: Partial<WebLimits>;
  /** Milliseconds that only ever grow. */
  readonly now?: () => number;
}

/** A running web host. */
export interface WebHost {
  /** Such as `http://127.0.0.1:41239`. */
  readonly origin: string;
  /** The address to open first; signs in one browser, once. */
  readonly launchUrl: string;
  /** A further address of that kind, for when the first was used. */
  newLaunchUrl(): string;
  stop(): Promise<void>;
}

const HEARTBEAT_MS = 30_000;

/**
 * Serves the page and both ways to call the app on one port. Problems: `read-failed` when the page is not built,
 * `write-failed` for the token file, `unavailable` when the port cannot be had.
 */
export async function startWebHost(options: WebHostOptions): Promise<Reply<WebHost>> {
  const page = await readPageFiles(options.pageFolder);
  if (!page.ok) return page;
  const tokenFile = options.tokenFile === undefined ? null : await writeTokenFile(options.tokenFile);
  if (tokenFile !== null && !tokenFile.ok) return tokenFile;
  const parts = assemble(options, page.value);
  const port = await listen(parts.http, options);
  if (!port.ok) {
    await tokenFile?.value.remove();
    return port;
  }
  openGate(parts, options, port.value, tokenFile?.value ?? null);
  return done(running(parts, options, port.value, tokenFile?.value ?? null));
}

interface Parts extends GateHolder {
  readonly http: FastifyInstance;
  readonly sessions: Sessions;
  readonly live: Live;
  readonly limits: WebLimits;
  readonly now: () => number;
  port: number;
}

function assemble(options: WebHostOptions, files: PageFiles): Parts {
  const { app, onBug } = options;
  const limits = { ...WEB_LIMITS, ...options.limits };
  const now = options.now ?? (() => performance.now());
  const live = createLive({
    handlers: app.handlers,
    onBug,
    limits,
    now,
    onSlow: () => options.log?.warn({}, 'A page was dropped because it does not take what it is sent.'),
  });
  const sessions = createSessions((session) => live.end(session));
  const holder: GateHolder & { port: number } = { gate: null, port: 0 };
  const http = createHttpServer(holder, (...upgrade) => acceptPage(parts, ...upgrade), onBug);
  const parts: Parts = Object.assign(holder, { http, sessions, live, limits, now });
  addRoutes(http, {
    handlers: app.handlers,
    onBug,
    sessions,
    serving: { files, connections: 'own-server', newNonce: () => randomBytes(18).toString('base64url') },
    gate: () => holder.gate,
    port: () => holder.port,
  });
  return parts;
}

async function listen(http: FastifyInstance, options: WebHostOptions): Promise<Reply<number>> {
  const host = options.host ?? '127.0.0.1';
  try {
    await http.listen({ host, port: options.port });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused(
      'unavailable',
      `Gatehouse cannot listen on ${host}, port ${options.port}: ${why}`,
      'Name another port, or none to get a free one.',
    );
  }
  const address = http.server.address();
  return done(typeof address === 'object' && address !== null ? address.port : options.port);
}

function openGate(parts: Parts, options: WebHostOptions, port: number, tokenFile: TokenFile | null): void {
  const local = Object.values(networkInterfaces()).flatMap((each) => each?.map((at) => at.address) ?? []);
  parts.port = port;
  parts.gate = createGate({
    port,
    hosts: ownHosts(options.host ?? '127.0.0.1', port, local),
    sessions: parts.sessions,
    bearer: tokenFile === null ? null : digestOf(tokenFile.token),
    limits: parts.limits,
    now: parts.now,
  });
}

/** Only our own page, signed in, gets a socket; everybody else gets a status and nothing else. */
function acceptPage(parts: Parts, request: IncomingMessage, line: Duplex, head: Buffer): void {
  line.on('error', () => line.destroy());
  const refusal = parts.gate === null ? { status: 503 } : parts.gate.check(request, true);
  const session = parts.gate?.who(request).session ?? null;
  if (refusal !== null) turnAway(line, refusal.status);
  else if (request.url !== LIVE_PATH) turnAway(line, 404);
  else if (session === null) turnAway(line, 401);
  else if (!parts.live.accept(request, line, head, session)) turnAway(line, 503);
}

function turnAway(line: Duplex, status: number): void {
  line.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function running(parts: Parts, options: WebHostOptions, port: number, tokenFile: TokenFile | null): WebHost {
  const origin = `http://${shownHost(options.host ?? '127.0.0.1')}:${port}`;
  const stopPushes = options.app.onPush((push) => parts.live.push(push.name, push.payload));
  const heartbeat = setInterval(() => parts.live.beat(), HEARTBEAT_MS);
  heartbeat.unref();
  const newLaunchUrl = () => `${origin}/#${LAUNCH_KEY}${parts.sessions.mintLaunch()}`;
  options.log?.info({ origin }, 'The web host is listening.');
  return {
    origin,
    launchUrl: newLaunchUrl(),
    newLaunchUrl,
    async stop() {
      stopPushes();
      clearInterval(heartbeat);
      parts.live.stop();
      await parts.http.close();
      await tokenFile?.remove();
    },
  };
}

function shownHost(bound: string): string {
  if (bound === '0.0.0.0' || bound === '::') return '127.0.0.1';
  return bound.includes(':') ? `[${bound}]` : bound;
}
