import type { ClockTime } from './calendar.ts';
import type { PythonDate } from './yaml-value.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BYTES_PER_LINE = 57;

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** `2026-05-02`. */
export function dateText(date: PythonDate | ClockTime): string {
  return `${digits(date.year, 4)}-${digits(date.month, 2)}-${digits(date.day, 2)}`;
}

/** `+05:30`; an offset in minutes. */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60), 2)}:${digits(size % 60, 2)}`;
}

/** Python's `isoformat` with the given separator: six fraction digits or none, `+00:00` for UTC. */
export function datetimeText(time: ClockTime, separator: 'T' | ' '): string {
  const clock = `${digits(time.hour, 2)}:${digits(time.minute, 2)}:${digits(time.second, 2)}`;
  const fraction = time.micros === 0 ? '' : `.${digits(time.micros, 6)}`;
  const offset = time.offsetMinutes === null ? '' : offsetText(time.offsetMinutes);
  return `${dateText(time)}${separator}${clock}${fraction}${offset}`;
}

/** The text of a float as PyYAML writes it: Python's `repr`, always with a point, `.inf` and `.nan`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) return exponentText(value);
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

function exponentText(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  const size = exponent.slice(1).padStart(2, '0');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${sign}${size}`;
}

function base64Line(bytes: Uint8Array): string {
  let line = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    line += BASE64.charAt(bits >> 18) + BASE64.charAt((bits >> 12) & 63);
    line += b === undefined ? '=' : BASE64.charAt((bits >> 6) & 63);
    line += c === undefined ? '=' : BASE64.charAt(bits & 63);
  }
  return `${line}\n`;
}

/** Base64 in lines of 76 characters, each ended by a line break; empty for no bytes. */
export function base64Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += BYTES_PER_LINE)
    text += base64Line(bytes.subarray(at, at + BYTES_PER_LINE));
  return text;
}
