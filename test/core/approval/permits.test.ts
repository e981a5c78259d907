import { describe, expect, it } from 'vitest';
import {
  acknowledgementsOf,
  canApprove,
  canReceive,
  canReject,
  canWithdraw,
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

  it.each(JOB_STATUSES)('of %s jobs only approved ones are taken back', (status) => {
    const verdict = canWithdraw(jobOf({ state: `status: ${status}\n` }), owner);
    expect(verdict.allowed).toBe(status === 'approved');
    if (verdict.allowed) return;
    const [reason] = verdict.reasons;
    expect(reason?.code).toBe('wrong-state');
    expect(reason?.text).toMatch(
      { running: /already running/, done: /already run/, failed: /already run/ }[String(status)] ??
        /nothing to take back|no approval to take back/,
    );
  });

  it('an approval is taken back whatever lies in the job by now, but only by its owner', () => {
    const approved = { state: 'status: approved\n' };
    const changed = { defects: [defect('link')], changedAt: NOW, arrival: { present: 1, expected: 3 } };
    expect(canWithdraw(jobOf({ ...approved, ...changed }), owner)).toEqual({ allowed: true });
    const elsewhere = placeOf('x', { datasite: 'bo@lab.example' });
    expect(codes(canWithdraw(jobOf({ ...approved, place: elsewhere }), owner))).toEqual(['not-owner']);
    expect(codes(canWithdraw(jobOf({ state: 'status: nonsense\n' }), owner))).toEqual(['wrong-state']);
    expect(codes(canWithdraw(jobOf({ state: null }), owner))).toEqual(['wrong-state']);
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
