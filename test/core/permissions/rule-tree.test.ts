import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAccessAsUpstream } from '../../../main/core/permissions/check-access.ts';
import {
  EMPTY_RULE_TREE,
  governanceOf,
  isRuleFilePath,
  ruleFileAt,
  ruleFilesAskedBelow,
  ruleFilesBelow,
  ruleFilesOnWay,
  ruleTreeFrom,
  withoutRuleFile,
  withRuleFile,
  withUnreadableRuleFile,
} from '../../../main/core/permissions/rule-tree.ts';
import { level, OWNER, path, pathsOf, ruleFiles, somebody, treeOf } from './arbitrary.ts';

const EVERYONE_READS = "rules:\n- {pattern: '**', access: {read: ['*']}}\n";

describe('a tree of rule files', () => {
  test('is the same whether read at once or changed file by file', () => {
    fc.assert(
      fc.property(ruleFiles, ruleFiles, path, somebody, level, (first, second, asked, user, wanted) => {
        const final = { ...first, ...second };
        let changed = treeOf(first);
        for (const [at, text] of pathsOf(second)) changed = withRuleFile(changed, at, text);
        const whole = treeOf(final);
        const query = { owner: OWNER, user, path: asked, level: wanted };
        expect(checkAccessAsUpstream(changed, query)).toEqual(checkAccessAsUpstream(whole, query));
        expect(changed.broken).toEqual(whole.broken);
        expect(ruleFilesBelow(changed).map((file) => file.path)).toEqual(
          ruleFilesBelow(whole).map((file) => file.path),
        );
      }),
    );
  });

  test('forgets a removed file and is empty when all are gone', () => {
    fc.assert(
      fc.property(ruleFiles, (files) => {
        const empty = pathsOf(files).reduce((tree, [at]) => withoutRuleFile(tree, at), treeOf(files));
        expect(empty).toEqual(EMPTY_RULE_TREE);
      }),
    );
  });

  test('a change reads one file and leaves the old tree as it was', () => {
    const before = ruleTreeFrom([
      ['a/syft.pub.yaml', EVERYONE_READS],
      ['b/syft.pub.yaml', EVERYONE_READS],
    ]);
    const after = withRuleFile(before, 'b/syft.pub.yaml', 'rules: []\n');
    expect(ruleFileAt(after, 'a/syft.pub.yaml')).toBe(ruleFileAt(before, 'a/syft.pub.yaml'));
    expect(ruleFileAt(after, 'b/syft.pub.yaml')).toMatchObject({ text: 'rules: []\n' });
    expect(ruleFileAt(before, 'b/syft.pub.yaml')).toMatchObject({ text: EVERYONE_READS });
  });

  test('takes files of exactly one name', () => {
    expect(['syft.pub.yaml', 'a/syft.pub.yaml'].every(isRuleFilePath)).toBe(true);
    const others = ['SYFT.PUB.YAML', 'a/mysyft.pub.yaml', 'syft.pub.yaml/x', 'syft.pub.yml'];
    expect(others.some(isRuleFilePath)).toBe(false);
    expect(ruleTreeFrom(others.map((at) => [at, EVERYONE_READS]))).toEqual(EMPTY_RULE_TREE);
    expect(withRuleFile(EMPTY_RULE_TREE, 'x', EVERYONE_READS)).toBe(EMPTY_RULE_TREE);
  });

  test('lists broken files by path with the reason, and drops one that is repaired', () => {
    const tree = ruleTreeFrom([
      ['b/syft.pub.yaml', 'rules: ['],
      ['a/syft.pub.yaml', 'rules: 5\n'],
    ]);
    expect(tree.broken.map((file) => file.path)).toEqual(['a/syft.pub.yaml', 'b/syft.pub.yaml']);
    expect(tree.broken[0]?.reason).toBe('`rules` must be a list, not int');
    const unreadable = withUnreadableRuleFile(tree, 'c/syft.pub.yaml', 'it is not UTF-8');
    expect(unreadable.broken.map((file) => file.reason)).toContain('it is not UTF-8');
    expect(withRuleFile(tree, 'a/syft.pub.yaml', '').broken.map((file) => file.path)).toEqual([
      'b/syft.pub.yaml',
    ]);
    expect(withoutRuleFile(tree, 'b/syft.pub.yaml').broken).toHaveLength(1);
  });
});

describe('walking to a path', () => {
  const tree = ruleTreeFrom([
    ['syft.pub.yaml', 'rules: []\n'],
    ['a/syft.pub.yaml', 'terminal: true\n'],
    ['a/b/syft.pub.yaml', EVERYONE_READS],
    ['c/d/syft.pub.yaml', EVERYONE_READS],
  ]);

  test.each([
    ['', 'syft.pub.yaml', '', false],
    ['x/y', 'syft.pub.yaml', 'x/y', false],
    ['a', 'a/syft.pub.yaml', '', false],
    ['a/b/z', 'a/syft.pub.yaml', 'b/z', true],
    ['c/d', 'c/d/syft.pub.yaml', '', false],
    ['/c//d/e/', 'c/d/syft.pub.yaml', 'e', false],
    ['c/D/e', 'syft.pub.yaml', 'c/D/e', false],
  ])('%j is decided by %j as %j', (asked, file, relative, stopped) => {
    const found = governanceOf(tree, asked);
    expect([found.file?.path, found.relative, found.stopped]).toEqual([file, relative, stopped]);
  });

  test('meets every rule file on the way, heard or not', () => {
    expect(ruleFilesOnWay(tree, 'a/b/z').map((file) => file.path)).toEqual([
      'syft.pub.yaml',
      'a/syft.pub.yaml',
      'a/b/syft.pub.yaml',
    ]);
  });

  test('knows the files that can decide below a folder', () => {
    const asked = (folder: string) => ruleFilesAskedBelow(tree, folder).map((file) => file.path);
    expect(asked('')).toEqual(['a/syft.pub.yaml', 'c/d/syft.pub.yaml', 'syft.pub.yaml']);
    expect(asked('a/b')).toEqual(['a/syft.pub.yaml']);
    expect(asked('c')).toEqual(['c/d/syft.pub.yaml', 'syft.pub.yaml']);
    expect(asked('c/d/e')).toEqual(['c/d/syft.pub.yaml']);
  });
});
