import type { z } from 'zod';
import { activityCalls } from './activity.ts';
import { jobsCalls } from './jobs.ts';
import { permissionCalls } from './permissions.ts';
import { sessionCalls } from './session.ts';

/** Every verb both doors offer; there is no other way in. */
export const contract = { ...jobsCalls, ...permissionCalls, ...sessionCalls, ...activityCalls } as const;

/** The name of a verb. */
export type Verb = keyof typeof contract;
/** What a verb takes. */
export type Input<Name extends Verb> = z.infer<(typeof contract)[Name]['input']>;
/** What a verb gives. */
export type Output<Name extends Verb> = z.infer<(typeof contract)[Name]['output']>;
