import { YamlRefusal } from './yaml-node.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const DIGIT_OF: ReadonlyMap<string, number> = new Map([...ALPHABET].map((digit, index) => [digit, index]));
const NOT_ASCII = /[^\0-\x7F]/;

/** The bytes of a `!!binary` scalar, as forgiving as Python: foreign characters are skipped, padding must fit. */
export function constructBytes(text: string): Uint8Array {
  if (NOT_ASCII.test(text)) throw new YamlRefusal('binary data is not plain base64');
  const bytes: number[] = [];
  let held = 0;
  let digits = 0;
  let padding = 0;
  for (const character of text) {
    if (character === '=') {
      padding += 1;
      if (digits >= 2 && digits + padding >= 4) return Uint8Array.from(bytes);
      continue;
    }
    const digit = DIGIT_OF.get(character);
    if (digit === undefined) continue;
    padding = 0;
    if (digits > 0) bytes.push((((held << 6) | digit) >> (6 - 2 * digits)) & 0xff);
    held = digit;
    digits = (digits + 1) % 4;
  }
  if (digits !== 0) throw new YamlRefusal('binary data is cut short');
  return Uint8Array.from(bytes);
}

/** The text of bytes that are strict UTF-8, else null. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  let escaped = '';
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch (problem) {
    if (problem instanceof URIError) return null;
    throw problem;
  }
}
