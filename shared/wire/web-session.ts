import { z } from 'zod';
import { problemShape } from './envelopes.ts';

/** Path at which a page trades a launch token for a session, and asks whether it has one. */
export const SESSION_PATH = '/session';
/** Path of the web socket that carries envelopes. */
export const LIVE_PATH = '/live';
/** Path below which scripts call verbs. */
export const CALL_PATH = '/api/call/';
/** What stands before the one-time token in the fragment of a launch link. */
export const LAUNCH_KEY = 'launch=';

/** What a page sends to sign in. */
export const launchRequest = z.strictObject({ launch: z.string().min(1).max(200) });

/** Whether this browser is signed in; if so, with the secret that its socket must present before it may decide. */
export const sessionAnswer = z.union([
  z.object({ signedIn: z.literal(true), secret: z.string() }),
  z.object({ signedIn: z.literal(false) }),
]);
export type SessionAnswer = z.infer<typeof sessionAnswer>;

/** A problem as the body of an answer over HTTP. */
export const problemAnswer = z.object({ ok: z.literal(false), problem: problemShape });

/** First message on the socket: proof that the page itself opened it, not only a browser that holds the cookie. */
export const helloMessage = z.strictObject({ kind: z.literal('hello'), secret: z.string().max(200) });
