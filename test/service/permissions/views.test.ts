import { describe, expect, it } from 'vitest';
import { planFreeze } from '../../../main/core/permissions/freeze.ts';
import { type RuleTree, ruleFilesBelow, ruleTreeFrom } from '../../../main/core/permissions/rule-tree.ts';
import { jobPathOf } from '../../../main/service/rules/job-place.ts';
import { findingsIn } from '../../../main/service/views/permissions/findings.ts';
import { folderAccessOf, summaryOf } from '../../../main/service/views/permissions/folder-access.ts';
import { jobAccessOf } from '../../../main/service/views/permissions/job-access.ts';
import { reachIn } from '../../../main/service/views/permissions/reach.ts';
import { jobOf, NOW, OWNER, placeOf, SENDER } from '../../build/jobs.ts';
import { rulesText } from './rules-text.ts';

const ANA = 'ana@lab.example';
const BO = 'bo@lab.example';
const CY = 'cy@lab.example';
const DI = 'di@lab.example';

/** The tree of rule files given by folder. */
function treeOf(byFolder: Readonly<Record<string, string>>): RuleTree {
  return ruleTreeFrom(
    Object.entries(byFolder).map(([folder, text]) => [
      folder === '' ? 'syft.pub.yaml' : `${folder}/syft.pub.yaml`,
      text,
    ]),
  );
}

describe('what a folder’s rules mean, in words', () => {
  it.each<[string, Parameters<typeof rulesText>[0]]>([
    ['only you', {}],
    ['only you', { '**': { admin: [OWNER] } }],
    [`you and ${ANA} can write`, { '**': { write: [ANA] } }],
    [`you and ${ANA} can write`, { '**': { write: [ANA], read: [ANA] } }],
    [`you and ${ANA} and ${BO} can write`, { '**': { write: [ANA], admin: [BO] } }],
    [`${ANA} can read`, { '**': { read: [ANA] } }],
    [`you and ${ANA} can write; ${BO} can read`, { '**': { write: [ANA], read: [BO] } }],
    ['anyone can read', { '**': { read: ['*'] } }],
    ['anyone can read', { '**': { read: ['USER', ANA] } }],
    ['anyone can write', { '**': { write: ['*', ANA], read: [BO] } }],
    [`you and ${ANA} can write; anyone can read`, { '**': { write: [ANA], read: ['*'] } }],
    ['everyone at lab.example can read', { '**': { read: ['*@lab.example'] } }],
    [`${ANA} can read some of it`, { '*.csv': { read: [ANA] } }],
    [`${ANA} can write some of it`, { 'inbox/**': { write: [ANA], read: [ANA] } }],
    ['anyone can read some of it', { 'report.pdf': { read: ['*'] } }],
    ['anyone can write some of it', { '{{.UserEmail}}/**': { write: ['USER'] } }],
    [`anyone can read; ${ANA} can write some of it`, { '**': { read: ['*'] }, 'in/*': { write: [ANA] } }],
    [`${ANA}, ${BO}, ${CY} and 1 other can read`, { '**': { read: [ANA, BO, CY, DI] } }],
  ])('%s', (summary, rules) => {
    expect(summaryOf(treeOf({ data: rulesText(rules) }), OWNER, 'data')).toBe(summary);
  });

  it('comes from the rule file that decides there, wherever it lies', () => {
    const above = rulesText({ '**': { read: ['*'] }, 'data/secret/**': {} });
    expect(summaryOf(treeOf({ '': above }), OWNER, 'data/plain')).toBe('anyone can read');
    expect(summaryOf(treeOf({ '': above }), OWNER, 'data/secret')).toBe('only you');
    const closed = treeOf({ '': above, 'data/closed': 'rules: []\n' });
    expect(summaryOf(closed, OWNER, 'data/closed')).toBe('only you');
    expect(summaryOf(closed, OWNER, 'data')).toBe('anyone can read');
    const terminal = treeOf({ '': rulesText({ '**': { read: [ANA] } }, true), data: above });
    expect(summaryOf(terminal, OWNER, 'data')).toBe(`${ANA} can read`);
  });

  it('says when the rule file does not load, and that there is none', () => {
    const tree = treeOf({ data: 'rules: 5\n' });
    expect(summaryOf(tree, OWNER, 'data/deep')).toBe('only you, because data/syft.pub.yaml does not load');
    expect(folderAccessOf(tree, OWNER, 'data', 3)).toEqual({
      path: 'data',
      name: 'data',
      summary: 'only you, because data/syft.pub.yaml does not load',
      hasRules: true,
      broken: true,
      folders: 3,
    });
    expect(folderAccessOf(tree, OWNER, '', 1)).toMatchObject({
      name: '',
      summary: 'only you',
      hasRules: false,
      broken: false,
    });
  });
});

describe('findings', () => {
  const find = (byFolder: Readonly<Record<string, string>>) => {
    const tree = treeOf(byFolder);
    return findingsIn(tree, OWNER, ruleFilesBelow(tree));
  };

  it('are none where everything is as it should be', () => {
    expect(
      find({
        'app_data/gatehouse': 'rules: []\nterminal: true\n',
        public: rulesText({ '**': { read: [ANA], write: [BO] } }),
      }),
    ).toEqual([]);
  });

  it('name what anyone may write and read, writing first', () => {
    const found = find({
      a: rulesText({ '**': { read: ['*'] } }),
      b: rulesText({ 'in/**': { write: ['USER'] }, 'out/**': { read: ['*'] } }),
    });
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['anyone-may-write', 'b'],
      ['anyone-may-read', 'a'],
      ['anyone-may-read', 'b'],
    ]);
    expect(found[0]?.text).toBe('Anyone may write b/in/** (b/syft.pub.yaml).');
    expect(found[1]?.text).toBe('Anyone may read a/** (a/syft.pub.yaml).');
  });

  it('tell an inbox with a folder for each apart', () => {
    expect(find({ in: rulesText({ '{{.UserEmail}}/**': { write: ['USER'] } }) })).toMatchObject([
      { code: 'anyone-may-write', text: expect.stringContaining('each under their own address') },
    ]);
  });

  it('leave out rules that are never heard', () => {
    expect(
      find({
        a: rulesText({}, true),
        'a/b': rulesText({ '**': { write: ['*'] } }),
        c: rulesText({ '**': { read: [ANA] }, 'x/**': { read: [ANA] }, 'x/y': { read: [ANA] } }),
      }),
    ).toEqual([]);
  });

  it('name rule files that do not load, with the reason', () => {
    expect(find({ a: 'rules: 5\n' })).toEqual([
      {
        code: 'rule-file-broken',
        path: 'a/syft.pub.yaml',
        text: expect.stringMatching(/does not load \(.*list.*\).*Python clients refuse every decision/),
      },
    ]);
  });

  it.each([
    ['our own rule file', { 'app_data/gatehouse': rulesText({ '**': { read: [ANA] } }) }],
    ['a rule above', { '': rulesText({ '**': { read: [ANA] } }) }],
    [
      'a rule above that lets ours not speak',
      {
        app_data: rulesText({ 'gatehouse/**': { admin: [ANA] } }, true),
        'app_data/gatehouse': 'rules: []\nterminal: true\n',
      },
    ],
    ['a rule file inside', { 'app_data/gatehouse/audit': rulesText({ '*.jsonl': { read: [ANA] } }) }],
  ])('come first where our own folder is open by %s', (_name, byFolder) => {
    expect(find(byFolder)[0]).toMatchObject({
      code: 'own-folder-exposed',
      path: 'app_data/gatehouse',
      text: expect.stringContaining(ANA),
    });
  });
});

describe('what one person can reach', () => {
  const reach = (byFolder: Readonly<Record<string, string>>, user = ANA) => {
    const tree = treeOf(byFolder);
    return reachIn(tree, ruleFilesBelow(tree), user).map(({ path, reach: how }) => `${how} ${path}`);
  };

  it('is every rule that gives them something, with the most it gives', () => {
    expect(
      reach({
        '': rulesText({ 'x/**': { read: [BO] } }),
        a: rulesText({ '**': { read: [ANA] }, 'in/**': { write: ['*@lab.example'], read: [ANA] } }),
        b: rulesText({ '*.csv': { admin: ['*'] } }),
      }),
    ).toEqual(['write a/in/**', 'read a/**', 'admin b/*.csv']);
  });

  it('fills their address in where a rule stands for everyone’s own', () => {
    expect(reach({ in: rulesText({ '{{.UserEmail}}/**': { write: ['USER'] } }) })).toEqual([
      `write in/${ANA}/**`,
    ]);
  });

  it('leaves out what is never heard', () => {
    expect(
      reach({
        a: rulesText({ '**': { read: [BO] }, 'x/y': { read: [BO] } }, true),
        'a/b': rulesText({ '**': { read: [ANA] } }),
        c: 'rules: 5\n',
      }),
    ).toEqual([]);
  });

  it('says why', () => {
    const tree = treeOf({ a: rulesText({ '**': { read: ['*@lab.example'] } }) });
    expect(reachIn(tree, ruleFilesBelow(tree), ANA)[0]?.why).toBe(
      'The read list of the rule ** in a/syft.pub.yaml names *@lab.example.',
    );
  });
});

describe('who can touch a job', () => {
  const INBOX = `app_data/job/inbox/${SENDER}`;
  const jobPath = jobPathOf(placeOf());
  const access = (
    byFolder: Readonly<Record<string, string>>,
    state?: string,
    times: Readonly<Record<string, number>> = {},
  ) => {
    const tree = treeOf(byFolder);
    const before = NOW - 7_200_000;
    const changedAt = (path: string) => times[path.replace(/\/?syft\.pub\.yaml$/, '')] ?? before;
    return jobAccessOf(jobOf(state === undefined ? {} : { state }), OWNER, tree, changedAt);
  };
  const usual = { [INBOX]: rulesText({ '**': { write: [SENDER], read: [BO], admin: [OWNER] } }) };

  it('is everyone but the owner, with the rule that lets them', () => {
    const { proof, writers, readers, restsOn, rulesChangedSince, freeze } = access(usual);
    const rule = { file: `${INBOX}/syft.pub.yaml`, pattern: '**' };
    expect(proof.proven).toBe(true);
    expect(writers).toEqual([{ who: SENDER, ...rule }]);
    expect(readers.map(({ who }) => who).sort()).toEqual([SENDER, BO].sort());
    expect(restsOn).toEqual([{ path: rule.file, changedAt: new Date(NOW - 7_200_000).toISOString() }]);
    expect([rulesChangedSince, freeze]).toEqual([null, null]);
  });

  it('may have been others when rules changed after the job arrived', () => {
    const since = access(usual, undefined, { [INBOX]: NOW - 60_000 }).rulesChangedSince;
    expect(since).toContain(`${INBOX}/syft.pub.yaml changed after this job arrived`);
    const more = { ...usual, [jobPath]: rulesText({ '**': { write: [SENDER] } }) };
    const both = access(more, undefined, { [INBOX]: NOW, [jobPath]: NOW }).rulesChangedSince;
    expect(both).toContain('and 1 more changed');
  });

  it('is not counted as changed when the rules came with the job, or close it', () => {
    const own = { ...usual, [jobPath]: rulesText({ '**': { write: [SENDER] } }) };
    expect(access(own, undefined, { [jobPath]: NOW - 3_600_000 + 50_000 }).rulesChangedSince).toBeNull();
    expect(access(own, undefined, { [jobPath]: NOW - 3_600_000 + 70_000 }).rulesChangedSince).not.toBeNull();
    const plan = planFreeze(treeOf(usual), jobPath, SENDER);
    if (!plan.ok) throw new Error(plan.reason);
    const closed = { ...usual, [jobPath]: plan.text };
    expect(access(closed, undefined, { [jobPath]: NOW }).rulesChangedSince).toBeNull();
  });

  it.each(['approved', 'running'])('says of an %s job whether it is closed', (status) => {
    const plan = planFreeze(treeOf(usual), jobPath, SENDER);
    if (!plan.ok) throw new Error(plan.reason);
    const state = `status: ${status}\n`;
    expect(access({ ...usual, [jobPath]: plan.text }, state).freeze).toEqual({
      holds: true,
      sentence: 'Nobody but you may change this job now.',
    });
    const terminal = { [INBOX]: rulesText({ '**': { write: [SENDER] } }, true), [jobPath]: plan.text };
    expect(access(terminal, state).freeze).toEqual({
      holds: false,
      sentence: `The job is not closed to later edits: ${INBOX}/syft.pub.yaml lets no deeper permission file speak, so ${SENDER} may still write there.`,
    });
    expect(access(usual, state).freeze).toMatchObject({
      holds: false,
      sentence: expect.stringContaining(`${SENDER} may still write there`),
    });
    expect(access({}, state).freeze).toMatchObject({
      holds: false,
      sentence: expect.stringContaining('others may come to write'),
    });
  });
});
