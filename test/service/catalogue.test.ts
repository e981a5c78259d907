import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CatalogueChange, createCatalogue } from '../../main/service/catalogue.ts';
import { jobOf, placeOf } from '../build/jobs.ts';

describe('the catalogue', () => {
  it('makes a new value for each step and leaves earlier ones as they were', () => {
    const catalogue = createCatalogue(7);
    const before = catalogue.value();
    catalogue.apply([jobOf()], []);
    expect(before.jobs.size).toBe(0);
    expect(catalogue.value()).toMatchObject({ revision: 8 });
    expect(catalogue.value().jobs.size).toBe(1);
  });

  it('says nothing and keeps its revision when nothing differs', () => {
    const catalogue = createCatalogue();
    const job = jobOf();
    catalogue.apply([job], []);
    const changes: CatalogueChange[] = [];
    catalogue.onChange((change) => changes.push(change));
    catalogue.apply([job], []);
    catalogue.apply([], [jobOf({ place: placeOf('unknown') }).id]);
    expect(changes).toEqual([]);
    expect(catalogue.value().revision).toBe(1);
  });

  it('no longer tells who stopped listening', () => {
    const catalogue = createCatalogue();
    let told = 0;
    const end = catalogue.onChange(() => {
      told += 1;
    });
    end();
    catalogue.apply([jobOf()], []);
    expect(told).toBe(0);
  });

  it('tells every step so that a copy kept from the steps alone equals the value', () => {
    const step = fc.record({ put: fc.array(fc.nat(9)), drop: fc.array(fc.nat(9)) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const catalogue = createCatalogue();
        const copy = new Map<string, unknown>();
        let revision = 0;
        catalogue.onChange((change) => {
          expect(change.from).toBe(revision);
          revision = change.revision;
          for (const job of change.changed) copy.set(job.id, job);
          for (const id of change.removed) copy.delete(id);
        });
        for (const { put, drop } of steps) {
          const jobs = [...new Set(put)].map((name) => jobOf({ place: placeOf(`job ${name}`) }));
          const gone = drop
            .filter((name) => !put.includes(name))
            .map((name) => jobOf({ place: placeOf(`job ${name}`) }).id);
          catalogue.apply(jobs, gone);
        }
        expect(new Map(catalogue.value().jobs)).toEqual(copy);
        expect(catalogue.value().revision).toBe(revision);
      }),
    );
  });
});
