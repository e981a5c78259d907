import { describe, expect, it } from 'vitest';
import { jobFrom, QUIET_TIME, quietIn } from '../../../main/core/jobs/job.ts';
import { factsOf, NOW } from '../../build/jobs.ts';

describe('when a job has come to rest', () => {
  it.each([
    ['changed an hour ago', -3_600_000, 0],
    ['changed exactly the quiet time ago', -QUIET_TIME, 0],
    ['changed 400 ms ago', -400, 600],
    ['changed this moment', 0, 1_000],
    ['a disk whose clock runs a little ahead', 0.7, 1_000.7],
    ['a disk whose clock is hours ahead', 3_600_000, 0],
  ])('%s', (_name, offset, wait) => {
    expect(quietIn(factsOf({ changedAt: NOW + offset }), NOW)).toBeCloseTo(wait);
  });

  it('is arriving while files are missing or it moves, and only while it waits', () => {
    const missing = { arrival: { present: 2, expected: 3 } };
    expect(jobFrom(factsOf(missing), NOW).arriving).toEqual({ present: 2, expected: 3 });
    expect(jobFrom(factsOf({ changedAt: NOW - 5 }), NOW).arriving).toEqual({ present: 3, expected: 3 });
    expect(jobFrom(factsOf({ ...missing, state: 'status: done\n' }), NOW).arriving).toBeNull();
    expect(jobFrom(factsOf({ changedAt: NOW - 5 }), NOW, 0).arriving).toBeNull();
  });

  it('has the status of its state, received without one or with one that cannot be read', () => {
    expect(jobFrom(factsOf({ state: 'status: running\n' }), NOW).status).toBe('running');
    expect(jobFrom(factsOf({ state: null }), NOW).status).toBe('received');
    expect(jobFrom(factsOf({ state: 'status: [x]\n' }), NOW).status).toBe('received');
  });
});
