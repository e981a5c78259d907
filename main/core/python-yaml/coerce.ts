import { decodeUtf8 } from './python-bytes.ts';
import { isList, isMapping, type YamlMapping, type YamlValue } from './yaml-value.ts';

// What pydantic's lenient mode makes of values. Undefined means that it would refuse.

const TRUE_WORDS: ReadonlySet<string> = new Set(['1', 'on', 't', 'true', 'y', 'yes']);
const FALSE_WORDS: ReadonlySet<string> = new Set(['0', 'off', 'f', 'false', 'n', 'no']);
const WHOLE_NUMBER = /^\+?(-?[0-9]+(?:_[0-9]+)*)(?:\.0*)?$/;

/** A text; bytes count when they are strict UTF-8. */
export function coerceText(value: YamlValue): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || !('python' in value)) return undefined;
  return value.python === 'bytes' ? (decodeUtf8(value.value) ?? undefined) : undefined;
}

function boolOfText(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (TRUE_WORDS.has(word)) return true;
  return FALSE_WORDS.has(word) ? false : undefined;
}

/** A boolean; also 0 and 1 as int or float, and words such as `yes`, `off`, `t` in any case. */
export function coerceBool(value: YamlValue): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = coerceText(value);
  if (text !== undefined) return boolOfText(text);
  const number = coerceWhole(value);
  if (number === 1) return true;
  return number === 0 ? false : undefined;
}

/** A whole number JavaScript can hold exactly; also booleans, `5.0` and texts such as `'5'`. */
export function coerceWhole(value: YamlValue): number | undefined {
  const number = wholeNumber(value);
  return number !== undefined && Number.isSafeInteger(number) ? number + 0 : undefined;
}

function wholeNumber(value: YamlValue): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  const text = coerceText(value);
  if (text !== undefined) {
    const digits = WHOLE_NUMBER.exec(text.trim())?.[1];
    return digits === undefined ? undefined : Number(digits.replaceAll('_', ''));
  }
  if (value === null || typeof value !== 'object' || !('python' in value)) return undefined;
  return value.python === 'int' || value.python === 'float' ? Number(value.value) : undefined;
}

/** The members of a list, a set or a tuple. */
export function coerceItems(value: YamlValue): readonly YamlValue[] | undefined {
  if (isList(value)) return value;
  if (value === null || typeof value !== 'object' || !('python' in value)) return undefined;
  return value.python === 'set' || value.python === 'tuple' ? value.items : undefined;
}

/** A list of texts, from a list, a set or a tuple. */
export function coerceTexts(value: YamlValue): readonly string[] | undefined {
  const texts: string[] = [];
  for (const item of coerceItems(value) ?? [null]) {
    const text = coerceText(item);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
}

/** The entries of a mapping whose keys are all texts. */
export function coerceTextKeys(value: YamlValue): readonly (readonly [string, YamlValue])[] | undefined {
  if (!isMapping(value)) return undefined;
  const entries: (readonly [string, YamlValue])[] = [];
  for (const [key, inner] of value) {
    const text = coerceText(key);
    if (text === undefined) return undefined;
    entries.push([text, inner]);
  }
  return entries;
}

/** True when every key is a plain text, which Python needs to pass a mapping on as named fields. */
export function hasFieldNames(value: YamlMapping): boolean {
  for (const key of value.keys()) if (typeof key !== 'string') return false;
  return true;
}
