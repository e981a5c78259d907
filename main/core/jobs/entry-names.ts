import { hasHiddenCharacter, spellOutHidden } from './hidden-characters.ts';

const PLAIN = /^[A-Za-z0-9_-][A-Za-z0-9_.+@-]*$/;
const DRIVE_LETTER = /^[A-Za-z]:/;
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:[ .:]|$)/i;
const NOT_UTF8 = /\\x(?!5c)[0-9a-f]{2}/;
const ASCII = /^[\0-\x7f]*$/;

/** Why one name (no path) must not be used on every system, in one sentence; null when it may. */
export function unsafeNameReason(name: string): string | null {
  if (PLAIN.test(name) && !name.endsWith('.') && !RESERVED.test(name)) return null;
  if (name === '' || name === '.' || name === '..') return 'It is no name of its own.';
  if (name.includes('/') || name.includes('\0')) return 'It holds a separator.';
  if (name.includes('\\')) return 'It holds a backslash, which other systems read as a separator.';
  if (hasHiddenCharacter(name)) return `It holds hidden or control characters: ${quoted(name)}.`;
  if (DRIVE_LETTER.test(name)) return 'It begins like a drive letter.';
  if (RESERVED.test(name)) return 'It is a device name on Windows.';
  return /[. ]$/.test(name) ? 'It ends with a dot or a space, which other systems drop.' : null;
}

/** Equal for two names that some file system holds for one: same letters but for case or Unicode form. */
export function foldName(name: string): string {
  if (ASCII.test(name)) return name.toLowerCase();
  return name.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');
}

/** True for a name in the escaped form (`\xe9`) that bytes which are not UTF-8 are given. */
export function isEscapedBytes(name: string): boolean {
  return NOT_UTF8.test(name);
}

/** The manifest's path in plain form (no `.` or empty parts), or null when it leaves its folder or is unsafe. */
export function safeRelativePath(path: string): string | null {
  if (path === '' || path.startsWith('/')) return null;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const safe = parts.length > 0 && parts.every((part) => unsafeNameReason(part) === null);
  return safe ? parts.join('/') : null;
}

/** A stranger's words inside ours: at most 80 characters, hidden ones written out. */
export function quoted(text: string): string {
  const short = text.length > 80 ? `${[...text.slice(0, 80)].slice(0, 79).join('')}…` : text;
  return `“${spellOutHidden(short)}”`;
}
