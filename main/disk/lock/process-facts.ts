import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { errorCode } from '../file-system.ts';

/** What can be told about processes of this machine. */
export interface ProcessFacts {
  /** True while a process of that id exists. */
  isAlive(pid: number): boolean;
  /** A text that differs between two processes that had the same id one after the other; null where it cannot be told. */
  startOf(pid: number): Promise<string | null>;
  /** When this machine was started, in milliseconds since 1970, a little too early rather than too late. */
  bootedAt(now: number): number;
}

/** Seconds by which the two clocks behind `bootedAt` may disagree. */
const SLACK = 60;

/** The processes of the machine we run on. */
export const realProcessFacts: ProcessFacts = {
  isAlive(pid) {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      // Somebody else's process may not be signalled, but it is there.
      return errorCode(error) === 'EPERM';
    }
  },
  async startOf(pid) {
    try {
      const [boot, stat] = await Promise.all([
        readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
        readFile(`/proc/${pid}/stat`, 'utf8'),
      ]);
      const start = startField(stat);
      return start === null ? null : `${boot.trim()} ${start}`;
    } catch {
      return null;
    }
  },
  bootedAt: (now) => now - (uptime() + SLACK) * 1_000,
};

/** The start time in a line of `/proc/<pid>/stat`: the 22nd field, counted after the name, which may hold anything. */
export function startField(stat: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[19] ?? null;
}
