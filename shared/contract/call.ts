import type { z } from 'zod';

/** Who may call a verb: reading needs to be signed in, deciding needs the session's own secret as well. */
export type Access = 'read' | 'decide';

/** One verb of the contract: what goes in, what comes out, both checked at the door. */
export interface Call<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  readonly access: Access;
  readonly input: In;
  readonly output: Out;
}

/** Declares a verb that changes nothing. */
export function reads<In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out): Call<In, Out> {
  return { access: 'read', input, output };
}

/** Declares a verb that changes something. */
export function decides<In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out): Call<In, Out> {
  return { access: 'decide', input, output };
}
