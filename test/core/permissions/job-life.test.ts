import { expect, test } from 'vitest';
import { checkAccess } from '../../../main/core/permissions/check-access.ts';
import { type AccessEdit, changeAsUpstream } from '../../../main/core/permissions/edit-rules.ts';
import { explainAccess } from '../../../main/core/permissions/explain-access.ts';
import { freezeHolds, planFreeze } from '../../../main/core/permissions/freeze.ts';
import { planGrant } from '../../../main/core/permissions/plan-edit.ts';
import {
  EMPTY_RULE_TREE,
  type RuleTree,
  withoutRuleFile,
  withRuleFile,
} from '../../../main/core/permissions/rule-tree.ts';
import { proveSender } from '../../../main/core/permissions/sender-proof.ts';
import { whoMayBelow } from '../../../main/core/permissions/who-may.ts';

const OWNER = 'owner@lab.org';
const ANA = 'ana@uni.edu';
const JOB = `app_data/job/inbox/${ANA}/Job 1`;
const REVIEW = `app_data/job/review/${ANA}`;

function edited(tree: RuleTree, edit: AccessEdit): RuleTree {
  const change = changeAsUpstream(tree, edit);
  return change === null ? tree : withRuleFile(tree, change.path, change.after);
}

function may(tree: RuleTree, user: string, level: 'read' | 'write', path: string): boolean {
  return checkAccess(tree, { owner: OWNER, user, path, level }).allowed;
}

test('from peer approval to shared results, as the Python clients write the rules', () => {
  let tree = edited(EMPTY_RULE_TREE, {
    kind: 'grant',
    level: 'write',
    path: `app_data/job/inbox/${ANA}/`,
    user: ANA,
  });
  tree = edited(tree, { kind: 'grant', level: 'read', path: `${REVIEW}/`, user: ANA });
  expect(may(tree, ANA, 'write', `${JOB}/run.sh`)).toBe(true);
  expect(may(tree, ANA, 'write', `${REVIEW}/Job 1/state.yaml`)).toBe(false);
  expect(may(tree, 'bob@uni.edu', 'write', `${JOB}/run.sh`)).toBe(false);
  expect(proveSender(tree, { owner: OWNER, sender: ANA, jobPath: JOB })).toMatchObject({
    proven: true,
    senderMayWrite: true,
  });

  const freeze = planFreeze(tree, JOB, ANA);
  if (!freeze.ok) throw new Error(freeze.reason);
  expect(may(freeze.tree, ANA, 'write', `${JOB}/run.sh`)).toBe(false);
  expect(may(freeze.tree, ANA, 'write', `app_data/job/inbox/${ANA}/Job 2/run.sh`)).toBe(true);
  expect(freezeHolds(freeze.tree, JOB, OWNER)).toEqual({ holds: true });
  expect(
    explainAccess(freeze.tree, { owner: OWNER, user: ANA, path: `${JOB}/run.sh`, level: 'write' }).sentence,
  ).toContain('does not give ana@uni.edu write access, only read');
  expect(withoutRuleFile(freeze.tree, freeze.path)).toEqual(tree);

  // The runner grants the owner read on the outputs: that rule decides alone, which is what hides them.
  tree = edited(tree, { kind: 'grant', level: 'read', path: `${REVIEW}/Job 1/outputs/`, user: OWNER });
  expect(may(tree, ANA, 'read', `${REVIEW}/Job 1/outputs/mean.csv`)).toBe(false);
  const shared = planGrant(tree, {
    owner: OWNER,
    level: 'read',
    path: `${REVIEW}/Job 1/outputs/`,
    user: ANA,
  });
  if (!shared.ok) throw new Error(shared.problem.what);
  expect(shared.effects).toEqual([{ who: ANA, before: 'none', after: 'read' }]);
  expect(may(shared.tree, ANA, 'read', `${REVIEW}/Job 1/outputs/mean.csv`)).toBe(true);
});

test('a queue that anyone may write into proves nobody', () => {
  const queue = 'app_data/code-queue/jobs/pending';
  const text = "rules:\n- pattern: '**'\n  access:\n    read:\n    - '*'\n    write:\n    - '*'\n";
  const tree = withRuleFile(EMPTY_RULE_TREE, `${queue}/syft.pub.yaml`, text);
  const proof = proveSender(tree, { owner: OWNER, sender: ANA, jobPath: `${queue}/1b4e28ba` });
  expect(proof).toMatchObject({ proven: false, gap: 'others-may-write', others: ['*'] });
  expect(whoMayBelow(tree, '', 'write').holders.map(({ who }) => who)).toEqual(['*']);
});
