import { describe, expect, it } from 'vitest';
import {
  acknowledgementsOf,
  canApprove,
  canReceive,
  canReject,
} from '../../../main/core/approval/permits.ts';
import type { Verdict } from '../../../main/core/approval/verdict.ts';
import { DEFECTS, type Defect, type DefectCode } from '../../../shared/terms/defect.ts';
import { JOB_STATUSES } from '../../../shared/terms/job-status.ts';
import { jobOf, NOW, OWNER, placeOf, type Wish } from '../../build/jobs.ts';

const owner = { email: OWNER };
const defect = (code: DefectCode): Defect => ({ code, path: null, text: `There is ${code}.` });
const codes = (verdict: Verdict) => (verdict.allowed ? [] : verdict.reasons.map((reason) => reason.code));

describe('who may decide about what', () => {
  it.each<[string, Wish, readonly string[], readonly string[]]>([
    ['a settled pending job', {}, [], []],
    ['a job that was never received', { state: null }, [], []],
    [
      'a job in somebody else’s datasite',
      { place: placeOf('x', { datasite: 'bo@lab.example' }) },
      ['not-owner'],
      ['not-owner'],
    ],
    [
      'a datasite spelled in other case',
      { place: placeOf('x', { datasite: OWNER.toUpperCase() }) },
      ['not-owner'],
      ['not-owner'],
    ],
    ['files still missing', { arrival: { present: 1, expected: 3 } }, ['still-arriving'], []],
    ['changed half a second ago', { changedAt: NOW - 500 }, ['still-arriving'], []],
    ['a state nobody can read', { state: 'status: nonsense\n' }, ['wrong-state'], ['wrong-state']],
    ['a link inside', { defects: [defect('link')] }, ['malformed-job'], []],
    [
      'two things wrong',
      { defects: [defect('link'), defect('no-code')] },
      ['malformed-job', 'malformed-job'],
      [],
    ],
    ['hidden characters', { defects: [defect('hidden-characters')] }, ['needs-acknowledgement'], []],
    ['only something to note', { defects: [defect('file-unlisted')] }, [], []],
  ])('%s', (_name, wish, approving, rejecting) => {
    expect(codes(canApprove(jobOf(wish), owner, []))).toEqual(approving);
    expect(codes(canReject(jobOf(wish), owner))).toEqual(rejecting);
  });

  it.each(JOB_STATUSES)('%s jobs are decided only while they wait', (status) => {
    const job = jobOf({ state: `status: ${status}\n` });
    const waiting = status === 'received' || status === 'pending';
    expect(canApprove(job, owner, []).allowed).toBe(waiting);
    expect(canReject(job, owner).allowed).toBe(waiting);
    expect(canReceive(job, owner).allowed).toBe(false);
  });

  it('lets an acknowledged defect pass, and only the acknowledged one', () => {
    const job = jobOf({ defects: [defect('hidden-characters'), defect('link')] });
    expect(codes(canApprove(job, owner, ['hidden-characters']))).toEqual(['malformed-job']);
    expect(codes(canApprove(job, owner, ['link']))).toEqual(['malformed-job', 'needs-acknowledgement']);
  });

  it('never lets a blocking defect pass by acknowledging it', () => {
    for (const [code, weight] of Object.entries(DEFECTS)) {
      const job = jobOf({ defects: [defect(code as DefectCode)] });
      expect(canApprove(job, owner, [code as DefectCode]).allowed).toBe(weight !== 'blocks');
    }
  });

  it('names each acknowledgement once', () => {
    const defects = [defect('hidden-characters'), defect('hidden-characters'), defect('link')];
    expect(acknowledgementsOf(defects)).toEqual(['hidden-characters']);
  });

  it('receives only settled, well-formed jobs without a state', () => {
    expect(canReceive(jobOf({ state: null }), owner).allowed).toBe(true);
    expect(codes(canReceive(jobOf({ state: null, defects: [defect('no-code')] }), owner))).toEqual([
      'malformed-job',
    ]);
    expect(codes(canReceive(jobOf({ state: null, changedAt: NOW - 10 }), owner))).toEqual(['still-arriving']);
    expect(codes(canReceive(jobOf(), owner))).toEqual(['wrong-state']);
  });
});
