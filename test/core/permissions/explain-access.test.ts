import { describe, expect, test } from 'vitest';
import { explainAccess, type TrailStep } from '../../../main/core/permissions/explain-access.ts';
import { whyPassedOver } from '../../../main/core/permissions/passed-over.ts';
import type { RuleTree } from '../../../main/core/permissions/rule-tree.ts';
import { OWNER, treeOf } from './arbitrary.ts';

const DATASITE = treeOf({
  '': "rules:\n- {pattern: '**', access: {read: ['*']}}\n",
  data: `rules:
- {pattern: 'secret.csv', access: {read: [alice@x.org]}}
- {pattern: '*.csv', access: {read: ['*@x.org'], write: [Bob@x.org]}}
- {pattern: '{{.UserEmail}}/**', access: {write: [USER]}}
- {pattern: '**', access: {read: ['*'], write: [eve@y.org]}}
`,
  'data/closed': 'terminal: true\n',
  'data/closed/inner': "rules:\n- {pattern: '**', access: {read: ['*']}}\n",
  broken: 'rules: [',
});

function explain(
  user: string,
  path: string,
  level: 'read' | 'write' | 'admin' = 'read',
  tree: RuleTree = DATASITE,
) {
  return explainAccess(tree, { owner: OWNER, user, path, level });
}

function short(steps: readonly TrailStep[]): readonly string[] {
  return steps.map((step) => `${step.code} ${step.pattern ?? step.file ?? ''}`.trimEnd());
}

describe('a trail', () => {
  test('names every rule file and rule, and why each does not count', () => {
    const trail = explain('bob@x.org', 'data/x.csv', 'write');
    expect(short(trail.steps)).toEqual([
      'file-superseded syft.pub.yaml',
      'file-governs data/syft.pub.yaml',
      'rule-passed-over {{.UserEmail}}/**',
      'rule-passed-over secret.csv',
      'rule-omits-user *.csv',
      'rule-not-asked **',
    ]);
    expect(trail.answer).toMatchObject({ allowed: false, governing: 'data/syft.pub.yaml', matched: '*.csv' });
    expect(trail.sentence).toBe(
      'bob@x.org may not write data/x.csv. The rule *.csv is the first that matches, and it does not give bob@x.org write access: it names Bob@x.org, and capital letters count.',
    );
  });

  test('fills in the e-mail where a rule has the template', () => {
    const step = explain('bob@x.org', 'data/x.csv').steps.find(
      (each) => each.pattern === '{{.UserEmail}}/**',
    );
    expect(step?.sentence).toContain('(here bob@x.org/**)');
  });

  test('says which list and entry gave access', () => {
    expect(explain('bob@x.org', 'data/x.csv').sentence).toBe(
      'bob@x.org may read data/x.csv. The rule *.csv is the first that matches, and its read list names bob@x.org through the entry *@x.org.',
    );
    expect(explain('eve@y.org', 'data/notes').sentence).toContain('through the entry *');
    expect(explain('eve@y.org', 'data/notes', 'write').sentence).toMatch(
      /its write list names eve@y\.org\.$/,
    );
  });

  test.each([
    ['eve@y.org', 'data/secret.csv', 'read', 'it does not give eve@y.org read access, only alice@x.org.'],
    ['alice@x.org', 'data/secret.csv', 'write', 'it does not give alice@x.org write access, only read.'],
    ['eve@y.org', 'data/notes', 'admin', 'it does not give eve@y.org admin access, only write.'],
    ['bob@x.org', 'data/alice@x.org/f', 'write', 'it does not give bob@x.org write access, only read.'],
  ] as const)('says what a rule gives instead: %s %s %s', (user, path, level, words) => {
    expect(explain(user, path, level).sentence).toContain(words);
  });

  test('says when a later rule would have allowed it', () => {
    const step = explain('eve@y.org', 'data/secret.csv').steps.find((each) => each.pattern === '**');
    expect(step).toMatchObject({ code: 'rule-not-asked' });
    expect(step?.sentence).toContain('It would have allowed this.');
  });

  test('says which rule file is not heard, and which ends the walk', () => {
    const trail = explain('bob@x.org', 'data/closed/inner/f');
    expect(short(trail.steps)).toEqual([
      'file-superseded syft.pub.yaml',
      'file-superseded data/syft.pub.yaml',
      'file-governs data/closed/syft.pub.yaml',
      'file-unheard data/closed/inner/syft.pub.yaml',
      'no-rule-matches data/closed/syft.pub.yaml',
    ]);
    expect(trail.sentence).toBe(
      'bob@x.org may not read data/closed/inner/f. No rule in data/closed/syft.pub.yaml matches, so only the owner may.',
    );
  });

  test('says that a rule file needs admin, whatever was asked', () => {
    const trail = explain('eve@y.org', 'data/syft.pub.yaml', 'write');
    expect(short(trail.steps)).toContain('admin-needed data/syft.pub.yaml');
    expect(trail.sentence).toContain('does not give eve@y.org admin access');
  });

  test.each([
    [OWNER, 'data/x', 'owner', 'may read'],
    ['*', 'data/x', 'identity-refused', 'is not a plain e-mail'],
    ['bob@x.org', '../x', 'path-refused', 'stays inside the datasite'],
    ['bob@x.org', 'broken/x', 'file-broken', 'does not load'],
  ])('ends early for %s and %s', (user, path, code, words) => {
    const trail = explain(user, path);
    expect(trail.steps.at(-1)?.code).toBe(code);
    expect(trail.sentence).toContain(words);
  });

  test('says when there is no rule file at all', () => {
    expect(explain('bob@x.org', 'x', 'read', treeOf({ a: '' })).sentence).toBe(
      'bob@x.org may not read x. No rule file lies on the way there, so only the owner may.',
    );
  });

  test('says what a rule gives to nobody', () => {
    const tree = treeOf({ '': "rules:\n- {pattern: '**', access: {}}\n" });
    expect(explain('bob@x.org', 'x', 'read', tree).sentence).toContain('; it gives that to nobody.');
  });

  test('explains the real engine’s own answer when asked to', () => {
    const query = { owner: OWNER, user: '*', path: 'data/x.csv', level: 'read' } as const;
    expect(explainAccess(DATASITE, query, true).answer.ground).toBe('rule-omits-user');
    expect(explainAccess(DATASITE, query).answer.ground).toBe('identity-refused');
  });
});

test.each([
  ['**', '.env', 'dot-name'],
  ['a/**', 'a/.git/x', 'dot-name'],
  ['README.md', 'readme.md', 'letter-case'],
  ['a/**', 'a', 'folder-itself'],
  ['a/*', 'b/c', 'other-path'],
  ['*.txt', 'x.csv', 'other-path'],
  ['*', 'a/b', 'one-level'],
  ['d/*', 'd/a/b', 'one-level'],
])('%j passes over %j because of %s', (pattern, relative, reason) => {
  expect(whyPassedOver(pattern, relative)).toBe(reason);
});
