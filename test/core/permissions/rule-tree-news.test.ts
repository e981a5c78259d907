import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAccess } from '../../../main/core/permissions/check-access.ts';
import {
  EMPTY_RULE_TREE,
  type RuleTree,
  ruleFileAt,
  ruleFilesBelow,
  ruleTreeFrom,
  withoutRuleFile,
  withRuleFile,
  withUnreadableRuleFile,
} from '../../../main/core/permissions/rule-tree.ts';
import { type RuleFileNews, withRuleFiles } from '../../../main/core/permissions/rule-tree-news.ts';
import { level, OWNER, path, pathsOf, ruleFiles, somebody, treeOf } from './arbitrary.ts';

const news = fc.array(
  fc.tuple(ruleFiles, fc.constantFrom('text', 'unreadable', 'removed')).map(([byFolder, kind]) =>
    pathsOf(byFolder).map(([at, text]): RuleFileNews => {
      if (kind === 'text') return { kind: 'text', path: at, text };
      return kind === 'removed'
        ? { kind, path: at }
        : { kind: 'unreadable', path: at, reason: 'it is a link' };
    }),
  ),
  { maxLength: 4 },
);

/** What a tree holds, without what only makes it fast. */
function contents(tree: RuleTree) {
  const files = ruleFilesBelow(tree).map((file) =>
    file.kind === 'loaded' ? [file.path, file.folder, file.text] : [file.path, file.folder, '!', file.reason],
  );
  return { files, broken: tree.broken.map((file) => file.path) };
}

function oneByOne(tree: RuleTree, all: readonly RuleFileNews[]): RuleTree {
  return all.reduce((now, one) => {
    if (one.kind === 'text') return withRuleFile(now, one.path, one.text);
    return one.kind === 'removed'
      ? withoutRuleFile(now, one.path)
      : withUnreadableRuleFile(now, one.path, one.reason);
  }, tree);
}

describe('many changes at once', () => {
  test('make the same tree as one by one, and leave the one before as it was', () => {
    fc.assert(
      fc.property(ruleFiles, news, (before, portions) => {
        const tree = treeOf(before);
        const was = contents(tree);
        const all = portions.flat();
        expect(contents(withRuleFiles(tree, all))).toEqual(contents(oneByOne(tree, all)));
        expect(contents(tree)).toEqual(was);
      }),
    );
  });

  test('give the same answers', () => {
    fc.assert(
      fc.property(ruleFiles, news, somebody, path, level, (before, portions, user, asked, wanted) => {
        const tree = treeOf(before);
        const all = portions.flat();
        const query = { owner: OWNER, user, path: asked, level: wanted };
        expect(checkAccess(withRuleFiles(tree, all), query)).toEqual(checkAccess(oneByOne(tree, all), query));
      }),
    );
  });

  test('from nothing make the tree of those files', () => {
    fc.assert(
      fc.property(ruleFiles, (files) => {
        const texts = pathsOf(files).map(([at, text]): RuleFileNews => ({ kind: 'text', path: at, text }));
        expect(contents(withRuleFiles(EMPTY_RULE_TREE, texts))).toEqual(
          contents(ruleTreeFrom(pathsOf(files))),
        );
      }),
    );
  });

  test('share what did not change, and leave no empty folder', () => {
    const tree = treeOf({ 'a/b/c': 'rules: []\n', d: '' });
    const after = withRuleFiles(tree, [{ kind: 'removed', path: 'a/b/c/syft.pub.yaml' }]);
    expect([...after.root.children.keys()]).toEqual(['d']);
    expect(after.root.children.get('d')).toBe(tree.root.children.get('d'));
    expect(ruleFileAt(tree, 'a/b/c/syft.pub.yaml')).not.toBeNull();
    const same = withRuleFiles(tree, [{ kind: 'removed', path: 'x/y/syft.pub.yaml' }]);
    expect(contents(same)).toEqual(contents(tree));
    expect([...same.root.children.keys()]).toEqual(['a', 'd']);
  });

  test('of files that are no rule files are none', () => {
    const odd: RuleFileNews = { kind: 'text', path: 'a/other.yaml', text: 'rules: [' };
    expect(contents(withRuleFiles(EMPTY_RULE_TREE, [odd]))).toEqual({ files: [], broken: [] });
  });

  test('forget that a file was broken once it is repaired or gone', () => {
    const at = 'a/syft.pub.yaml';
    const broken = withRuleFiles(EMPTY_RULE_TREE, [{ kind: 'text', path: at, text: 'rules: [' }]);
    expect(broken.broken).toHaveLength(1);
    for (const repair of [
      { kind: 'text', path: at, text: '' },
      { kind: 'removed', path: at },
    ] as const) {
      expect(withRuleFiles(broken, [repair]).broken).toEqual([]);
    }
  });
});
