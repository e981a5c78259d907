import { LAUNCH_KEY } from '../../shared/wire/web-session.ts';

const TOKEN_SHAPE = /^[A-Za-z0-9_-]{20,200}$/;

/** The one-time token in the fragment of a launch link, or null when there is none. */
export function launchOfHash(hash: string): string | null {
  const text = hash.replace(/^#/, '');
  return text.startsWith(LAUNCH_KEY) ? parseToken(text.slice(LAUNCH_KEY.length)) : null;
}

/** The one-time token in what somebody pasted: a whole launch link, or the token alone; null when it is neither. */
export function launchOfText(text: string): string | null {
  const pasted = text.trim();
  const at = pasted.indexOf(`#${LAUNCH_KEY}`);
  return at === -1 ? parseToken(pasted) : launchOfHash(pasted.slice(at));
}

function parseToken(text: string): string | null {
  return TOKEN_SHAPE.test(text) ? text : null;
}
