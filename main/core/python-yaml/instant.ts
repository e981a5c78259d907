import { type ClockTime, daysSince1970, instantMicros, isCalendarDay } from './calendar.ts';
import { decodeUtf8 } from './python-bytes.ts';
import { datetimeText } from './python-text.ts';
import type { YamlValue } from './yaml-value.ts';

/**
 * A time as the clients keep it. `text` is the ISO form they write; `epochMs` whole milliseconds since 1970 and
 * `micros` (0 to 999) the rest. A naive time has no zone: its `epochMs` counts as if it were UTC.
 */
export interface StatedTime {
  readonly text: string;
  readonly epochMs: number;
  readonly micros: number;
  readonly naive: boolean;
}

/** A moment: whole milliseconds since 1970 UTC and the microseconds (0 to 999) beyond. */
export interface Moment {
  readonly epochMs: number;
  readonly micros: number;
}

const DATE_AND_TIME =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[Tt _]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?(?:([Zz])|([-+\u2212])([0-9]{2}):?([0-9]{2}))?)?$/;
const NUMBER = /^[-+]?[0-9]+(?:\.[0-9]+)?$/;
// Larger numbers are milliseconds, as the clients' checker reads them.
const LARGEST_SECONDS = 20_000_000_000;
const SECONDS_PER_DAY = 86_400;
const FIRST_SECOND = daysSince1970(1, 1, 1) * SECONDS_PER_DAY;
const LAST_SECOND = daysSince1970(9999, 12, 31) * SECONDS_PER_DAY + SECONDS_PER_DAY - 1;

function offsetOf(match: RegExpExecArray): number | null | undefined {
  if (match[8] !== undefined) return 0;
  if (match[9] === undefined) return null;
  const [hours, minutes] = [Number(match[10]), Number(match[11])];
  if (hours > 23 || minutes > 59) return undefined;
  const size = hours * 60 + minutes;
  return match[9] === '+' || size === 0 ? size : -size;
}

function parseCalendarText(text: string): ClockTime | null {
  const match = DATE_AND_TIME.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const offsetMinutes = offsetOf(match);
  if (!isCalendarDay(year, month, day) || offsetMinutes === undefined) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const micros = Number((match[7] ?? '').slice(0, 6).padEnd(6, '0'));
  return { year, month, day, hour, minute, second, micros, offsetMinutes };
}

function dayFrom1970(days: number): readonly [year: number, month: number, day: number] {
  // Same March-based years as `daysSince1970`, backwards.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return [year, month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1];
}

function clockOfSeconds(seconds: number, micros: number): ClockTime | null {
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND) return null;
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const rest = seconds - days * SECONDS_PER_DAY;
  const [year, month, day] = dayFrom1970(days);
  const hour = Math.floor(rest / 3600);
  return {
    year,
    month,
    day,
    hour,
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    micros,
    offsetMinutes: 0,
  };
}

/** The UTC time of a number: seconds since 1970, or milliseconds when it is beyond 20,000,000,000. */
function clockOfNumber(whole: number, fraction: number): ClockTime | null {
  if (!Number.isSafeInteger(whole)) return null;
  const extra = Math.round(fraction * 1_000_000);
  const inMillis = Math.abs(whole) > LARGEST_SECONDS;
  const seconds = inMillis ? Math.floor(whole / 1000) : whole;
  const micros = (inMillis ? (whole - seconds * 1000) * 1000 : 0) + extra;
  return clockOfSeconds(seconds + Math.floor(micros / 1_000_000), micros % 1_000_000);
}

function parseTimeText(text: string): ClockTime | null {
  const calendar = parseCalendarText(text);
  if (calendar !== null || !NUMBER.test(text)) return calendar;
  const number = Number(text);
  return clockOfNumber(Math.floor(number), number - Math.floor(number));
}

/**
 * The time a value stands for, in every spelling the Python clients' checker (pydantic) accepts: times, dates, ISO
 * text with `T` or space, numbers of seconds or milliseconds, and such numbers as text. Null when it is none.
 */
export function parseClockTime(value: YamlValue): ClockTime | null {
  if (typeof value === 'string') return parseTimeText(value);
  if (value === null || typeof value !== 'object' || !('python' in value)) return null;
  switch (value.python) {
    case 'int':
      return clockOfNumber(Number(value.value), 0);
    case 'float':
      return clockOfNumber(Math.floor(value.value), value.value - Math.floor(value.value));
    case 'bytes':
      return parseTimeText(decodeUtf8(value.value) ?? '');
    case 'datetime':
      return value;
    case 'date':
      return { ...value, hour: 0, minute: 0, second: 0, micros: 0, offsetMinutes: null };
    default:
      return null;
  }
}

/** The ISO text the clients write for a time: `Z` for UTC, six fraction digits or none. */
export function isoText(time: ClockTime): string {
  const text = datetimeText(time, 'T');
  return time.offsetMinutes === 0 ? `${text.slice(0, -'+00:00'.length)}Z` : text;
}

function momentOfMicros(micros: bigint): Moment {
  const epochMs = micros >= 0n ? micros / 1000n : -((999n - micros) / 1000n);
  return { epochMs: Number(epochMs), micros: Number(micros - epochMs * 1000n) };
}

/** A time with its ISO text and its place on the time line; a naive one as if it were UTC. */
export function statedTime(time: ClockTime): StatedTime {
  return { text: isoText(time), ...momentOfMicros(instantMicros(time)), naive: time.offsetMinutes === null };
}

/** The moment a stated time means where clocks are `localOffsetMinutes` ahead of UTC; only naive times need it. */
export function momentOf(time: StatedTime, localOffsetMinutes: number): Moment {
  const shift = time.naive ? localOffsetMinutes * 60_000 : 0;
  return { epochMs: time.epochMs - shift, micros: time.micros };
}

/** Orders moments, earliest first. */
export function compareMoments(left: Moment, right: Moment): number {
  return left.epochMs - right.epochMs || left.micros - right.micros;
}
