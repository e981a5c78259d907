import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  planApproval,
  planReceiving,
  planRejection,
  planWithdrawal,
} from '../../../main/core/approval/plan.ts';
import { parseStateYaml } from '../../../main/core/python-yaml/state-yaml.ts';
import { jobOf, OWNER, PENDING } from '../../build/jobs.ts';

const AT = '2026-11-21T20:14:53.806263Z';
const decision = { by: OWNER, at: AT, reason: null };

describe('what a decision writes', () => {
  it('approves a pending job in the exact bytes the Python clients write', () => {
    const plan = planApproval(jobOf(), decision, null);
    expect(plan).toMatchObject({ action: 'approve', from: 'pending', to: 'approved', before: PENDING });
    expect(plan.after).toBe(
      [
        'approval_method: manual',
        `approved_at: '${AT}'`,
        `approved_by: ${OWNER}`,
        'completed_at: null',
        "received_at: '2026-11-20T10:00:00Z'",
        'rejected_at: null',
        'rejected_by: null',
        'return_code: null',
        'review_reason: null',
        'status: approved',
        '',
      ].join('\n'),
    );
  });

  it('carries what happens to the rule file along, and only for those who change it', () => {
    const ruleFile = { path: 'app_data/syft.pub.yaml', before: null, after: 'rules: []\n' };
    expect(planApproval(jobOf(), decision, ruleFile).ruleFile).toBe(ruleFile);
    expect(planRejection(jobOf(), decision).ruleFile).toBeNull();
    expect(planReceiving(jobOf({ state: null }), AT).ruleFile).toBeNull();
  });

  it('takes an approval back to exactly the pending job there was', () => {
    const approved = planApproval(jobOf(), { ...decision, reason: 'read it' }, null);
    const back = planWithdrawal(jobOf({ state: approved.after }), null);
    expect(back).toMatchObject({
      action: 'withdraw',
      from: 'approved',
      to: 'pending',
      before: approved.after,
    });
    expect(parseStateYaml(back.after)).toEqual(parseStateYaml(PENDING));
  });

  it('keeps what an approval taken back did not write', () => {
    const state = "received_at: '2026-11-20T10:00:00Z'\nreturn_code: 3\nstatus: approved\n";
    expect(parseStateYaml(planWithdrawal(jobOf({ state }), null).after)).toMatchObject({
      ok: true,
      state: { status: 'pending', receivedAt: '2026-11-20T10:00:00Z', returnCode: 3, approvedBy: null },
    });
  });

  it('notes the time of receiving when a job is decided that never was received', () => {
    const plan = planRejection(jobOf({ state: null }), { ...decision, reason: 'too broad' });
    expect(plan).toMatchObject({ from: 'received', to: 'rejected', before: null });
    expect(parseStateYaml(plan.after)).toMatchObject({
      ok: true,
      state: {
        status: 'rejected',
        receivedAt: AT,
        rejectedAt: AT,
        rejectedBy: OWNER,
        reviewReason: 'too broad',
        approvedBy: null,
      },
    });
  });

  it('only notes the time when it receives', () => {
    const plan = planReceiving(jobOf({ state: null }), AT);
    expect(plan).toMatchObject({ action: 'receive', from: 'received', to: 'pending', before: null });
    expect(parseStateYaml(plan.after)).toMatchObject({
      ok: true,
      state: { status: 'pending', receivedAt: AT, approvedAt: null, rejectedAt: null },
    });
  });

  it('carries any reason through to whoever reads the state', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (reason) => {
        const { after } = planRejection(jobOf(), { ...decision, reason });
        expect(parseStateYaml(after)).toMatchObject({ ok: true, state: { reviewReason: reason } });
      }),
    );
  });
});
