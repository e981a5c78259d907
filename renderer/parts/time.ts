const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in the few letters of a list: `now`, `2 min`, `3 h`, `Yesterday`, `12 Nov`, `12 Nov 2024`. */
export function ageText(iso: string, now: number): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return 'no time';
  const ago = now - at;
  if (ago < -MINUTE) return momentText(iso, now);
  if (ago < MINUTE) return 'now';
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min`;
  const days = daysBetween(at, now);
  if (days === 0 || ago < 6 * HOUR) return `${Math.floor(ago / HOUR)} h`;
  return days === 1 ? 'Yesterday' : dayText(at, now);
}

/** A moment in a sentence, in local time: `20:14 today`, `20:14 yesterday`, `20:14 on 12 Nov`. */
export function momentText(iso: string, now: number): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return 'at no readable time';
  const clock = new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const days = daysBetween(at, now);
  if (days === 0) return `${clock} today`;
  return days === 1 ? `${clock} yesterday` : `${clock} on ${dayText(at, now)}`;
}

/** Date and time to the second, in local time: `21 Nov 2026, 20:14:53`. */
export function exactText(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
}

/** ISO in UTC for hovering and for machines; a text that is no time stays as it is. */
export function isoText(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : new Date(at).toISOString();
}

/** Whether two times are further apart than this many milliseconds; false when either cannot be read. */
export function areApart(one: string | null, other: string | null, by: number): boolean {
  if (one === null || other === null) return false;
  return Math.abs(Date.parse(one) - Date.parse(other)) > by;
}

function dayText(at: number, now: number): string {
  const date = new Date(at);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** Midnights between two moments, in local time. */
function daysBetween(at: number, now: number): number {
  return Math.round((midnight(now) - midnight(at)) / DAY);
}

function midnight(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
