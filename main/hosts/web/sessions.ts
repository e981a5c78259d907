import { digestOf, newSecret, placeOf } from './secrets.ts';

/** One signed-in browser. */
export interface Session {
  /** What the page must say on its socket before it may decide. */
  readonly secret: string;
}

/** What came of a launch token. */
export type Trade =
  | { readonly is: 'new'; readonly cookie: string; readonly session: Session }
  | { readonly is: 'used' }
  | { readonly is: 'unknown' };

/** Who is signed in, and with which one-time links more may come. Kept in memory: a restart signs everybody out. */
export interface Sessions {
  /** A fresh one-time token. */
  mintLaunch(): string;
  /** Takes a one-time token and opens a session for it. */
  trade(launch: string): Trade;
  /** The session of a cookie's value. */
  find(cookie: string): Session | null;
}

const MAX_LAUNCHES = 8;
const MAX_USED = 64;
const MAX_SESSIONS = 16;

/** Starts with nobody signed in. `onEnd` hears of sessions that make room for newer ones. */
export function createSessions(onEnd: (session: Session) => void): Sessions {
  const launches: Buffer[] = [];
  const used: Buffer[] = [];
  const open: { readonly digest: Buffer; readonly session: Session }[] = [];

  function openSession(): Trade {
    const cookie = newSecret();
    const session = { secret: newSecret() };
    open.push({ digest: digestOf(cookie), session });
    if (open.length > MAX_SESSIONS) {
      const oldest = open.shift();
      if (oldest !== undefined) onEnd(oldest.session);
    }
    return { is: 'new', cookie, session };
  }

  return {
    mintLaunch() {
      const launch = newSecret();
      keep(launches, digestOf(launch), MAX_LAUNCHES);
      return launch;
    },
    trade(launch) {
      const place = placeOf(launch, launches);
      const [digest] = place === -1 ? [] : launches.splice(place, 1);
      if (digest === undefined) return { is: placeOf(launch, used) === -1 ? 'unknown' : 'used' };
      keep(used, digest, MAX_USED);
      return openSession();
    },
    find(cookie) {
      const digests = open.map((each) => each.digest);
      return open[placeOf(cookie, digests)]?.session ?? null;
    },
  };
}

function keep(list: Buffer[], digest: Buffer, most: number): void {
  list.push(digest);
  if (list.length > most) list.shift();
}
