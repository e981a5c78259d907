import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAccess } from '../../../main/core/permissions/check-access.ts';
import { freezeHolds, planFreeze } from '../../../main/core/permissions/freeze.ts';
import { joinPath } from '../../../main/core/permissions/paths.ts';
import { withoutRuleFile, withRuleFile } from '../../../main/core/permissions/rule-tree.ts';
import { proveSender } from '../../../main/core/permissions/sender-proof.ts';
import { whoMayAt, whoMayBelow } from '../../../main/core/permissions/who-may.ts';
import { level, OWNER, PEOPLE, path, ruleFiles, soundRuleFiles, treeOf } from './arbitrary.ts';

const INBOX = 'app_data/job/inbox';
const ALICE = 'alice@x.org';
const JOB = `${INBOX}/${ALICE}/job one`;
const OWN_FOLDER = { [`${INBOX}/${ALICE}`]: `rules:\n- {pattern: '**', access: {write: [${ALICE}]}}\n` };

function prove(files: Readonly<Record<string, string>>, sender = ALICE) {
  return proveSender(treeOf(files), { owner: OWNER, sender, jobPath: JOB });
}

describe('a sender', () => {
  test('is proven where peer approval let only them write', () => {
    expect(prove(OWN_FOLDER)).toEqual({
      proven: true,
      senderMayWrite: true,
      restsOn: [`${INBOX}/${ALICE}/syft.pub.yaml`],
      sentence: 'Only alice@x.org and the owner may write here.',
    });
  });

  test('is proven, though they may not write, where nobody but the owner may', () => {
    expect(prove({})).toMatchObject({ proven: true, senderMayWrite: false });
  });

  test('is proven under a template rule, which speaks for one name only', () => {
    const files = { [INBOX]: "rules:\n- {pattern: '{{.UserEmail}}/**', access: {write: [USER]}}\n" };
    expect(prove(files)).toMatchObject({ proven: true, senderMayWrite: true });
  });

  test('is proven where a narrower rule takes every path before a broad one', () => {
    const files = {
      [INBOX]: `rules:\n- {pattern: '${ALICE}/**', access: {write: [${ALICE}]}}\n- {pattern: '**', access: {write: ['*']}}\n`,
    };
    expect(prove(files)).toMatchObject({ proven: true });
  });

  test('is unproven where the broad rule also takes what the narrow one leaves', () => {
    const files = {
      [INBOX]: `rules:\n- {pattern: '${ALICE}/**', access: {write: [${ALICE}]}}\n- {pattern: '**/*.*', access: {write: ['*']}}\n`,
    };
    expect(prove(files)).toMatchObject({ proven: false, gap: 'others-may-write', others: ['*'] });
  });

  test.each([
    ['anyone', "read: ['*'], write: ['*']", ['*'], 'Everyone could also have written here.'],
    ['anyone by USER', 'write: [USER]', ['*'], 'Everyone could also have written here.'],
    [
      'a domain',
      "write: ['*@x.org', alice@x.org]",
      ['*@x.org'],
      'Everyone at x.org could also have written here.',
    ],
    [
      'a second person',
      'write: [alice@x.org, bob@x.org]',
      ['bob@x.org'],
      'bob@x.org could also have written here.',
    ],
    [
      'an admin',
      'write: [alice@x.org], admin: [bob@x.org]',
      ['bob@x.org'],
      'bob@x.org could also have written here.',
    ],
    [
      'their name in capitals',
      'write: [Alice@x.org]',
      ['Alice@x.org'],
      'Alice@x.org could also have written here.',
    ],
  ])('is unproven where %s may write', (_, access, others, sentence) => {
    const files = { [INBOX]: `rules:\n- {pattern: '**', access: {${access}}}\n` };
    expect(prove(files)).toMatchObject({ proven: false, gap: 'others-may-write', others, sentence });
  });

  test('is unproven where a rule file inside the job lets somebody in', () => {
    const files = {
      ...OWN_FOLDER,
      [`${JOB}/code`]: "rules:\n- {pattern: 'x.txt', access: {write: [bob@x.org]}}\n",
    };
    expect(prove(files)).toMatchObject({ proven: false, others: ['bob@x.org'] });
    const closed = { ...files, [JOB]: 'terminal: true\n' };
    expect(prove(closed)).toMatchObject({ proven: true });
  });

  test('is unproven where somebody may change a rule file above', () => {
    const files = { ...OWN_FOLDER, '': "rules:\n- {pattern: '**', access: {admin: [bob@x.org]}}\n" };
    expect(prove(files)).toMatchObject({
      proven: false,
      gap: 'others-may-change-rules',
      others: ['bob@x.org'],
      through: expect.arrayContaining([
        expect.objectContaining({ how: 'may-change-rules', file: 'syft.pub.yaml' }),
      ]),
    });
  });

  test('on a disk that ignores case, write access to a rule file’s name is enough', () => {
    const files = { ...OWN_FOLDER, '': "rules:\n- {pattern: '**', access: {write: [bob@x.org]}}\n" };
    expect(prove(files)).toMatchObject({ proven: true });
    const query = { owner: OWNER, sender: ALICE, jobPath: JOB, diskIgnoresCase: true };
    expect(proveSender(treeOf(files), query)).toMatchObject({ proven: false, others: ['bob@x.org'] });
  });

  test('is unproven where a rule file does not load', () => {
    expect(prove({ [INBOX]: 'rules: [' })).toMatchObject({
      proven: false,
      gap: 'rule-file-broken',
      others: [],
    });
    expect(prove({ ...OWN_FOLDER, [`${JOB}/code`]: '- a\n' })).toMatchObject({ gap: 'rule-file-broken' });
  });

  test.each(['*', 'bob', '', '[a]lice@x.org'])('is unproven when they are %j', (sender) => {
    expect(prove(OWN_FOLDER, sender)).toMatchObject({ proven: false, gap: 'sender-not-an-email' });
  });

  test('is unproven for a path that leads out', () => {
    const query = { owner: OWNER, sender: ALICE, jobPath: '../x' };
    expect(proveSender(treeOf(OWN_FOLDER), query)).toMatchObject({ proven: false, gap: 'path-refused' });
  });

  test('that is proven is the only one whom the engine lets write there', () => {
    fc.assert(
      fc.property(ruleFiles, path, path, (files, jobPath, inside) => {
        const tree = treeOf(files);
        const proof = proveSender(tree, { owner: OWNER, sender: ALICE, jobPath });
        if (!proof.proven) return;
        for (const user of [...PEOPLE, 'carol@x.org', 'zed@elsewhere.net']) {
          const query = { owner: OWNER, user, path: joinPath(jobPath, inside), level: 'write' } as const;
          const may = checkAccess(tree, query).allowed;
          if (user !== ALICE) expect(may, JSON.stringify([user, files])).toBe(false);
          else if (may) expect(proof.senderMayWrite).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('cannot be displaced by somebody who may write a rule file on the way, once proven', () => {
    const takeover = "terminal: true\nrules:\n- {pattern: '**', access: {write: [bob@x.org]}}\n";
    fc.assert(
      fc.property(soundRuleFiles, path, fc.nat(4), (files, jobPath, depth) => {
        const tree = treeOf(files);
        const folder = jobPath.split('/').slice(0, depth).join('/');
        const at = joinPath(folder, 'syft.pub.yaml');
        if (!checkAccess(tree, { owner: OWNER, user: 'bob@x.org', path: at, level: 'write' }).allowed) return;
        const inside = {
          owner: OWNER,
          user: 'bob@x.org',
          path: `${jobPath}/run.sh`,
          level: 'write',
        } as const;
        const taken = checkAccess(withRuleFile(tree, at, takeover), inside).allowed;
        if (taken) expect(proveSender(tree, { owner: OWNER, sender: ALICE, jobPath }).proven).toBe(false);
      }),
      { numRuns: 600 },
    );
  });
});

describe('who may', () => {
  test('leaves nobody out', () => {
    fc.assert(
      fc.property(ruleFiles, path, path, level, (files, folder, inside, wanted) => {
        const tree = treeOf(files);
        const below = whoMayBelow(tree, folder, wanted).holders.map(({ who }) => who);
        const exactly = whoMayAt(tree, folder, wanted).holders.map(({ who }) => who);
        for (const user of PEOPLE) {
          const may = (asked: string) =>
            checkAccess(tree, { owner: OWNER, user, path: asked, level: wanted }).allowed;
          if (may(joinPath(folder, inside))) expect(below.some((who) => stands(who, user))).toBe(true);
          if (may(folder)) expect(exactly.some((who) => stands(who, user))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('says through which list, file and pattern', () => {
    const tree = treeOf({
      data: "rules:\n- {pattern: '*.csv', access: {read: ['*'], admin: [bob@x.org]}}\n",
    });
    expect(whoMayBelow(tree, 'data', 'read').holders).toEqual([
      { who: '*', list: 'read', file: 'data/syft.pub.yaml', pattern: '*.csv' },
      { who: 'bob@x.org', list: 'admin', file: 'data/syft.pub.yaml', pattern: '*.csv' },
    ]);
    expect(whoMayBelow(tree, 'data/deeper', 'read').holders).toEqual([]);
    expect(whoMayBelow(tree, '', 'write').holders.map(({ who }) => who)).toEqual(['bob@x.org']);
  });
});

function stands(who: string, user: string): boolean {
  if (who === '*' || who === user) return true;
  return who.includes('*') ? user.endsWith(who.slice(1)) : who.startsWith('?') && user.endsWith(who.slice(1));
}

describe('a freeze', () => {
  test('is the owner’s rule file in the job’s folder, readable by the sender', () => {
    const plan = planFreeze(treeOf(OWN_FOLDER), JOB, ALICE);
    expect(plan).toMatchObject({
      ok: true,
      path: `${JOB}/syft.pub.yaml`,
      text: `rules:\n- access:\n    admin: []\n    read:\n    - ${ALICE}\n    write: []\n  pattern: '**'\nterminal: true\n`,
      restore: 'remove-file',
    });
  });

  test('takes the sender’s write access and leaves their reading', () => {
    const plan = planFreeze(treeOf(OWN_FOLDER), JOB, ALICE);
    if (!plan.ok) throw new Error(plan.reason);
    const query = { owner: OWNER, user: ALICE, path: `${JOB}/run.sh` };
    expect(checkAccess(treeOf(OWN_FOLDER), { ...query, level: 'write' }).allowed).toBe(true);
    expect(checkAccess(plan.tree, { ...query, level: 'write' }).allowed).toBe(false);
    expect(checkAccess(plan.tree, { ...query, level: 'read' }).allowed).toBe(true);
    expect(freezeHolds(plan.tree, JOB, OWNER)).toEqual({ holds: true });
    expect(proveSender(plan.tree, { owner: OWNER, sender: ALICE, jobPath: JOB })).toMatchObject({
      proven: true,
    });
  });

  test('withdrawn leaves what was there: no file, or the bytes of the one there was', () => {
    const tree = treeOf(OWN_FOLDER);
    const plan = planFreeze(tree, JOB, ALICE);
    expect(plan.ok && withoutRuleFile(plan.tree, plan.path)).toEqual(tree);
    const before = treeOf({ ...OWN_FOLDER, [JOB]: 'rules: []\n' });
    expect(planFreeze(before, JOB, ALICE)).toMatchObject({ restore: 'write-previous-bytes' });
  });

  test('names nobody when the sender’s folder is not an e-mail', () => {
    const plan = planFreeze(treeOf({}), `${INBOX}/*/job`, '*');
    expect(plan.ok && plan.text).toContain('read: []');
  });

  test.each(['', '/', '../x', 'a/../b'])('is refused for the path %j', (at) => {
    expect(planFreeze(treeOf({}), at, ALICE)).toEqual({ ok: false, reason: 'path-refused' });
  });

  test('that a terminal rule file above defeats says which', () => {
    const files = {
      ...OWN_FOLDER,
      [INBOX]: "terminal: true\nrules:\n- {pattern: '**', access: {write: ['*']}}\n",
    };
    const plan = planFreeze(treeOf(files), JOB, ALICE);
    if (!plan.ok) throw new Error(plan.reason);
    expect(freezeHolds(plan.tree, JOB, OWNER)).toMatchObject({
      holds: false,
      defeatedBy: `${INBOX}/syft.pub.yaml`,
      writers: [{ who: '*', list: 'write' }],
    });
  });

  test('does not hold before it is written, or under a rule file that does not load', () => {
    expect(freezeHolds(treeOf(OWN_FOLDER), JOB, OWNER)).toMatchObject({ holds: false, defeatedBy: null });
    const broken = treeOf({ [INBOX]: 'rules: [' });
    expect(freezeHolds(broken, JOB, OWNER)).toMatchObject({
      holds: false,
      defeatedBy: `${INBOX}/syft.pub.yaml`,
    });
  });

  test('that holds lets nobody but the owner write anything there', () => {
    fc.assert(
      fc.property(ruleFiles, path, path, (files, jobPath, inside) => {
        const plan = planFreeze(treeOf(files), jobPath, ALICE);
        if (!plan.ok || !freezeHolds(plan.tree, jobPath, OWNER).holds) return;
        for (const user of [...PEOPLE, 'zed@elsewhere.net']) {
          const query = { owner: OWNER, user, path: joinPath(jobPath, inside), level: 'write' } as const;
          expect(checkAccess(plan.tree, query).allowed).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });
});
