import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Problem, refused } from '../../../shared/terms/problem.ts';
import { GUARD_HEADERS } from '../page/page-answer.ts';
import { bearerOf, holdsToken, sessionOf } from './credentials.ts';
import { createLimiter } from './limiter.ts';
import type { WebLimits } from './limits.ts';
import { tooMany } from './live-socket.ts';
import { whyForeign } from './own-address.ts';
import type { Session, Sessions } from './sessions.ts';

/** Why a request is turned away before anything looks at what it wants. */
export interface Refusal {
  readonly status: 403 | 429;
  readonly problem: Problem;
}

/** Who asks, as far as a request proves it. */
export interface Asker {
  readonly session: Session | null;
  /** True when it holds the bearer token of scripts. */
  readonly script: boolean;
}

/** Stands before every request and every upgrade, whatever they ask for. */
export interface Gate {
  check(request: IncomingMessage, upgrade: boolean): Refusal | null;
  who(request: IncomingMessage): Asker;
}

/** What the gate needs to know of the host. */
export interface GateRoom {
  readonly port: number;
  readonly hosts: ReadonlySet<string>;
  readonly sessions: Sessions;
  readonly bearer: Buffer | null;
  readonly limits: WebLimits;
  now(): number;
}

/** A gate that checks Host and Origin first and the caller's allowance second. */
export function createGate(room: GateRoom): Gate {
  const strangers = createLimiter(room.limits.strangers, room.now);
  const signedIn = createLimiter(room.limits.signedIn, room.now);

  function who(request: IncomingMessage): Asker {
    return {
      session: sessionOf(request.headers, room.port, room.sessions),
      script: holdsToken(request.headers, room.bearer),
    };
  }

  return {
    who,
    check(request, upgrade) {
      const foreign = whyForeign(claimsOf(request, upgrade), room.hosts);
      if (foreign !== null) return { status: 403, problem: notFromHere(foreign) };
      const { session, script } = who(request);
      const isWelcome = script || session !== null;
      // Whoever is signed in has an allowance of their own, so that strangers cannot use it up.
      const may = isWelcome
        ? signedIn.take(session?.secret ?? 'scripts')
        : strangers.take(request.socket.remoteAddress ?? '');
      return may ? null : { status: 429, problem: tooMany };
    },
  };
}

/** Sends a problem as the whole answer. */
export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  response.writeHead(refusal.status, { ...GUARD_HEADERS, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ ok: false, problem: refusal.problem }));
}

function claimsOf(request: IncomingMessage, upgrade: boolean) {
  return {
    method: request.method ?? '',
    host: request.headersDistinct.host ?? [],
    origin: request.headersDistinct.origin ?? [],
    fetchSite: request.headersDistinct['sec-fetch-site']?.join(),
    fetchMode: request.headersDistinct['sec-fetch-mode']?.join(),
    bearer: bearerOf(request.headers) !== null,
    upgrade,
  };
}

function notFromHere(why: string): Problem {
  return refused(
    'not-allowed',
    `This request did not come from Gatehouse’s own page. ${why}`,
    'Open the address that Gatehouse printed when it started.',
  ).problem;
}
