import { isCalendarDay } from './calendar.ts';
import { YamlRefusal } from './yaml-node.ts';
import type { PythonDate, PythonDatetime } from './yaml-value.ts';

const TIMESTAMP =
  /^([0-9]{4})-([0-9][0-9]?)-([0-9][0-9]?)(?:(?:[Tt]|[ \t]+)([0-9][0-9]?):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?(?:[ \t]*(Z|([-+])([0-9][0-9]?)(?::([0-9]{2}))?))?)?\n?$/;
const MINUTES_PER_DAY = 1440;

function offsetOf(match: RegExpExecArray): number | null {
  if (match[8] === undefined) return null;
  if (match[9] === undefined) return 0;
  const size = Number(match[10]) * 60 + Number(match[11] ?? '0');
  if (size >= MINUTES_PER_DAY) throw new YamlRefusal('a time zone is a day or more away');
  return match[9] === '-' && size !== 0 ? -size : size;
}

/** The date or datetime PyYAML makes of a scalar. Refuses days and times that do not exist. */
export function constructTimestamp(text: string): PythonDate | PythonDatetime {
  const match = TIMESTAMP.exec(text);
  if (match === null) throw new YamlRefusal('a value marked as a time is not one');
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (!isCalendarDay(year, month, day)) throw new YamlRefusal('a date does not exist in the calendar');
  if (match[4] === undefined) return { python: 'date', year, month, day };
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  if (hour > 23 || minute > 59 || second > 59) throw new YamlRefusal('a time of day does not exist');
  const micros = Number((match[7] ?? '').slice(0, 6).padEnd(6, '0'));
  return {
    python: 'datetime',
    year,
    month,
    day,
    hour,
    minute,
    second,
    micros,
    offsetMinutes: offsetOf(match),
  };
}
