import type { IncomingHttpHeaders } from 'node:http';
import { placeOf } from './secrets.ts';
import type { Session, Sessions } from './sessions.ts';

/** The name of the session cookie; browsers share cookies between ports, so it carries ours. */
export function cookieName(port: number): string {
  return `gatehouse_${port}`;
}

/** The header that gives a browser its session. No script can read it and no other site's request carries it. */
export function cookieHeader(port: number, value: string): string {
  return `${cookieName(port)}=${value}; Path=/; HttpOnly; SameSite=Strict`;
}

/** The session whose cookie a request carries; null when it carries none, or one that is not ours. */
export function sessionOf(headers: IncomingHttpHeaders, port: number, sessions: Sessions): Session | null {
  const start = `${cookieName(port)}=`;
  const cookies = (headers.cookie ?? '').split(';').map((part) => part.trim());
  for (const cookie of cookies.filter((each) => each.startsWith(start)).slice(0, 4)) {
    const session = sessions.find(cookie.slice(start.length));
    if (session !== null) return session;
  }
  return null;
}

/** Whether a request carries the bearer token, of which only the digest is kept; null = there is no token file. */
export function holdsToken(headers: IncomingHttpHeaders, digest: Buffer | null): boolean {
  const presented = bearerOf(headers);
  return presented !== null && digest !== null && placeOf(presented, [digest]) === 0;
}

/** The token after `Authorization: Bearer`, or null. */
export function bearerOf(headers: IncomingHttpHeaders): string | null {
  const match = /^Bearer ([A-Za-z0-9_-]{1,200})$/.exec(headers.authorization ?? '');
  return match?.[1] ?? null;
}
