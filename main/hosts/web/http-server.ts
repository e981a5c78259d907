import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { type Problem, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { OnBug } from '../../../shared/wire/answer.ts';
import { MAX_REQUEST_BYTES } from '../../../shared/wire/text.ts';
import { GUARD_HEADERS } from '../page/page-answer.ts';
import { type Gate, sendRefusal } from './gate.ts';
import { STATUS_OF } from './status-codes.ts';

/** The gate, once the port is known; nothing is answered before. */
export interface GateHolder {
  gate: Gate | null;
}

/** What comes in beside plain requests. */
export type OnUpgrade = (request: IncomingMessage, line: Duplex, head: Buffer) => void;

const MAX_CONNECTIONS = 256;

/** A server without routes: every request passes the gate before any route, known or not, is looked for. */
export function createHttpServer(holder: GateHolder, onUpgrade: OnUpgrade, onBug: OnBug): FastifyInstance {
  const http = Fastify({
    logger: false,
    bodyLimit: MAX_REQUEST_BYTES,
    forceCloseConnections: true,
    serverFactory: (handle) => guardedServer(holder, handle, onUpgrade),
    frameworkErrors: (_error, _request, reply) =>
      sendProblem(reply, 400, badRequest('Its address is malformed.')),
  });
  http.removeAllContentTypeParsers();
  http.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    http.getDefaultJsonParser('error', 'error'),
  );
  http.setNotFoundHandler((_request, reply) => sendProblem(reply, 404, nothingHere));
  http.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) return sendProblem(reply, status, badRequest(error.message));
    onBug(`${request.method} ${request.routeOptions.url ?? ''}`, error);
    return sendProblem(reply, 500, ourMistake);
  });
  return http;
}

/** Sends a problem, with no more than the problem in it. */
export function sendProblem(reply: FastifyReply, status: number, problem: Problem): FastifyReply {
  return reply.code(status).send({ ok: false, problem });
}

/** Sends what a verb answered, with the status that fits its problem. */
export function sendReply(reply: FastifyReply, answer: Reply<unknown>): FastifyReply {
  return answer.ok
    ? reply.code(200).send({ ok: true, value: answer.value })
    : sendProblem(reply, STATUS_OF[answer.problem.code], answer.problem);
}

function guardedServer(
  holder: GateHolder,
  handle: Parameters<typeof createServer>[1] & {},
  onUpgrade: OnUpgrade,
): Server {
  const server = createServer(
    { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 },
    (request, response) => {
      if (holder.gate === null) {
        request.destroy();
        return;
      }
      const refusal = holder.gate.check(request, false);
      if (refusal !== null) {
        sendRefusal(response, refusal);
        return;
      }
      for (const [name, value] of Object.entries(GUARD_HEADERS)) response.setHeader(name, value);
      handle(request, response);
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on('upgrade', onUpgrade);
  return server;
}

function badRequest(why: string): Problem {
  return refused('bad-request', `The request does not fit: ${why}`, 'Correct the request and send it again.')
    .problem;
}

const nothingHere = refused(
  'bad-request',
  'There is nothing at this address.',
  'Open the address that Gatehouse printed when it started.',
).problem;

const ourMistake = refused(
  'internal',
  'Gatehouse made a mistake while answering.',
  'Try again; if it happens again, report it with the log of the app.',
).problem;
