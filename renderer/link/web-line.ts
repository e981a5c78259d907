import { done, type Reply, refused } from '../../shared/terms/problem.ts';
import type { Transport } from '../../shared/wire/client.ts';
import { backOff } from './back-off.ts';
import { type Channel, createChannel } from './channel.ts';
import { launchOfHash, launchOfText } from './launch.ts';
import { type LiveLine, openLive } from './live-line.ts';
import type { Page } from './page.ts';
import type { StatusHolder } from './status.ts';
import { askSession, type Standing, tradeLaunch } from './web-session.ts';

/** The way to main from a browser: a session first, then a socket that is opened again whenever it closes. */
export interface WebLine {
  readonly transport: Transport;
  /** Signs in with a pasted launch link. */
  signIn(pasted: string): Promise<Reply<null>>;
  /** Begins; whoever listens to the transport does so by then. */
  start(): void;
}

/** A line over fetch and web sockets of the page's own server. */
export function createWebLine(page: Page, status: StatusHolder): WebLine {
  const channel = createChannel((text) => tries.live?.send(text));
  const tries: Tries = { page, status, channel, live: null, failures: 0, round: 0 };
  return {
    transport: channel.transport,
    async signIn(pasted) {
      const launch = launchOfText(pasted);
      return launch === null ? notALink : replyOf(await connect(tries, launch));
    },
    start() {
      page.onHashChange(() => {
        const launch = takeLaunch(page);
        if (launch !== null) void connect(tries, launch);
      });
      void connect(tries, takeLaunch(page));
    },
  };
}

interface Tries {
  readonly page: Page;
  readonly status: StatusHolder;
  readonly channel: Channel;
  live: LiveLine | null;
  /** Since something was last heard. */
  failures: number;
  /** Counts the tries; whatever an earlier one still has under way is stale. */
  round: number;
}

async function connect(tries: Tries, launch: string | null): Promise<Standing> {
  tries.round += 1;
  const mine = tries.round;
  if (tries.live !== null) {
    leave(tries);
    tries.status.set({ is: 'connecting' });
  }
  const standing = await standingOf(tries.page, launch);
  if (mine !== tries.round) return standing;
  if (standing.is === 'in') open(tries, standing.secret);
  else if (standing.is === 'out') tries.status.set({ is: 'signed-out', problem: standing.problem });
  else again(tries, launch);
  return standing;
}

function open(tries: Tries, secret: string): void {
  tries.live = openLive(tries.page, secret, {
    up() {
      tries.channel.up();
      tries.status.set({ is: 'up' });
    },
    received(text) {
      tries.failures = 0;
      tries.channel.received(text);
    },
    down() {
      leave(tries);
      again(tries, null);
    },
  });
}

function leave(tries: Tries): void {
  const left = tries.live;
  tries.live = null;
  left?.leave();
  tries.channel.down();
}

function again(tries: Tries, launch: string | null): void {
  const mine = tries.round;
  tries.failures += 1;
  tries.status.set({ is: 'down' });
  tries.page.later(backOff(tries.failures), () => {
    if (mine === tries.round) void connect(tries, launch);
  });
}

/** The token leaves the address bar before it is used, so that it is in no bookmark and in no history. */
function takeLaunch(page: Page): string | null {
  const launch = launchOfHash(page.hash());
  if (launch !== null) page.dropHash();
  return launch;
}

/** A link that was used already is no reason to lock out the browser that used it. */
async function standingOf(page: Page, launch: string | null): Promise<Standing> {
  if (launch === null) return askSession(page);
  const traded = await tradeLaunch(page, launch);
  if (traded.is !== 'out') return traded;
  const held = await askSession(page);
  return held.is === 'in' ? held : traded;
}

function replyOf(standing: Standing): Reply<null> {
  if (standing.is === 'in') return done(null);
  if (standing.is === 'out' && standing.problem !== null) return { ok: false, problem: standing.problem };
  return refused('unavailable', 'Gatehouse does not answer.', 'See whether it still runs, then try again.');
}

const notALink = refused(
  'bad-request',
  'This is not a sign-in link.',
  'Paste the whole address that Gatehouse printed when it started; it ends in “#launch=…”.',
);
