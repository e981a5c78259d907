const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const MICROS_PER_SECOND = 1_000_000n;
// Days from 1 March of year 0 to 1 January 1970.
const DAYS_TO_1970 = 719_468;

/** A day and time as a clock shows it; `offsetMinutes` is null when no time zone was given. */
export interface ClockTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
  readonly offsetMinutes: number | null;
}

/** Days of a month (1 to 12) in the calendar Python uses for all years. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

/** True when Python's `date(year, month, day)` exists; years run from 1 to 9999. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);
}

/** Days since 1970-01-01, negative before it. */
export function daysSince1970(year: number, month: number, day: number): number {
  // Counting years from March puts the leap day last, so one formula fits all months.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - DAYS_TO_1970;
}

/** Microseconds since 1970-01-01 UTC; a time without zone counts as UTC. */
export function instantMicros(time: ClockTime): bigint {
  const days = daysSince1970(time.year, time.month, time.day);
  const minutes = days * 1440 + time.hour * 60 + time.minute - (time.offsetMinutes ?? 0);
  return BigInt(minutes * 60 + time.second) * MICROS_PER_SECOND + BigInt(time.micros);
}
