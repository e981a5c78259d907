import { z } from 'zod';
import { healthView, preferencesView, sessionView } from '../view/session.ts';
import { decides, reads } from './call.ts';

/** Verbs about the app itself: which datasite, how it fares, what the machine remembers. */
export const sessionCalls = {
  'session.show': reads(z.strictObject({}), sessionView),
  'session.open': decides(
    z.strictObject({ box: z.string().min(1).max(4_096), owner: z.string().min(3).max(320) }),
    sessionView,
  ),
  'session.practice': decides(z.strictObject({}), sessionView),
  'health.show': reads(z.strictObject({}), healthView),
  'preferences.show': reads(z.strictObject({}), preferencesView),
  'preferences.change': decides(preferencesView.partial().strict(), preferencesView),
} as const;
