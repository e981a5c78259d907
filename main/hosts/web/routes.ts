import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, refused } from '../../../shared/terms/problem.ts';
import { type Caller, callVerb, type Handlers, type OnBug } from '../../../shared/wire/answer.ts';
import { CALL_PATH, launchRequest, SESSION_PATH } from '../../../shared/wire/web-session.ts';
import { answerPage, type PageServing } from '../page/page-answer.ts';
import { cookieHeader } from './credentials.ts';
import type { Gate } from './gate.ts';
import { sendProblem, sendReply } from './http-server.ts';
import type { Sessions } from './sessions.ts';

/** What the routes of the web host work with. */
export interface RouteRoom {
  readonly handlers: Handlers;
  readonly onBug: OnBug;
  readonly sessions: Sessions;
  readonly serving: PageServing;
  /** The gate and the port, known by the time anything is asked. */
  gate(): Gate | null;
  port(): number;
}

/** Adds every address of the web host: the session, the verbs for scripts, and the files of the page. */
export function addRoutes(http: FastifyInstance, room: RouteRoom): void {
  http.get(SESSION_PATH, (request, reply) => showSession(room, request, reply));
  http.post(SESSION_PATH, { bodyLimit: 1_024 }, (request, reply) => openSession(room, request, reply));
  http.post(`${CALL_PATH}:verb`, (request, reply) => callForScript(room, request, reply));
  http.get('/*', (request, reply) => {
    const answer = answerPage(room.serving, request.raw.url ?? '');
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  });
}

/** Not being signed in is an answer here, not an error: the page asks to find out. */
function showSession(room: RouteRoom, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const session = room.gate()?.who(request.raw).session ?? null;
  return reply.send(session === null ? { signedIn: false } : { signedIn: true, secret: session.secret });
}

function openSession(room: RouteRoom, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const asked = launchRequest.safeParse(request.body);
  if (!asked.success) return sendProblem(reply, 400, noLaunch);
  const trade = room.sessions.trade(asked.data.launch);
  if (trade.is !== 'new') return sendProblem(reply, 401, trade.is === 'used' ? usedLaunch : unknownLaunch);
  return reply
    .header('set-cookie', cookieHeader(room.port(), trade.cookie))
    .send({ signedIn: true, secret: trade.session.secret });
}

async function callForScript(
  room: RouteRoom,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (room.gate()?.who(request.raw).script !== true) return sendProblem(reply, 401, noToken);
  const { verb } = request.params as { verb: string };
  return sendReply(reply, await callVerb(room.handlers, owner, verb, request.body ?? {}, room.onBug));
}

/** Whoever can read the token file is the owner. */
const owner: Caller = { host: 'web', may: { read: true, decide: true } };

const another = 'Ask the running Gatehouse for a new sign-in link.';

const noLaunch: Problem = refused('bad-request', 'The request holds no sign-in token.', another).problem;
const usedLaunch: Problem = refused(
  'not-signed-in',
  'This sign-in link was used already; each works once.',
  another,
).problem;
const unknownLaunch: Problem = refused(
  'not-signed-in',
  'This sign-in link is not one of this Gatehouse: it may be from an earlier start.',
  another,
).problem;
const noToken: Problem = refused(
  'not-signed-in',
  'The request does not carry the token of this Gatehouse.',
  'Start Gatehouse with --token-file FILE and send “Authorization: Bearer” with what it holds.',
).problem;
