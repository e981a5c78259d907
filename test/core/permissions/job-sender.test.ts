import { describe, expect, it } from 'vitest';
import { planFreeze } from '../../../main/core/permissions/freeze.ts';
import { proveJobSender } from '../../../main/core/permissions/job-sender.ts';
import { EMPTY_RULE_TREE, ruleTreeFrom, withRuleFile } from '../../../main/core/permissions/rule-tree.ts';

const SENDER = 'ana@lab.example';
const INBOX = `app_data/job/inbox/${SENDER}`;
const query = { owner: 'owner@lab.example', sender: SENDER, jobPath: `${INBOX}/count` };
const rules = (writers: string) =>
  `rules:\n- access:\n    admin: []\n    read: []\n    write:\n${writers}  pattern: '**'\nterminal: false\n`;
const ofSender = ruleTreeFrom([[`${INBOX}/syft.pub.yaml`, rules(`    - ${SENDER}\n`)]]);

describe('the sender of a job', () => {
  it('is proven where only they and the owner may write', () => {
    expect(proveJobSender(ofSender, query)).toMatchObject({ proven: true, senderMayWrite: true });
  });

  it('is not proven where the rules let nobody write, since they then do not say who did', () => {
    expect(proveJobSender(EMPTY_RULE_TREE, query)).toMatchObject({
      proven: false,
      gap: 'sender-may-not-write',
      others: [],
    });
  });

  it('stays proven when an approval closed the job', () => {
    const freeze = planFreeze(ofSender, query.jobPath, SENDER);
    if (!freeze.ok) throw new Error(freeze.reason);
    const proof = proveJobSender(freeze.tree, query);
    expect(proof).toMatchObject({ proven: true });
    expect(proof.sentence).toContain('until the approval closed it');
    expect(proof.restsOn).toEqual([`${INBOX}/syft.pub.yaml`]);
  });

  it('is judged by the rules around a closed job, whoever they name', () => {
    const open = ruleTreeFrom([[`${INBOX}/syft.pub.yaml`, rules("    - '*'\n")]]);
    const freeze = planFreeze(open, query.jobPath, SENDER);
    if (!freeze.ok) throw new Error(freeze.reason);
    expect(proveJobSender(freeze.tree, query)).toMatchObject({ proven: false, others: ['*'] });
  });

  it('is not proven by a rule file that only looks like the closing one', () => {
    const freeze = planFreeze(ofSender, query.jobPath, SENDER);
    if (!freeze.ok) throw new Error(freeze.reason);
    const other = withRuleFile(ofSender, freeze.path, freeze.text.replace(SENDER, 'bo@lab.example'));
    expect(proveJobSender(other, query)).toMatchObject({ proven: false, gap: 'sender-may-not-write' });
  });
});
