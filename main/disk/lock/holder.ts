import { parseObject } from '../../core/audit/parse-object.ts';
import type { ProcessFacts } from './process-facts.ts';

/** Who holds a lock, as its file says. */
export interface Holder {
  /** Different for every lock that was ever taken. */
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  readonly processStart: string | null;
  /** ISO time. */
  readonly openedAt: string;
}

/** A lock file as it was found. */
export interface FoundLock {
  /** Null when the file does not hold what we write there. */
  readonly holder: Holder | null;
  /** When it was last refreshed, in milliseconds since 1970. */
  readonly refreshedAt: number;
}

/** How often a holder shows that it is alive, in milliseconds. */
export const HEARTBEAT = 30_000;

/** After how long without a sign of life a holder that cannot be asked counts as gone, in milliseconds. */
export const SILENCE = 10 * 60_000;

/** The text of a lock file. */
export function holderText(holder: Holder): string {
  return `${JSON.stringify(holder)}\n`;
}

/** The holder a lock file names, or null when it names none. */
export function parseHolder(text: string): Holder | null {
  const { token, host, pid, processStart, openedAt } = parseObject(text) ?? {};
  if (!fits(token, TOKEN) || !fits(host, NAME) || !fits(openedAt, TIME)) return null;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return null;
  if (processStart !== null && !fits(processStart, NAME)) return null;
  return { token, host, pid, processStart, openedAt };
}

const TOKEN = /^[0-9a-f]{32}$/;
// Shown to people: no control or hidden characters.
const NAME = /^[^\p{C}\p{Zl}\p{Zp}]{1,300}$/u;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function fits(value: unknown, shape: RegExp): value is string {
  return typeof value === 'string' && shape.test(value);
}

/** True when whoever left this lock is gone. In doubt it is not. */
export async function isStale(
  { holder, refreshedAt }: FoundLock,
  here: { readonly host: string; readonly now: number; readonly processes: ProcessFacts },
): Promise<boolean> {
  const { host, now, processes } = here;
  if (holder === null || holder.host !== host) return now - refreshedAt > SILENCE;
  if (!processes.isAlive(holder.pid)) return true;
  const start = await processes.startOf(holder.pid);
  // Without start times only a restart of the machine proves that the id went to another process.
  if (start === null || holder.processStart === null) return refreshedAt < processes.bootedAt(now);
  return start !== holder.processStart;
}
