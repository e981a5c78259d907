import type { z } from 'zod';
import type { Problem } from '../../shared/terms/problem.ts';
import { parseText } from '../../shared/wire/text.ts';
import { problemAnswer, SESSION_PATH, sessionAnswer } from '../../shared/wire/web-session.ts';
import type { Page } from './page.ts';

/** What the server says about us: signed in, not, or nothing because it cannot be reached. */
export type Standing =
  | { readonly is: 'in'; readonly secret: string }
  | { readonly is: 'out'; readonly problem: Problem | null }
  | { readonly is: 'away' };

/** Trades a one-time token for a session cookie. */
export function tradeLaunch(page: Page, launch: string): Promise<Standing> {
  return ask(page, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ launch }),
  });
}

/** Asks whether this browser holds a session cookie already. */
export function askSession(page: Page): Promise<Standing> {
  return ask(page, { method: 'GET' });
}

async function ask(page: Page, init: RequestInit): Promise<Standing> {
  const text = await textOf(page, init);
  if (text === null) return { is: 'away' };
  const body = parseText(text);
  const session = parsed(sessionAnswer, body);
  if (session !== null) {
    return session.signedIn ? { is: 'in', secret: session.secret } : { is: 'out', problem: null };
  }
  const refusal = parsed(problemAnswer, body);
  if (refusal === null || refusal.problem.code === 'unavailable') return { is: 'away' };
  return { is: 'out', problem: refusal.problem };
}

async function textOf(page: Page, init: RequestInit): Promise<string | null> {
  try {
    const response = await page.fetch(SESSION_PATH, {
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
    });
    return await response.text();
  } catch (error) {
    // fetch ends in a TypeError when the server cannot be reached or hangs up half-way.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function parsed<Shape extends z.ZodType>(shape: Shape, value: unknown): z.infer<Shape> | null {
  const result = shape.safeParse(value);
  return result.success ? result.data : null;
}
