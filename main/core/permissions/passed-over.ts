import { compilePattern } from './glob-matcher.ts';

/** Why a rule's pattern does not match a path. */
export type PassedOver = 'dot-name' | 'letter-case' | 'folder-itself' | 'one-level' | 'other-path';

/** The most helpful reason why a pattern (e-mail filled in) does not match a relative path. */
export function whyPassedOver(pattern: string, relative: string): PassedOver {
  const matches = (text: string, asked = pattern): boolean => compilePattern(asked).matches(text);
  if (matches(relative.replace(/(^|\/)\.+/g, '$1x'))) return 'dot-name';
  if (matches(relative.toLowerCase(), pattern.toLowerCase())) return 'letter-case';
  if (pattern.endsWith('/**') && matches(relative, pattern.slice(0, -3))) return 'folder-itself';
  if (/(?:^|\/)\*$/.test(pattern) && matches(relative, `${pattern}*`)) return 'one-level';
  return 'other-path';
}

/** The reason in words, to stand after "does not match: ". */
export function passedOverInWords(reason: PassedOver, pattern: string): string {
  switch (reason) {
    case 'dot-name':
      return 'wildcards do not take names that begin with a dot';
    case 'letter-case':
      return 'capital and small letters differ';
    case 'folder-itself':
      return `${pattern} is what lies in the folder, not the folder itself`;
    case 'one-level':
      return 'a single * stays on one level';
    case 'other-path':
      return 'it is for other paths';
  }
}
