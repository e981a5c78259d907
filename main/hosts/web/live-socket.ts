import type { WebSocket } from 'ws';
import { type Problem, refused } from '../../../shared/terms/problem.ts';
import { answer, type Caller, type Handlers, type OnBug } from '../../../shared/wire/answer.ts';
import { idOf } from '../../../shared/wire/envelopes.ts';
import { parseText } from '../../../shared/wire/text.ts';
import { helloMessage } from '../../../shared/wire/web-session.ts';
import { createLimiter } from './limiter.ts';
import type { WebLimits } from './limits.ts';
import { digestOf, placeOf } from './secrets.ts';
import type { Session } from './sessions.ts';

/** Why we close a socket, in the numbers of the web socket protocol. */
export const CLOSE = { notText: 1003, wrongSecret: 4401, signedOut: 4403 } as const;

/** What a socket needs of the host. */
export interface LiveRoom {
  readonly handlers: Handlers;
  readonly onBug: OnBug;
  readonly limits: WebLimits;
  now(): number;
  /** Told when a socket was dropped because it does not take what it is sent. */
  onSlow(): void;
}

/** One signed-in page at the other end of a socket. */
export interface LiveSocket {
  readonly session: Session;
  send(text: string): void;
  close(code: number): void;
  drop(): void;
  /** Asks for a sign of life; drops the socket when the last one never came. */
  beat(): void;
}

/** Serves one socket: it may read at once, and decide once it has said its session's secret. */
export function serveSocket(room: LiveRoom, socket: WebSocket, session: Session): LiveSocket {
  const secret = digestOf(session.secret);
  const send = (text: string) => sendBounded(room, socket, text);
  const reply = createReplier(room, send);
  let decides = false;
  let isAlive = true;

  socket.on('message', (data, isBinary) => {
    // A peer that we sent away can go on talking until it closes its end.
    if (socket.readyState !== socket.OPEN) return;
    if (isBinary) {
      socket.close(CLOSE.notText);
      return;
    }
    const message = parseText(data.toString());
    const hello = helloMessage.safeParse(message);
    if (!hello.success) void reply(message, decides);
    else if (placeOf(hello.data.secret, [secret]) === 0) decides = true;
    else socket.close(CLOSE.wrongSecret);
  });
  socket.on('pong', () => {
    isAlive = true;
  });
  // Broken frames and vanished peers end in 'close' as well; there is nobody left to tell.
  socket.on('error', () => socket.terminate());

  function beat(): void {
    if (!isAlive) socket.terminate();
    isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }

  return { session, send, close: (code) => socket.close(code), drop: () => socket.terminate(), beat };
}

function sendBounded(room: LiveRoom, socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount <= room.limits.backlogBytes) {
    socket.send(text);
    return;
  }
  room.onSlow();
  socket.terminate();
}

/** Answers the messages of one socket, so many a second and so many at a time. */
function createReplier(
  room: LiveRoom,
  send: (text: string) => void,
): (message: unknown, decides: boolean) => Promise<void> {
  const limiter = createLimiter(room.limits.messages, room.now);
  let underWay = 0;
  return async (message, decides) => {
    if (underWay >= room.limits.underWay || !limiter.take('')) {
      send(JSON.stringify({ kind: 'reply', id: idOf(message), ok: false, problem: tooMany }));
      return;
    }
    underWay += 1;
    const caller: Caller = { host: 'web', may: { read: true, decide: decides } };
    const envelope = await answer(room.handlers, caller, message, room.onBug);
    underWay -= 1;
    send(JSON.stringify(envelope));
  };
}

/** Said when a caller asks faster than it may, at both ends of the web host. */
export const tooMany: Problem = refused(
  'unavailable',
  'There are too many requests at once.',
  'Wait a few seconds, then try again.',
).problem;
