import type { Reply } from '../../shared/terms/problem.ts';
import { refused } from '../../shared/terms/problem.ts';
import { LIVE_PATH } from '../../shared/wire/web-session.ts';
import { backOff } from './back-off.ts';
import type { Channel } from './channel.ts';
import { launchOfHash, launchOfText } from './launch.ts';
import type { Page, PageSocket } from './page.ts';
import type { StatusHolder } from './status.ts';
import { askSession, type Standing, tradeLaunch } from './web-session.ts';

/** The way to main from a browser: session first, then a socket that is opened again whenever it closes. */
export interface WebLine {
  send(text: string): void;
  /** Signs in with a pasted launch link. */
  signIn(pasted: string): Promise<Reply<null>>;
  start(channel: Channel): void;
}

/** A line over fetch and one web socket of the page's own server. */
export function createWebLine(page: Page, status: StatusHolder): WebLine {
  let channel: Channel | null = null;
  let socket: PageSocket | null = null;
  let isUp = false;
  let failures = 0;
  /** Counts the tries; what an earlier try still has under way is stale. */
  let round = 0;

  async function connect(launch: string | null): Promise<Standing> {
    round += 1;
    const mine = round;
    leave();
    const standing = await standingOf(page, launch);
    if (mine !== round) return standing;
    if (standing.is === 'in') open(standing.secret, mine);
    else if (standing.is === 'out') status.set({ is: 'signed-out', problem: standing.problem });
    else again(launch, mine);
    return standing;
  }

  function leave(): void {
    const left = socket;
    socket = null;
    if (isUp) channel?.down();
    isUp = false;
    left?.close();
  }

  function again(launch: string | null, mine: number): void {
    failures += 1;
    status.set({ is: 'down' });
    page.later(backOff(failures), () => {
      if (mine === round) void connect(launch);
    });
  }

  function open(secret: string, mine: number): void {
    const opening = page.openSocket(page.origin.replace(/^http/, 'ws') + LIVE_PATH, {
      opened() {
        if (mine !== round) return;
        opening.send(JSON.stringify({ kind: 'hello', secret }));
        isUp = true;
        channel?.up();
        status.set({ is: 'up' });
      },
      received(text) {
        if (mine !== round) return;
        failures = 0;
        channel?.received(text);
      },
      closed() {
        if (mine !== round) return;
        leave();
        again(null, mine);
      },
    });
    socket = opening;
  }

  function followHash(): void {
    const launch = launchOfHash(page.hash());
    if (launch === null) return;
    page.dropHash();
    void connect(launch);
  }

  return {
    send: (text) => socket?.send(text),
    async signIn(pasted) {
      const launch = launchOfText(pasted);
      if (launch === null) return notALink;
      return replyOf(await connect(launch));
    },
    start(joined) {
      channel = joined;
      page.onHashChange(followHash);
      const launch = launchOfHash(page.hash());
      if (launch !== null) page.dropHash();
      void connect(launch);
    },
  };
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
  if (standing.is === 'in') return { ok: true, value: null };
  if (standing.is === 'out' && standing.problem !== null) return { ok: false, problem: standing.problem };
  return refused('unavailable', 'Gatehouse does not answer.', 'See whether it still runs, then try again.');
}

const notALink = refused(
  'bad-request',
  'This is not a sign-in link.',
  'Paste the whole address that Gatehouse printed when it started; it ends in “#launch=…”.',
);
