import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realFileSystem } from '../../../main/disk/file-system.ts';
import { type DatasiteLock, type LockRequest, takeLock } from '../../../main/disk/lock/datasite-lock.ts';
import { type Holder, holderText } from '../../../main/disk/lock/holder.ts';
import type { ProcessFacts } from '../../../main/disk/lock/process-facts.ts';
import type { Timers } from '../../../main/ports/timers.ts';
import type { Reply } from '../../../shared/terms/problem.ts';

export const NOON = Date.UTC(2027, 0, 15, 12);
export const MINUTE = 60_000;

/** A machine whose processes are what a test says: process id to start, null = start unknown. */
export function machineWith(alive: ReadonlyMap<number, string | null>, bootedAt = 0): ProcessFacts {
  return {
    isAlive: (pid) => alive.has(pid),
    startOf: async (pid) => alive.get(pid) ?? null,
    bootedAt: () => bootedAt,
  };
}

/** Timers that fire when a test says so. */
export function handTimers(): Pick<Timers, 'every'> & { fire(): void; running(): number } {
  const acts = new Set<() => void>();
  return {
    every(_milliseconds, act) {
      acts.add(act);
      return () => acts.delete(act);
    },
    fire: () => {
      for (const act of acts) act();
    },
    running: () => acts.size,
  };
}

/** Puts a lock there as another Gatehouse left it. */
export async function leaveLock(
  folder: string,
  left: Partial<Holder>,
  refreshedAt: number = NOON,
  name = 'lock',
): Promise<Holder> {
  const holder: Holder = {
    token: 'ab'.repeat(16),
    host: 'desk',
    pid: 4_000_001,
    processStart: 'boot 1',
    openedAt: '2027-01-15T08:00:00.000Z',
    ...left,
  };
  await writeFile(join(folder, name), holderText(holder));
  await realFileSystem.touch(join(folder, name), new Date(refreshedAt));
  return holder;
}

/** Takes the lock at noon on the machine “desk”, as process 7 unless told otherwise. */
export function takeHere(folder: string, request: Partial<LockRequest> = {}): Promise<Reply<DatasiteLock>> {
  return takeLock({
    folder,
    host: 'desk',
    pid: 7,
    clock: { now: () => NOON },
    timers: handTimers(),
    processes: machineWith(new Map([[7, 'boot 7']])),
    ...request,
  });
}

export async function lockText(folder: string): Promise<string> {
  return readFile(join(folder, 'lock'), 'utf8');
}

export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).sort();
}

/** The id of a process that has ended. */
export async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}
