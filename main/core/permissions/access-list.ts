import { compileNamePattern, isNamePattern } from './name-pattern.ts';

/** What stands for the requester in a template rule, and for everyone in any other. */
export const USER_WORD = 'USER';

/** Everyone, in an access list. */
export const EVERYONE = '*';

/** An access list ready to be asked. */
export interface AccessList {
  /** True when the list names this requester. */
  names(user: string): boolean;
}

const NOBODY: AccessList = { names: () => false };
const ANYBODY: AccessList = { names: () => true };

/**
 * Compiles one access list. `*` is everyone; an entry with `*` or `?` is a pattern over the whole e-mail; anything
 * else must be equal. `USER` is the requester in a rule with the e-mail template and everyone in a rule without.
 */
export function compileAccessList(entries: readonly string[], inTemplateRule: boolean): AccessList {
  if (entries.length === 0) return NOBODY;
  const everyone = entries.includes(EVERYONE) || (!inTemplateRule && entries.includes(USER_WORD));
  if (everyone) return ANYBODY;
  const exact: ReadonlySet<string> = new Set(
    entries.filter((entry) => !isNamePattern(entry) && entry !== USER_WORD),
  );
  const patterns = entries.filter(isNamePattern).map(compileNamePattern);
  const requester = inTemplateRule && entries.includes(USER_WORD);
  if (patterns.length === 0 && !requester) return { names: (user) => exact.has(user) };
  return {
    names: (user) =>
      exact.has(user) || (requester && namesItself(user)) || patterns.some((matches) => matches(user)),
  };
}

/** True when `entry`, standing in a list, names this user. */
export function entryNames(entry: string, inTemplateRule: boolean, user: string): boolean {
  return compileAccessList([entry], inTemplateRule).names(user);
}

/** `USER` becomes the requester's text, which is then read as any entry: `[a]*` does not match itself. */
function namesItself(user: string): boolean {
  if (user === EVERYONE || !isNamePattern(user)) return true;
  return compileNamePattern(user)(user);
}
