import { describe, expect, it } from 'vitest';
import { createJobMemory, type RememberedJob } from '../../../main/disk/sources/syft-job/job-memory.ts';
import { createSiblings, inboxKey, senderKey } from '../../../main/disk/sources/syft-job/siblings.ts';
import { jobIdOf } from '../../../shared/terms/ids.ts';
import { fileEntry } from '../../build/job-readings.ts';
import { OWNER, placeOf, SENDER } from '../../build/syft-box.ts';

const seen = { dev: 1, ino: 1, mode: 0, nlink: 1, size: 1, mtimeMs: 1, ctimeMs: 1 };

function remembered(files: number): RememberedJob {
  const paths = Array.from({ length: files }, (_, n) => `code/${n}`);
  return {
    files: new Map(paths.map((path) => [path, { seen, entry: fileEntry(path) }])),
    config: null,
    state: null,
  };
}

const id = (name: string) => jobIdOf(placeOf(name));

describe('the memory of readings', () => {
  it('gives back what was put in, until it is taken out', () => {
    const memory = createJobMemory(10);
    const job = remembered(2);
    memory.set(id('a'), job);
    expect(memory.get(id('a'))).toBe(job);
    memory.delete(id('a'));
    expect(memory.get(id('a'))).toBeUndefined();
    memory.delete(id('a'));
  });

  it('forgets the jobs read longest ago when it is full', () => {
    const memory = createJobMemory(9);
    for (const name of ['a', 'b', 'c']) memory.set(id(name), remembered(2));
    expect(['a', 'b', 'c'].map((name) => memory.get(id(name)) !== undefined)).toEqual([true, true, true]);
    memory.set(id('a'), remembered(2));
    memory.set(id('d'), remembered(2));
    expect(['a', 'b', 'c', 'd'].map((name) => memory.get(id(name)) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it('counts a job once, however often it is read', () => {
    const memory = createJobMemory(9);
    memory.set(id('a'), remembered(2));
    for (let n = 0; n < 50; n += 1) memory.set(id('b'), remembered(4));
    expect(memory.get(id('a'))).toBeDefined();
    for (let n = 0; n < 50; n += 1) memory.delete(id('b'));
    memory.set(id('c'), remembered(4));
    expect(memory.get(id('a'))).toBeDefined();
  });

  it('does not keep what is larger than itself', () => {
    const memory = createJobMemory(3);
    memory.set(id('a'), remembered(20));
    expect(memory.get(id('a'))).toBeUndefined();
  });
});

describe('siblings', () => {
  it('know nothing at first', () => {
    expect(createSiblings().twinsOf(placeOf('job'))).toEqual([]);
  });

  it('are named at every level', () => {
    const siblings = createSiblings();
    siblings.add(placeOf('job', SENDER));
    siblings.add(placeOf('JOB', SENDER));
    siblings.add(placeOf('other', 'ALICE@uni.edu'));
    siblings.add(placeOf('other', SENDER, 'OWNER@lab.org'));
    expect(siblings.twinsOf(placeOf('job', SENDER))).toEqual(['JOB', 'ALICE@uni.edu', 'OWNER@lab.org']);
  });

  it('are only those beside one another', () => {
    const siblings = createSiblings();
    siblings.add(placeOf('job', SENDER));
    siblings.add(placeOf('JOB', 'bob@x.org'));
    expect(siblings.twinsOf(placeOf('job', SENDER))).toEqual([]);
  });

  it('are replaced by a listing', () => {
    const siblings = createSiblings();
    siblings.add(placeOf('JOB'));
    siblings.replace(senderKey(OWNER, SENDER), ['job', 'Job', 'jOb', 'other']);
    expect(siblings.twinsOf(placeOf('job'))).toEqual(['Job', 'jOb']);
    siblings.replace(senderKey(OWNER, SENDER), ['job']);
    expect(siblings.twinsOf(placeOf('job'))).toEqual([]);
    siblings.replace(inboxKey(OWNER), [SENDER, SENDER.toUpperCase()]);
    expect(siblings.twinsOf(placeOf('job'))).toEqual([SENDER.toUpperCase()]);
  });

  it('go away with the job', () => {
    const siblings = createSiblings();
    for (const name of ['job', 'Job', 'JOB']) siblings.add(placeOf(name));
    siblings.remove(placeOf('Job'));
    expect(siblings.twinsOf(placeOf('job'))).toEqual(['JOB']);
    siblings.remove(placeOf('JOB'));
    siblings.remove(placeOf('JOB'));
    siblings.remove(placeOf('never', 'seen@x.org'));
    expect(siblings.twinsOf(placeOf('job'))).toEqual([]);
  });
});
