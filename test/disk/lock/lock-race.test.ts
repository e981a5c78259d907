import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../main/disk/file-system.ts';
import { bundled, startChild } from '../write/bundled.ts';
import { fileSystemWith } from '../write/faulty-file-system.ts';
import { tempFolder } from '../write/temp-folder.ts';
import { deadProcess, leaveLock, lockText, machineWith, NOON, namesIn, takeHere } from './lock-world.ts';

const TAKERS = [11, 12, 13, 14];
const EVERYBODY = machineWith(new Map(TAKERS.map((pid) => [pid, `boot ${pid}`])));

/** A stretch of the race: that taker may go so many steps on the disk. */
interface Burst {
  readonly taker: number;
  readonly steps: number;
}

/** Lets the takers' steps on the disk happen in the order the bursts say. */
function interleaved(bursts: readonly Burst[]) {
  const waiting = new Map<number, () => void>();
  const order = bursts.flatMap(({ taker, steps }) => Array<number>(steps).fill(taker));
  let turn = 0;
  let open = 0;
  const next = () => {
    // Only once every taker that is still under way waits at a step is one of them let go.
    if (waiting.size === 0 || waiting.size < open) return;
    while (turn < order.length && !waiting.has(order[turn] ?? -1)) turn += 1;
    const taker = order[turn] ?? [...waiting.keys()][0] ?? -1;
    turn += 1;
    const go = waiting.get(taker);
    waiting.delete(taker);
    go?.();
  };
  return {
    run: async <Value>(
      taker: number,
      task: (fileSystem: typeof realFileSystem) => Promise<Value>,
    ): Promise<Value> => {
      open += 1;
      const fileSystem = fileSystemWith(realFileSystem, async (_step, act) => {
        await new Promise<void>((go) => {
          waiting.set(taker, go);
          queueMicrotask(next);
        });
        return act();
      });
      try {
        return await task(fileSystem);
      } finally {
        open -= 1;
        next();
      }
    },
  };
}

async function race(folder: string, bursts: readonly Burst[]): Promise<readonly number[]> {
  const order = interleaved(bursts);
  const replies = await Promise.all(
    TAKERS.map((pid, taker) =>
      order.run(taker, (fileSystem) => takeHere(folder, { pid, fileSystem, processes: EVERYBODY })),
    ),
  );
  return TAKERS.filter((_, index) => replies[index]?.ok === true);
}

describe('of several that come at the same moment exactly one gets', () => {
  const choices = fc.array(
    fc.record({ taker: fc.nat(TAKERS.length - 1), steps: fc.integer({ min: 1, max: 40 }) }),
    { maxLength: 12 },
  );

  it('a free lock, in whatever order their steps happen', async () => {
    await fc.assert(
      fc.asyncProperty(choices, async (order) => {
        const folder = await tempFolder();
        const winners = await race(folder, order);
        expect(winners).toHaveLength(1);
        expect(JSON.parse(await lockText(folder)).pid).toBe(winners[0]);
        expect(await namesIn(folder)).toEqual(['lock']);
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('a stale lock, in whatever order their steps happen', async () => {
    await fc.assert(
      fc.asyncProperty(choices, async (order) => {
        const folder = await tempFolder();
        await leaveLock(folder, {});
        const winners = await race(folder, order);
        expect(winners).toHaveLength(1);
        expect(JSON.parse(await lockText(folder)).pid).toBe(winners[0]);
        expect(await namesIn(folder)).toEqual(['lock']);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('a stale lock with the claim of one who died while taking it over', async () => {
    await fc.assert(
      fc.asyncProperty(choices, async (order) => {
        const folder = await tempFolder();
        const stale = await leaveLock(folder, {});
        await leaveLock(folder, { token: 'ef'.repeat(16) }, NOON, `lock-claim-${stale.token}`);
        const winners = await race(folder, order);
        expect(winners).toHaveLength(1);
        expect(JSON.parse(await lockText(folder)).pid).toBe(winners[0]);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

it('real processes racing for a stale lock: one wins each time', async () => {
  const script = await bundled('test/disk/lock/taker.ts', await tempFolder());
  const children = Array.from({ length: 4 }, () => startChild(script, []));
  const gone = await deadProcess();
  for (let round = 0; round < 15; round += 1) {
    const folder = await tempFolder();
    await leaveLock(folder, { host: hostname(), pid: gone }, Date.now());
    const answers = await Promise.all(children.map((child) => child.ask({ folder })));
    expect([...answers].sort()).toEqual(['datasite-locked', 'datasite-locked', 'datasite-locked', 'taken']);
    const winner = children[answers.indexOf('taken')];
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8')).pid).toBe(winner?.process.pid);
  }
}, 60_000);

it('a process that is killed leaves a lock the next one takes', async () => {
  const script = await bundled('test/disk/lock/taker.ts', await tempFolder());
  const folder = await tempFolder();
  const [first, second] = [startChild(script, []), startChild(script, [])];
  expect(await first.ask({ folder })).toBe('taken');
  expect(await second.ask({ folder })).toBe('datasite-locked');
  const ended = new Promise((resolve) => first.process.once('exit', resolve));
  first.process.kill('SIGKILL');
  await ended;
  expect(await second.ask({ folder })).toBe('taken');
}, 60_000);
