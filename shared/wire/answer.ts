import { describeIssues } from '../check/describe-issues.ts';
import type { Access, Call } from '../contract/call.ts';
import { contract, type Input, type Output, type Verb } from '../contract/index.ts';
import { type Problem, type Reply, refused } from '../terms/problem.ts';
import { idOf, type ReplyEnvelope, requestEnvelope } from './envelopes.ts';

/** Who is asking, as the door established it; nothing in a message can change it. */
export interface Caller {
  readonly host: 'electron' | 'web';
  readonly may: Readonly<Record<Access, boolean>>;
}

/** One function for every verb of the contract. */
export type Handlers = {
  readonly [Name in Verb]: (input: Input<Name>) => Promise<Reply<Output<Name>>>;
};

/** Told about exceptions, which are our bugs; the caller only ever sees `internal`. */
export type OnBug = (verb: string, error: unknown) => void;

/**
 * Answers one message from a door: checks its shape, the caller's right, the input, runs the handler and checks the
 * output. Never throws and always answers. A message without a usable id is answered with id 0.
 */
export async function answer(
  handlers: Handlers,
  caller: Caller,
  message: unknown,
  onBug: OnBug,
): Promise<ReplyEnvelope> {
  const request = requestEnvelope.safeParse(message);
  if (!request.success) return failed(idOf(message), badRequest(describeIssues(request.error)));
  const { id, verb, input } = request.data;
  const reply = await callVerb(handlers, caller, verb, input, onBug);
  return reply.ok ? { kind: 'reply', id, ok: true, value: reply.value } : failed(id, reply.problem);
}

/** Runs one verb for a caller, with the checks of {@link answer}; for doors that have no envelopes. */
export async function callVerb(
  handlers: Handlers,
  caller: Caller,
  verb: string,
  input: unknown,
  onBug: OnBug,
): Promise<Reply<unknown>> {
  if (!isVerb(verb)) {
    return refused(
      'unknown-verb',
      `There is no verb “${verb.slice(0, 80)}”.`,
      'Update the program that asked.',
    );
  }
  const call: Call = contract[verb];
  if (!caller.may[call.access]) {
    return refused(
      'not-allowed',
      `This caller may not use “${verb}”.`,
      'Sign in as the owner of the datasite.',
    );
  }
  const checked = call.input.safeParse(input);
  if (!checked.success) return { ok: false, problem: badRequest(describeIssues(checked.error)) };
  return runChecked(handlers, verb, call, checked.data, onBug);
}

async function runChecked(
  handlers: Handlers,
  verb: Verb,
  call: Call,
  input: unknown,
  onBug: OnBug,
): Promise<Reply<unknown>> {
  try {
    const handler: (input: never) => Promise<Reply<unknown>> = handlers[verb];
    const reply = await handler(input as never);
    if (!reply.ok) return reply;
    const output = call.output.safeParse(reply.value);
    if (output.success) return { ok: true, value: output.data };
    onBug(verb, new Error(`The result does not fit the contract: ${describeIssues(output.error)}`));
  } catch (error) {
    onBug(verb, error);
  }
  return refused(
    'internal',
    'Gatehouse made a mistake while answering.',
    'Try again; if it happens again, report it with the log of the app.',
  );
}

function isVerb(name: string): name is Verb {
  return Object.hasOwn(contract, name);
}

function badRequest(issues: string): Problem {
  return {
    code: 'bad-request',
    what: `The request does not fit: ${issues}`,
    next: 'Correct the request and send it again.',
  };
}

function failed(id: number, problem: Problem): ReplyEnvelope {
  return problem.details === undefined
    ? {
        kind: 'reply',
        id,
        ok: false,
        problem: { code: problem.code, what: problem.what, next: problem.next },
      }
    : { kind: 'reply', id, ok: false, problem: JSON.parse(JSON.stringify(problem)) };
}
