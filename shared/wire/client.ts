import { contract, type Input, type Output, type Verb } from '../contract/index.ts';
import { type PushName, type PushPayload, pushes } from '../contract/pushes.ts';
import { type Problem, type Reply, refused } from '../terms/problem.ts';
import { idOf, pushEnvelope, type ReplyEnvelope, replyEnvelope } from './envelopes.ts';

/** Carries messages to main and back; what they mean is none of its business. */
export interface Transport {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when nothing more can be sent or received until it opens again. */
  onDown(listener: () => void): void;
  /** Called each time it opens, the first time included. */
  onUp(listener: () => void): void;
}

type Listener = (payload: never) => void;

/** The one object through which screens reach main. */
export interface Client {
  call<Name extends Verb>(verb: Name, input: Input<Name>): Promise<Reply<Output<Name>>>;
  on<Name extends PushName>(name: Name, listener: (payload: PushPayload<Name>) => void): () => void;
}

/**
 * A client over a transport. Calls under way when the transport goes down end as `unavailable`, and so do calls made
 * while it is down: nothing is kept to be sent later. Ids count on from `lastId`; a page hands in one that an earlier
 * page in the same window cannot have reached, so that a late answer to that page is nobody's here.
 */
export function createClient(transport: Transport, lastId = 0): Client {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  const listeners = new Map<PushName, Set<Listener>>();
  let used = lastId;
  let up = false;

  transport.onMessage((message) => {
    const reply = replyEnvelope.safeParse(message);
    if (reply.success) settle(waiting, reply.data.id, replyOf(reply.data));
    else if (waiting.has(idOf(message))) settle(waiting, idOf(message), notAsAgreed);
    else tell(listeners, message);
  });
  transport.onUp(() => {
    up = true;
  });
  transport.onDown(() => {
    up = false;
    for (const id of [...waiting.keys()]) settle(waiting, id, { ok: false, problem: unavailable });
  });

  return {
    call<Name extends Verb>(verb: Name, input: Input<Name>): Promise<Reply<Output<Name>>> {
      if (!up) return Promise.resolve({ ok: false, problem: unavailable });
      used += 1;
      const id = used;
      const answered = new Promise<Reply<unknown>>((resolve) => waiting.set(id, resolve));
      transport.send({ kind: 'request', id, verb, input });
      return answered.then((reply) => checkOutput(verb, reply));
    },
    on(name, listener) {
      const group = listeners.get(name) ?? new Set<Listener>();
      listeners.set(name, group);
      group.add(listener);
      return () => group.delete(listener);
    },
  };
}

const unavailable: Problem = {
  code: 'unavailable',
  what: 'There is no connection to Gatehouse, or it was lost before the answer came.',
  next: 'Wait until it is back; what you see may be out of date until then.',
};

const notAsAgreed = refused(
  'internal',
  'The answer of Gatehouse does not have the agreed form.',
  'Reload; if it happens again, the app and its screens are of different versions.',
);

function settle(waiting: Map<number, (reply: Reply<unknown>) => void>, id: number, reply: Reply<unknown>) {
  const resolve = waiting.get(id);
  waiting.delete(id);
  resolve?.(reply);
}

function replyOf(envelope: ReplyEnvelope): Reply<unknown> {
  return envelope.ok ? { ok: true, value: envelope.value } : { ok: false, problem: envelope.problem };
}

function checkOutput<Name extends Verb>(verb: Name, reply: Reply<unknown>): Reply<Output<Name>> {
  if (!reply.ok) return reply;
  const output = contract[verb].output.safeParse(reply.value);
  if (output.success) return { ok: true, value: output.data as Output<Name> };
  return notAsAgreed;
}

function tell(listeners: Map<PushName, Set<Listener>>, message: unknown): void {
  const envelope = pushEnvelope.safeParse(message);
  if (!envelope.success || !Object.hasOwn(pushes, envelope.data.name)) return;
  const name = envelope.data.name as PushName;
  const payload = pushes[name].safeParse(envelope.data.payload);
  if (!payload.success) return;
  for (const listener of listeners.get(name) ?? []) listener(payload.data as never);
}
