import type { Rate } from './limiter.ts';

/** Bounds on what callers may ask of the web host. */
export interface WebLimits {
  /** Requests of each address that has shown no cookie or token. */
  readonly strangers: Rate;
  /** Requests of each session, and of the scripts together. */
  readonly signedIn: Rate;
  /** Messages on each socket. */
  readonly messages: Rate;
  /** Messages of one socket that are being answered at a time. */
  readonly underWay: number;
  readonly sockets: number;
  /** Bytes that may wait to be taken by one socket; more and it is dropped. A list of 100,000 jobs fits. */
  readonly backlogBytes: number;
}

/** The bounds outside tests. */
export const WEB_LIMITS: WebLimits = {
  strangers: { burst: 200, perSecond: 20 },
  signedIn: { burst: 1_000, perSecond: 200 },
  messages: { burst: 400, perSecond: 100 },
  underWay: 64,
  sockets: 32,
  backlogBytes: 64 * 1024 * 1024,
};
