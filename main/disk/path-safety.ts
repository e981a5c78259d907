import { isUtf8 } from 'node:buffer';
import { sep } from 'node:path';

/** A path as the disk takes it: text, or bytes where a name in it is not UTF-8. */
export type DiskPath = string | Buffer;

const ESCAPED_BYTE = /\\x([0-9a-f]{2})/;
const EVERY_ESCAPED_BYTE = /\\x([0-9a-f]{2})/g;
const SLASH = Buffer.from('/');

/**
 * The text form of one name. Bytes that are no UTF-8 become `\xe9`, and a backslash that would read like such an
 * escape becomes `\x5c`, so two names never share a form; all other names stay as they are.
 */
export function nameOf(name: DiskPath): string {
  if (typeof name === 'string')
    return ESCAPED_BYTE.test(name) ? name.replace(/\\(?=x[0-9a-f]{2})/g, '\\x5c') : name;
  return isUtf8(name) ? nameOf(name.toString('utf8')) : escapeBytes(name);
}

/** The name on disk that a text form stands for. A text that `nameOf` never gives stands for itself. */
export function diskNameOf(name: string): DiskPath {
  if (!ESCAPED_BYTE.test(name)) return name;
  const bytes = unescapeBytes(name);
  const found = isUtf8(bytes) ? bytes.toString('utf8') : bytes;
  return nameOf(found) === name ? found : name;
}

/** True for a text that is the form of exactly one name. */
export function isNameForm(name: string): boolean {
  return nameOf(diskNameOf(name)) === name;
}

/** The path of a name inside a folder; stays text as long as both are. */
export function joinDisk(folder: DiskPath, name: DiskPath): DiskPath {
  if (typeof folder === 'string' && typeof name === 'string') return `${folder}/${name}`;
  return Buffer.concat([Buffer.from(folder), SLASH, Buffer.from(name)]);
}

/** True for a name that can only mean something directly inside its folder. */
export function isPlainName(name: string): boolean {
  const separated = name.includes('/') || name.includes('\0') || (sep === '\\' && name.includes('\\'));
  return name !== '' && name !== '.' && name !== '..' && !separated;
}

/** The bytes as text: runs of UTF-8 as they are, every other byte as `\xHH`. */
function escapeBytes(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find(
      (size) => at + size <= bytes.length && isUtf8(bytes.subarray(at, at + size)),
    );
    const end = at + (length ?? 1);
    const piece = bytes.subarray(at, end);
    text +=
      length === undefined || piece.toString() === '\\' ? `\\x${piece.toString('hex')}` : piece.toString();
    at = end;
  }
  return text;
}

function unescapeBytes(name: string): Buffer {
  const parts: Buffer[] = [];
  let end = 0;
  for (const match of name.matchAll(EVERY_ESCAPED_BYTE)) {
    parts.push(Buffer.from(name.slice(end, match.index)), Buffer.from(match[1] ?? '', 'hex'));
    end = match.index + match[0].length;
  }
  return Buffer.concat([...parts, Buffer.from(name.slice(end))]);
}
