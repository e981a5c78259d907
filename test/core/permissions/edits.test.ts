import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAccess } from '../../../main/core/permissions/check-access.ts';
import { samplePath } from '../../../main/core/permissions/edit-effects.ts';
import { changeAsUpstream, ruleFileText } from '../../../main/core/permissions/edit-rules.ts';
import { joinPath } from '../../../main/core/permissions/paths.ts';
import { planGrant, planRevoke } from '../../../main/core/permissions/plan-edit.ts';
import { ACCESS_LEVELS, type Rule } from '../../../main/core/permissions/rule.ts';
import { type RuleTree, ruleTreeFrom, withRuleFile } from '../../../main/core/permissions/rule-tree.ts';
import { level, OWNER, PEOPLE, path, somebody, soundRuleFiles, treeOf } from './arbitrary.ts';
import { type GoldenEdits, golden } from './golden.ts';

describe('what the real modifier writes', () => {
  const rows = golden<GoldenEdits>('permission_edits.jsonl');

  test('the golden file is whole', () => {
    expect(rows).toHaveLength(200);
  });

  test.each(rows.map((row, index) => [index, row] as const))('row %i, byte for byte', (_, row) => {
    const files = new Map(Object.entries(row.before));
    let tree = ruleTreeFrom(files);
    for (const { op, warned, ...wish } of row.ops) {
      const change = changeAsUpstream(tree, { kind: op, ...wish });
      const others = change?.removed.filter((entry) => entry !== wish.user) ?? [];
      expect(others.length > 0).toBe(warned === true);
      if (change === null) continue;
      expect(change.before).toBe(files.get(change.path) ?? null);
      files.set(change.path, change.after);
      tree = withRuleFile(tree, change.path, change.after);
    }
    expect(Object.fromEntries(files)).toEqual(row.after);
  });
});

function dataFolder(...rules: readonly Rule[]): RuleTree {
  return treeOf({ data: ruleFileText({ rules, terminal: false }) });
}

function ruleFor(pattern: string, access: Partial<Rule['access']>): Rule {
  return { pattern, access: { read: [], write: [], admin: [], ...access } };
}

describe('a grant', () => {
  const wish = { owner: OWNER, level: 'read', user: 'alice@x.org' } as const;

  test('is planned with the file before and after and what changes for whom', () => {
    const plan = planGrant(dataFolder(), { ...wish, path: 'data/a.txt' });
    expect(plan).toMatchObject({
      ok: true,
      change: {
        path: 'data/syft.pub.yaml',
        before: 'rules: []\nterminal: false\n',
        after:
          'rules:\n- access:\n    admin: []\n    read:\n    - alice@x.org\n    write: []\n  pattern: a.txt\nterminal: false\n',
      },
      effects: [{ who: 'alice@x.org', before: 'none', after: 'read' }],
    });
  });

  test('makes a rule file where there is none, for a folder inside it', () => {
    const plan = planGrant(ruleTreeFrom([]), { ...wish, path: 'data/new/' });
    expect(plan).toMatchObject({
      ok: true,
      change: { path: 'data/new/syft.pub.yaml', before: null, pattern: '**' },
    });
  });

  test('to a domain says so for the domain', () => {
    const plan = planGrant(dataFolder(), { ...wish, user: '*@x.org', path: 'data/' });
    expect(plan).toMatchObject({ ok: true, effects: [{ who: '*@x.org', before: 'none', after: 'read' }] });
  });

  test.each(['data/report[1].txt', 'data/*', 'data/what?', 'data/{{.UserEmail}}/'])(
    'on %j is refused: the name would act as a pattern',
    (asked) => {
      expect(planGrant(dataFolder(), { ...wish, path: asked })).toMatchObject({
        ok: false,
        problem: { code: 'name-has-glob' },
      });
    },
  );

  test.each(['USER', 'alice', '?lice@x.org', 'a@x.org b@x.org', '*.org', '*@', '**'])(
    'to %j is refused: it names nobody clearly',
    (user) => {
      expect(planGrant(dataFolder(), { ...wish, user, path: 'data/a' })).toMatchObject({
        ok: false,
        problem: { code: 'person-unclear' },
      });
    },
  );

  test('outside the datasite is refused', () => {
    expect(planGrant(dataFolder(), { ...wish, path: '../x' })).toMatchObject({
      problem: { code: 'path-refused' },
    });
  });

  test('that takes a path from those a broader rule names is refused, and says from whom', () => {
    const tree = dataFolder(ruleFor('**', { read: ['bob@x.org'], write: ['*@y.org'] }));
    const plan = planGrant(tree, { ...wish, path: 'data/a.txt' });
    expect(plan).toMatchObject({
      ok: false,
      problem: { code: 'takes-from-others', people: ['*@y.org', 'bob@x.org'] },
    });
    expect(plan.ok ? '' : plan.problem.what).toContain('take access from everyone at y.org and bob@x.org');
    expect(plan.ok ? [] : plan.problem.effects).toContainEqual({
      who: 'bob@x.org',
      before: 'read',
      after: 'none',
    });
  });

  test('that takes a higher level from the very person is refused', () => {
    const tree = dataFolder(ruleFor('**', { write: ['alice@x.org'] }));
    const plan = planGrant(tree, { ...wish, path: 'data/a.txt' });
    expect(plan).toMatchObject({ problem: { code: 'takes-from-others', people: ['alice@x.org'] } });
  });

  test('that shadows nobody but the owner is planned', () => {
    const tree = dataFolder(ruleFor('**', { read: [OWNER] }));
    expect(planGrant(tree, { ...wish, path: 'data/a.txt' }).ok).toBe(true);
  });

  test('that another rule undoes is refused', () => {
    const tree = dataFolder(ruleFor('{{.UserEmail}}/**', {}));
    const plan = planGrant(tree, { ...wish, path: 'data/alice@x.org/a.txt' });
    expect(plan).toMatchObject({ ok: false, problem: { code: 'has-no-effect' } });
  });

  test('where the rule file does not load is refused and leaves the file', () => {
    expect(planGrant(treeOf({ data: 'rules: [' }), { ...wish, path: 'data/a' })).toMatchObject({
      problem: { code: 'rule-file-broken' },
    });
  });

  test('that is planned gives what was wished and takes nothing from anybody', () => {
    const target = fc.tuple(path, fc.constantFrom('', '/')).map(([asked, slash]) => asked + slash);
    fc.assert(
      fc.property(soundRuleFiles, target, somebody, level, path, (files, asked, user, wanted, elsewhere) => {
        const tree = treeOf(files);
        const plan = planGrant(tree, { owner: OWNER, level: wanted, path: asked, user });
        if (!plan.ok) return;
        const inside = asked.endsWith('/') ? joinPath(asked.slice(0, -1), elsewhere) : asked;
        for (const each of [inside, elsewhere]) expectNothingLost(tree, plan.tree, each);
        const query = { owner: OWNER, level: wanted, path: samplePath(asked), user };
        expect(checkAccess(plan.tree, query).allowed).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

function expectNothingLost(before: RuleTree, after: RuleTree, asked: string): void {
  for (const user of [...PEOPLE, 'carol@x.org', 'zed@elsewhere.net']) {
    for (const wanted of ACCESS_LEVELS) {
      const query = { owner: OWNER, user, path: asked, level: wanted };
      if (checkAccess(before, query).allowed)
        expect(checkAccess(after, query).allowed, JSON.stringify(query)).toBe(true);
    }
  }
}

describe('a revoke', () => {
  const wish = { owner: OWNER, level: 'read', user: 'alice@x.org', path: 'data/a.txt' } as const;

  test('is planned when it takes away exactly what was asked', () => {
    const tree = dataFolder(ruleFor('a.txt', { read: ['alice@x.org', 'bob@x.org'] }));
    const plan = planRevoke(tree, wish);
    expect(plan).toMatchObject({
      ok: true,
      change: { removed: ['alice@x.org'], pattern: 'a.txt' },
      effects: [{ who: 'alice@x.org', before: 'read', after: 'none' }],
    });
  });

  test('that would take out an entry for others as well is refused', () => {
    const tree = dataFolder(ruleFor('a.txt', { read: ['*@x.org'] }));
    const plan = planRevoke(tree, wish);
    expect(plan).toMatchObject({ ok: false, problem: { code: 'takes-from-others', people: ['*@x.org'] } });
  });

  test('that would reach beyond the path is refused, naming the rule', () => {
    const tree = dataFolder(ruleFor('**', { read: ['alice@x.org'] }));
    expect(planRevoke(tree, wish)).toMatchObject({
      ok: false,
      problem: { code: 'reaches-further', people: ['**'] },
    });
  });

  test('that leaves access through a higher list is refused, naming the entry', () => {
    const tree = dataFolder(ruleFor('a.txt', { read: ['alice@x.org'], write: ['*@x.org'] }));
    expect(planRevoke(tree, wish)).toMatchObject({
      ok: false,
      problem: {
        code: 'access-remains',
        people: ['*@x.org in the write list of a.txt in data/syft.pub.yaml'],
      },
    });
  });

  test('on a folder that leaves access to something in it is refused', () => {
    const tree = treeOf({
      data: ruleFileText({ rules: [ruleFor('**', { read: ['alice@x.org'] })], terminal: false }),
      'data/deep': ruleFileText({ rules: [ruleFor('*.txt', { read: ['USER'] })], terminal: false }),
    });
    expect(planRevoke(tree, { ...wish, path: 'data/' })).toMatchObject({
      problem: {
        code: 'access-remains',
        people: ['USER in the read list of *.txt in data/deep/syft.pub.yaml'],
      },
    });
  });

  test('of what was never given is refused', () => {
    expect(planRevoke(dataFolder(), wish)).toMatchObject({ problem: { code: 'has-no-effect' } });
    expect(planRevoke(ruleTreeFrom([]), wish)).toMatchObject({ problem: { code: 'has-no-effect' } });
  });

  test('that is planned leaves the person nothing there and everybody else everything', () => {
    const target = fc.tuple(path, fc.constantFrom('', '/')).map(([asked, slash]) => asked + slash);
    fc.assert(
      fc.property(soundRuleFiles, target, somebody, level, path, (files, asked, user, wanted, elsewhere) => {
        const tree = treeOf(files);
        const plan = planRevoke(tree, { owner: OWNER, level: wanted, path: asked, user });
        if (!plan.ok) return;
        const inside = asked.endsWith('/') ? joinPath(asked.slice(0, -1), elsewhere) : asked;
        expect(checkAccess(plan.tree, { owner: OWNER, user, path: inside, level: wanted }).allowed).toBe(
          false,
        );
        for (const other of PEOPLE.filter((each) => each !== user)) {
          const query = { owner: OWNER, user: other, path: elsewhere, level: wanted };
          expect(checkAccess(plan.tree, query).allowed).toBe(checkAccess(tree, query).allowed);
        }
      }),
      { numRuns: 400 },
    );
  });
});
