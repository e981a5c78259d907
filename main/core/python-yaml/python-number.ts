import { YamlRefusal } from './yaml-node.ts';

const INT_IN_BASE: ReadonlyMap<number, RegExp> = new Map([
  [2, /^([-+]?)(?:0b)?([01]+)$/],
  [8, /^([-+]?)(?:0o)?([0-7]+)$/],
  [10, /^([-+]?)([0-9]+)$/],
  [16, /^([-+]?)(?:0x)?([0-9a-f]+)$/],
]);
const BIGINT_PREFIX: ReadonlyMap<number, string> = new Map([
  [2, '0b'],
  [8, '0o'],
  [10, ''],
  [16, '0x'],
]);
const FLOAT_TEXT = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/;
const FLOAT_WORD = /^([-+]?)(?:(inf|infinity)|nan)$/;
// Python refuses longer decimal texts so that nobody can keep it busy with one number.
const MAX_DECIMAL_DIGITS = 4300;

function pythonInt(text: string, base: 2 | 8 | 10 | 16): bigint {
  const match = INT_IN_BASE.get(base)?.exec(text.trim().toLowerCase());
  const digits = match?.[2];
  if (digits === undefined) throw new YamlRefusal('a value marked as an integer is not one');
  if (base === 10 && digits.length > MAX_DECIMAL_DIGITS)
    throw new YamlRefusal('an integer has too many digits');
  const size = BigInt(`${BIGINT_PREFIX.get(base)}${digits}`);
  return match?.[1] === '-' ? -size : size;
}

function takeSign(text: string): { readonly negative: boolean; readonly rest: string } {
  const first = text.charAt(0);
  return { negative: first === '-', rest: first === '-' || first === '+' ? text.slice(1) : text };
}

function unsignedInt(text: string): bigint {
  if (text === '0') return 0n;
  if (text.startsWith('0b')) return pythonInt(text.slice(2), 2);
  if (text.startsWith('0x')) return pythonInt(text.slice(2), 16);
  if (text.startsWith('0')) return pythonInt(text, 8);
  if (!text.includes(':')) return pythonInt(text, 10);
  return text.split(':').reduce((sum, part) => sum * 60n + pythonInt(part, 10), 0n);
}

/** The int PyYAML makes of a scalar: decimal, `0` octal, `0x`, `0b` and base-60, underscores ignored. */
export function constructInt(text: string): bigint {
  const { negative, rest } = takeSign(text.replaceAll('_', ''));
  const size = unsignedInt(rest);
  return negative ? -size : size;
}

function pythonFloat(text: string): number {
  const trimmed = text.trim();
  if (FLOAT_TEXT.test(trimmed)) return Number(trimmed);
  const word = FLOAT_WORD.exec(trimmed);
  if (word === null) throw new YamlRefusal('a value marked as a float is not one');
  if (word[2] === undefined) return Number.NaN;
  return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function sexagesimalFloat(text: string): number {
  // Python adds from the last part upwards; the order matters for rounding.
  let base = 1;
  let sum = 0;
  for (const part of text.split(':').reverse()) {
    sum += pythonFloat(part) * base;
    base *= 60;
  }
  return sum;
}

function unsignedFloat(text: string): number {
  if (text === '.inf') return Number.POSITIVE_INFINITY;
  if (text === '.nan') return Number.NaN;
  return text.includes(':') ? sexagesimalFloat(text) : pythonFloat(text);
}

/** The float PyYAML makes of a scalar, with `.inf`, `.nan` and base-60. */
export function constructFloat(text: string): number {
  const { negative, rest } = takeSign(text.replaceAll('_', '').toLowerCase());
  const size = unsignedFloat(rest);
  return negative ? -size : size;
}
