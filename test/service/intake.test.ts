import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../main/service/catalogue.ts';
import { createIntake } from '../../main/service/intake.ts';
import { jobIdOf } from '../../shared/terms/ids.ts';
import { deferred } from '../build/deferred.ts';
import { NOW, placeOf } from '../build/jobs.ts';
import { memoryDisk, pathOf } from '../build/memory-disk.ts';
import { settle, testTime } from '../build/time.ts';

function world() {
  const disk = memoryDisk();
  const time = testTime();
  const catalogue = createCatalogue();
  const troubles: string[] = [];
  const intake = createIntake({
    source: disk.source,
    catalogue,
    ...time,
    onTrouble: (what) => troubles.push(what),
  });
  const job = (folder = 'count') => catalogue.value().jobs.get(jobIdOf(placeOf(folder)));
  return { disk, time, catalogue, intake, troubles, job };
}

describe('the intake', () => {
  it('sweeps everything into the catalogue and removes what is gone', async () => {
    const { disk, intake, catalogue, job } = world();
    disk.put({ place: placeOf('one') });
    disk.put({ place: placeOf('two') });
    await intake.sweep();
    expect(catalogue.value().jobs.size).toBe(2);
    disk.remove(placeOf('one'));
    await intake.sweep();
    expect(job('one')).toBeUndefined();
    expect(job('two')).toBeDefined();
  });

  it('reads again only what looks different', async () => {
    const { disk, intake } = world();
    for (const name of ['a', 'b', 'c']) disk.put({ place: placeOf(name) });
    await intake.sweep();
    disk.reads.length = 0;
    disk.put({ place: placeOf('b'), state: 'status: approved\n' });
    await intake.sweep();
    expect(disk.reads).toEqual([jobIdOf(placeOf('b'))]);
  });

  it('gathers many hints about one job into one look', async () => {
    const { disk, intake, time, job } = world();
    disk.put({});
    for (let hint = 0; hint < 100; hint += 1) intake.hint(`${pathOf(placeOf())}/code/file-${hint}`);
    await time.pass(100);
    expect(disk.reads).toHaveLength(1);
    expect(job()).toBeDefined();
  });

  it('shows a job as arriving until everything is here and has been quiet', async () => {
    const { disk, intake, time, job } = world();
    disk.put({ arrival: { present: 1, expected: 3 }, changedAt: NOW });
    intake.hint(pathOf(placeOf()));
    await time.pass(30);
    expect(job()?.arriving).toEqual({ present: 1, expected: 3 });
    disk.put({ changedAt: NOW + 30 });
    intake.hint(pathOf(placeOf()));
    await time.pass(30);
    expect(job()?.arriving).toEqual({ present: 3, expected: 3 });
    await time.pass(1_500);
    expect(job()?.arriving).toBeNull();
    expect(time.pending()).toBe(0);
  });

  it('keeps looking at an incomplete job without any hint', async () => {
    const { disk, intake, time, job } = world();
    disk.put({ arrival: { present: 1, expected: 3 } });
    await intake.sweep();
    disk.put({ arrival: { present: 3, expected: 3 } });
    await time.pass(2_100);
    expect(job()?.arriving).toBeNull();
  });

  it('reopens the question when a late file comes', async () => {
    const { disk, intake, time, job } = world();
    disk.put({});
    await intake.sweep();
    expect(job()?.arriving).toBeNull();
    disk.put({ files: { 'run.sh': 'x', 'late.py': 'y' }, changedAt: NOW + 10 });
    intake.hint(pathOf(placeOf()));
    await time.pass(40);
    expect(job()?.arriving).not.toBeNull();
  });

  it('looks once more when something moved while it was reading', async () => {
    const { disk, intake, time, job } = world();
    disk.put({});
    const release = disk.holdReads();
    intake.hint(pathOf(placeOf()));
    await time.pass(30);
    disk.put({ state: 'status: approved\n' });
    intake.hint(pathOf(placeOf()));
    await time.pass(30);
    release();
    await settle();
    expect(disk.reads).toHaveLength(2);
    expect(job()?.status).toBe('approved');
  });

  it('lets no slow sweep overwrite what a newer look found', async () => {
    const { disk, intake, job } = world();
    disk.put({});
    const release = disk.holdReads();
    const sweep = intake.sweep();
    await settle();
    disk.put({ state: 'status: approved\n' });
    const look = intake.look(placeOf());
    release();
    await Promise.all([sweep, look]);
    expect(job()?.status).toBe('approved');
  });

  it('makes no new revision when a look finds the same', async () => {
    const { disk, intake, catalogue } = world();
    disk.put({});
    await intake.sweep();
    const { revision } = catalogue.value();
    await intake.look(placeOf());
    expect(catalogue.value().revision).toBe(revision);
  });

  it('reports a job that cannot be read, leaves the rest alone, and tries again', async () => {
    const { disk, intake, time, troubles, catalogue, job } = world();
    disk.put({ place: placeOf('bad') });
    disk.put({ place: placeOf('good') });
    disk.failNextRead();
    await intake.sweep();
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toContain('the disk does not answer');
    expect(catalogue.value().jobs.size).toBe(1);
    await time.pass(2_100);
    expect(job('bad')).toBeDefined();
    expect(job('good')).toBeDefined();
  });

  it('keeps a job that came while the list was made', async () => {
    const { disk, intake, job } = world();
    disk.put({ place: placeOf('old') });
    await intake.sweep();
    const { list } = disk.source;
    const held = deferred<null>();
    Object.assign(disk.source, {
      list: async () => {
        const places = await list();
        await held.promise;
        return places;
      },
    });
    const sweep = intake.sweep();
    disk.put({ place: placeOf('new') });
    await intake.look(placeOf('new'));
    disk.remove(placeOf('old'));
    held.resolve(null);
    await sweep;
    expect([job('new')?.status, job('old')?.status]).toEqual(['pending', undefined]);
  });

  it('lets no job that cannot be looked at hide those after it', async () => {
    const { disk, intake, troubles, job } = world();
    for (const name of ['a', 'b', 'c']) disk.put({ place: placeOf(name) });
    await intake.sweep();
    const { stamp } = disk.source;
    Object.assign(disk.source, {
      stamp: (place: Parameters<typeof stamp>[0]) =>
        place.folder === 'a' ? Promise.reject(new Error('the disk does not answer')) : stamp(place),
    });
    for (const name of ['b', 'c']) disk.put({ place: placeOf(name), state: 'status: approved\n' });
    await intake.sweep();
    expect(['a', 'b', 'c'].map((name) => job(name)?.status)).toEqual(['pending', 'approved', 'approved']);
    expect(troubles).toEqual([expect.stringContaining('/a” could not be read: the disk does not answer')]);
  });

  it('looks at everything below a folder that is no job', async () => {
    const { disk, intake, time, catalogue } = world();
    disk.put({ place: placeOf('one') });
    disk.put({ place: placeOf('two', { sender: 'bo@lab.example' }) });
    intake.hint(`/${placeOf().datasite}/${placeOf().sender}`);
    await time.pass(10);
    expect([...catalogue.value().jobs.keys()]).toEqual([jobIdOf(placeOf('one'))]);
  });

  it('does nothing more once it is stopped', async () => {
    const { disk, intake, time, catalogue } = world();
    disk.put({});
    intake.hint(pathOf(placeOf()));
    intake.stop();
    intake.hint(pathOf(placeOf()));
    await time.pass(1_000);
    expect(catalogue.value().jobs.size).toBe(0);
    expect(time.pending()).toBe(0);
  });

  it('is idle only when nothing is under way', async () => {
    const { disk, intake, time } = world();
    disk.put({});
    expect(intake.idle()).toBe(true);
    intake.hint(pathOf(placeOf()));
    expect(intake.idle()).toBe(false);
    await time.pass(50);
    expect(intake.idle()).toBe(true);
  });
});
