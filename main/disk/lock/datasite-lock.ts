import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Timers } from '../../ports/timers.ts';
import { type FileSystem, realFileSystem } from '../file-system.ts';
import { sweepTemps } from '../write/temp-file.ts';
import { dropFile, isOurs, type Taker, takeFile } from './exclusive-file.ts';
import { type FoundLock, HEARTBEAT, SILENCE } from './holder.ts';
import { type ProcessFacts, realProcessFacts } from './process-facts.ts';

/** Whose lock to take; everything but the folder speaks for this process unless it is given. */
export interface LockRequest {
  /** Gatehouse's own folder in the datasite. */
  readonly folder: string;
  readonly host?: string;
  readonly pid?: number;
  readonly clock?: Clock;
  readonly timers?: Pick<Timers, 'every'>;
  readonly processes?: ProcessFacts;
  readonly fileSystem?: FileSystem;
}

/** A lock that is held. */
export interface DatasiteLock {
  /** Lets go of the datasite; somebody else's lock stays. */
  release(): Promise<void>;
  /** False once another program took the lock away from us. */
  isHeld(): Promise<boolean>;
}

const LOCK_FILE = 'lock';

/** Takes the one lock of a datasite. Problems: `datasite-locked`, saying who holds it, and `write-failed`. */
export async function takeLock(request: LockRequest): Promise<Reply<DatasiteLock>> {
  const taker = await takerFor(request);
  const taking = await takeFile(taker, LOCK_FILE);
  if (!taking.ok) return taking;
  if (taking.value.kind === 'held') return heldBy(taker, taking.value.by);
  // On disks without second names two takers may both believe they were first; the file tells who was.
  if (!(await isOurs(taker, LOCK_FILE))) return heldBy(taker, { holder: null, refreshedAt: taker.now() });
  await sweepTemps(taker.fileSystem, taker.folder, taker.now() - SILENCE).catch(() => 0);
  return done(held(taker, request.timers ?? unheldTimers));
}

async function takerFor(request: LockRequest): Promise<Taker> {
  const { folder, fileSystem = realFileSystem, processes = realProcessFacts } = request;
  const now = () => request.clock?.now() ?? Date.now();
  const pid = request.pid ?? process.pid;
  const me = {
    token: randomBytes(16).toString('hex'),
    host: request.host ?? hostname(),
    pid,
    processStart: await processes.startOf(pid),
    openedAt: new Date(now()).toISOString(),
  };
  return { fileSystem, folder, me, now, processes };
}

function held(taker: Taker, timers: Pick<Timers, 'every'>): DatasiteLock {
  let beating: Promise<void> = Promise.resolve();
  const stop = timers.every(HEARTBEAT, () => {
    beating = beating.then(() => beat(taker));
  });
  return {
    async release() {
      stop();
      await beating;
      await dropFile(taker, LOCK_FILE);
    },
    isHeld: () => isOurs(taker, LOCK_FILE),
  };
}

async function beat(taker: Taker): Promise<void> {
  if (!(await isOurs(taker, LOCK_FILE))) return;
  try {
    await taker.fileSystem.touch(join(taker.folder, LOCK_FILE), new Date(taker.now()));
  } catch {}
}

function heldBy(taker: Taker, { holder, refreshedAt }: FoundLock): Reply<never> {
  const path = join(taker.folder, LOCK_FILE);
  const lastSign = new Date(refreshedAt).toISOString();
  if (holder === null) {
    return refused(
      'datasite-locked',
      `Another Gatehouse seems to have this datasite open; its lock cannot be read. Last sign of life: ${lastSign}.`,
      `Close the other one. When there is none, remove ${path} and try again.`,
      { lastSign },
    );
  }
  const { host, pid, openedAt } = holder;
  const where = host === taker.me.host ? 'this computer' : `the computer “${host}”`;
  return refused(
    'datasite-locked',
    `Gatehouse on ${where} (process ${pid}) has had this datasite open since ${openedAt}.`,
    `Go on there, or close it there and try again. When it is not running any more, remove ${path}.`,
    { host, pid, openedAt, lastSign },
  );
}

const unheldTimers: Pick<Timers, 'every'> = {
  every(milliseconds, act) {
    const timer = setInterval(act, milliseconds).unref();
    return () => clearInterval(timer);
  },
};
