import { z } from 'zod';
import { PROBLEM_CODES } from '../terms/problem.ts';

/** A question from a screen. `id` is the screen's own and comes back with the answer. */
export const requestEnvelope = z.strictObject({
  kind: z.literal('request'),
  id: z.number().int().nonnegative(),
  verb: z.string().max(100),
  input: z.unknown(),
});
export type RequestEnvelope = z.infer<typeof requestEnvelope>;

/** The id under which a message waits for its answer, even when all else in it is wrong; 0 when it has none. */
export function idOf(message: unknown): number {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : 0;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : 0;
}

/** A problem as it crosses a door. */
export const problemShape = z.object({
  code: z.enum(PROBLEM_CODES),
  what: z.string(),
  next: z.string(),
  details: z.record(z.string(), z.json()).exactOptional(),
});

/** The answer to a request: a value of the verb's output, or a problem. */
export const replyEnvelope = z.union([
  z.object({ kind: z.literal('reply'), id: z.number().int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ kind: z.literal('reply'), id: z.number().int(), ok: z.literal(false), problem: problemShape }),
]);
export type ReplyEnvelope = z.infer<typeof replyEnvelope>;

/** Something main says unasked. */
export const pushEnvelope = z.object({ kind: z.literal('push'), name: z.string(), payload: z.unknown() });
export type PushEnvelope = z.infer<typeof pushEnvelope>;
