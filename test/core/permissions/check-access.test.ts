import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAccess, checkAccessAsUpstream } from '../../../main/core/permissions/check-access.ts';
import { ruleFileText } from '../../../main/core/permissions/edit-rules.ts';
import { compilePattern } from '../../../main/core/permissions/glob-matcher.ts';
import { isPlainEmail } from '../../../main/core/permissions/identity.ts';
import { pathBelow } from '../../../main/core/permissions/paths.ts';
import { ACCESS_LEVELS, type Rule } from '../../../main/core/permissions/rule.ts';
import { governanceOf, ruleTreeFrom, withRuleFile } from '../../../main/core/permissions/rule-tree.ts';
import { level, OWNER, path, rule, ruleFiles, somebody, soundRuleFiles, treeOf } from './arbitrary.ts';

const OPEN = treeOf({ '': "rules:\n- {pattern: '**', access: {read: ['*'], write: [alice@x.org]}}\n" });
const TEMPLATE = treeOf({ '': "rules:\n- {pattern: 'inbox/{{.UserEmail}}/**', access: {write: [USER]}}\n" });

describe('what is refused before any rule is asked', () => {
  test.each([
    '*',
    '?lice@x.org',
    'a*',
    '**',
    '[a]lice@x.org',
    'alice@x.org\n',
    '',
    'alice',
    'a@x.org/..',
    '{{.UserEmail}}',
  ])('the identity %j', (user) => {
    const answer = checkAccess(OPEN, { owner: OWNER, user, path: 'a', level: 'read' });
    expect(answer).toEqual({ allowed: false, ground: 'identity-refused', governing: null, matched: null });
  });

  test.each(['../x', 'a/../../x', '/etc/passwd', 'a/..', '.', 'a\\b', 'a\0b', 'C:/x'])(
    'the path %j, even for the owner',
    (asked) => {
      for (const user of [OWNER, 'alice@x.org']) {
        const answer = checkAccess(OPEN, { owner: OWNER, user, path: asked, level: 'read' });
        expect(answer).toMatchObject({ allowed: false, ground: 'path-refused' });
      }
    },
  );

  test.each([
    'SYFT.PUB.YAML',
    'a/Syft.Pub.Yaml',
    'syft.pub.yaml/',
    'ſyft.pub.yaml',
    'syft.pub\u200b.yaml',
    'syft.pub.yaml. ',
  ])('writing %j without admin, since some disk takes it for the rule file', (asked) => {
    const query = { owner: OWNER, user: 'alice@x.org', path: asked, level: 'write' } as const;
    expect(checkAccess(OPEN, query).allowed).toBe(false);
    expect(checkAccessAsUpstream(OPEN, query).allowed).toBe(true);
  });
});

describe('an e-mail with glob characters gains nothing', () => {
  test('where the real engine lets it in', () => {
    const query = {
      owner: OWNER,
      user: '?lice@x.org',
      path: 'inbox/alice@x.org/job/run.sh',
      level: 'write',
    } as const;
    expect(checkAccessAsUpstream(TEMPLATE, query).allowed).toBe(true);
    expect(checkAccess(TEMPLATE, query).allowed).toBe(false);
  });

  test('under any rules', () => {
    const wild = fc
      .tuple(somebody, fc.constantFrom('*', '?', '[a]', '\\', '{a,b}', '/', ' ', '**'), fc.nat(10))
      .map(([email, glob, at]) => email.slice(0, at) + glob + email.slice(at));
    fc.assert(
      fc.property(soundRuleFiles, wild, path, level, (files, user, asked, wanted) => {
        expect(isPlainEmail(user)).toBe(false);
        expect(checkAccess(treeOf(files), { owner: OWNER, user, path: asked, level: wanted }).allowed).toBe(
          false,
        );
      }),
    );
  });

  test.each([
    'alice@x.org',
    'dave+jobs@x.org',
    "eve.o'neil@sub.x.org",
    'zoë@ünï.example',
    'a@b',
    'user_name-1@co.uk',
  ])('while %j is as plain as any', (email) => {
    expect(isPlainEmail(email)).toBe(true);
  });

  test.each(['.a@x.org', 'a@@x.org', 'a@x@y', '@x.org', 'a@', 'a@x..y', 'a b@x.org', `${'a'.repeat(320)}@x`])(
    'and %j is not one',
    (email) => {
      expect(isPlainEmail(email)).toBe(false);
    },
  );
});

test('the owner is never locked out', () => {
  fc.assert(
    fc.property(ruleFiles, path, (files, asked) => {
      const tree = treeOf(files);
      for (const wanted of ACCESS_LEVELS) {
        expect(checkAccess(tree, { owner: OWNER, user: OWNER, path: asked, level: wanted }).allowed).toBe(
          true,
        );
      }
    }),
  );
});

test('no path reaches outside the datasite', () => {
  const step = fc.constantFrom('..', '.', 'a', '', 'b', '\\', '..\\', '/', 'c:');
  const anyPath = fc.array(step, { maxLength: 8 }).map((steps) => steps.join('/'));
  const wide = treeOf({
    '': "rules:\n- {pattern: '**', access: {admin: ['*']}}\n- {pattern: '.*/**', access: {admin: ['*']}}\n",
  });
  fc.assert(
    fc.property(anyPath, fc.constantFrom(OWNER, 'alice@x.org'), (asked, user) => {
      if (!checkAccess(wide, { owner: OWNER, user, path: asked, level: 'read' }).allowed) return;
      const { pathname } = new URL(asked.replaceAll('\\', '/'), 'file:///datasite/inside/');
      expect(pathname.startsWith('/datasite/inside/')).toBe(true);
      expect(asked.split('/')).not.toContain('..');
    }),
    { numRuns: 400 },
  );
});

test('a rule for somebody else changes my answer only where it matches my path', () => {
  const mine = 'alice@x.org';
  const forOthers = rule.map(({ pattern }): Rule => {
    return { pattern, access: { read: ['bob@x.org'], write: ['eve@y.org'], admin: [] } };
  });
  const position = fc.nat(4);
  fc.assert(
    fc.property(soundRuleFiles, forOthers, position, path, level, (files, added, at, asked, wanted) => {
      const tree = treeOf(files);
      const query = { owner: OWNER, user: mine, path: asked, level: wanted };
      for (const governing of [governanceOf(tree, asked).file].filter((file) => file?.kind === 'loaded')) {
        if (governing?.kind !== 'loaded') return;
        const rules = governing.source.rules.toSpliced(at, 0, added);
        const after = withRuleFile(tree, governing.path, ruleFileText({ ...governing.source, rules }));
        const [was, is] = [checkAccess(tree, query), checkAccess(after, query)];
        const filled = added.pattern.replaceAll('{{.UserEmail}}', mine);
        const touches = compilePattern(filled).matches(pathBelow(governing.folder, asked));
        if (!touches) expect(is).toEqual(was);
        if (!was.allowed) expect(is.allowed).toBe(false);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a broken rule file closes its own folder and nothing else', () => {
  const tree = ruleTreeFrom([
    ['syft.pub.yaml', "rules:\n- {pattern: '**', access: {read: ['*']}}\n"],
    ['a/syft.pub.yaml', 'rules: ['],
    ['a/b/syft.pub.yaml', "rules:\n- {pattern: '**', access: {read: ['*']}}\n"],
  ]);
  const ask = (asked: string) =>
    checkAccess(tree, { owner: OWNER, user: 'bob@x.org', path: asked, level: 'read' });
  expect(tree.broken.map((file) => file.path)).toEqual(['a/syft.pub.yaml']);
  expect(ask('x').allowed).toBe(true);
  expect(ask('ab/x').allowed).toBe(true);
  for (const closed of ['a', 'a/x', 'a/b', 'a/b/x']) {
    expect(ask(closed)).toEqual({
      allowed: false,
      ground: 'rule-file-broken',
      governing: 'a/syft.pub.yaml',
      matched: null,
    });
  }
});
