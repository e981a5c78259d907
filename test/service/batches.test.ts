import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatches } from '../../main/service/batches.ts';
import { type CatalogueChange, createCatalogue } from '../../main/service/catalogue.ts';
import { jobIdOf } from '../../shared/terms/ids.ts';
import { jobOf, placeOf } from '../build/jobs.ts';
import { testTime } from '../build/time.ts';

const PACE = 20;

function world() {
  const time = testTime();
  const handedOn: CatalogueChange[] = [];
  const batches = createBatches(time.timers, PACE, (change) => handedOn.push(change));
  const catalogue = createCatalogue();
  catalogue.onChange(batches.add);
  const put = (folder: string) => catalogue.apply([jobOf({ place: placeOf(folder) })], []);
  const drop = (folder: string) => catalogue.apply([], [jobIdOf(placeOf(folder))]);
  return { time, batches, catalogue, handedOn, put, drop };
}

/** A copy of the jobs that is kept from batches alone, each beginning where the one before ended. */
function replayed(batches: readonly CatalogueChange[]) {
  const copy = new Map<string, unknown>();
  let revision = 0;
  for (const batch of batches) {
    expect(batch.from).toBe(revision);
    revision = batch.revision;
    for (const job of batch.changed) copy.set(job.id, job);
    for (const id of batch.removed) copy.delete(id);
  }
  return { revision, copy };
}

describe('gathering steps of the catalogue', () => {
  it('hands on a thousand steps as one, from the first revision to the last', async () => {
    const { time, handedOn, put } = world();
    for (let number = 0; number < 1_000; number += 1) put(`job ${number}`);
    expect(handedOn).toEqual([]);
    await time.pass(PACE);
    expect(handedOn).toMatchObject([{ from: 0, revision: 1_000, removed: [] }]);
    expect(handedOn[0]?.changed).toHaveLength(1_000);
  });

  it('keeps the newest value of each job only', async () => {
    const { time, handedOn, put } = world();
    put('one');
    put('one');
    await time.pass(PACE);
    expect(handedOn).toMatchObject([{ from: 0, revision: 2 }]);
    expect(handedOn[0]?.changed).toHaveLength(1);
  });

  it('names a job that came and went as removed, and one that came back as changed', async () => {
    const { time, handedOn, put, drop } = world();
    put('gone');
    put('back');
    await time.pass(PACE);
    drop('back');
    put('back');
    drop('gone');
    await time.pass(PACE);
    expect(handedOn[1]).toMatchObject({ from: 2, revision: 5, removed: [jobIdOf(placeOf('gone'))] });
    expect(handedOn[1]?.changed.map((job) => job.facts.place.folder)).toEqual(['back']);
  });

  it('does not wait longer because more comes: the first step sets the time', async () => {
    const { time, handedOn, put } = world();
    for (let tick = 0; tick < 10; tick += 1) {
      put(`job ${tick}`);
      await time.pass(PACE / 2);
    }
    expect(handedOn.length).toBeGreaterThanOrEqual(4);
  });

  it('hands on nothing more once it is stopped', async () => {
    const { time, batches, handedOn, put } = world();
    put('one');
    batches.stop();
    await time.pass(PACE * 10);
    expect(handedOn).toEqual([]);
    expect(time.pending()).toBe(0);
  });

  it('leads a copy that is kept from batches alone to the same jobs, without a gap', async () => {
    const step = fc.record({
      put: fc.option(fc.nat(6), { nil: null }),
      drop: fc.option(fc.nat(6), { nil: null }),
      wait: fc.nat(30),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { time, catalogue, handedOn, put, drop } = world();
        for (const { put: name, drop: gone, wait } of steps) {
          if (name !== null) put(`job ${name}`);
          if (gone !== null) drop(`job ${gone}`);
          await time.pass(wait);
        }
        await time.pass(PACE);
        const { revision, jobs } = catalogue.value();
        expect(replayed(handedOn)).toEqual({ revision, copy: new Map(jobs) });
      }),
      { numRuns: 60 },
    );
  });
});
