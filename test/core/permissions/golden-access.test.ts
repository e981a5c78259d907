import { describe, expect, test } from 'vitest';
import { checkAccess, checkAccessAsUpstream } from '../../../main/core/permissions/check-access.ts';
import { explainAccess } from '../../../main/core/permissions/explain-access.ts';
import { ruleTreeFrom } from '../../../main/core/permissions/rule-tree.ts';
import { type GoldenTree, golden } from './golden.ts';

const trees = golden<GoldenTree>('permissions.jsonl');
const loading = trees.filter((tree) => tree.error === undefined);

describe('the real engine’s answers', () => {
  test('the golden file is whole', () => {
    expect(trees).toHaveLength(542);
    expect(trees.filter((tree) => tree.error)).toHaveLength(54);
    expect(loading.reduce((sum, tree) => sum + (tree.checks ?? []).length, 0)).toBe(7437);
  });

  test.each(trees.map((tree) => [tree.id, tree] as const))('%s', (_, tree) => {
    const loaded = ruleTreeFrom(Object.entries(tree.files));
    expect(loaded.broken.length > 0, loaded.broken.map((file) => file.reason).join()).toBe(
      tree.error === true,
    );
    for (const { allowed, governing, matched, version_sensitive, ...asked } of tree.checks ?? []) {
      if (version_sensitive) continue;
      const { ground, ...answer } = checkAccessAsUpstream(loaded, { owner: tree.owner, ...asked });
      expect(answer, `${JSON.stringify(asked)} ${ground}`).toEqual({ allowed, governing, matched });
    }
  });

  test('an empty relative path is matched by no glob, which is what the version they lock says', () => {
    const sensitive = loading.flatMap((tree) =>
      (tree.checks ?? [])
        .filter((check) => check.version_sensitive)
        .map((check) => [ruleTreeFrom(Object.entries(tree.files)), tree.owner, check] as const),
    );
    expect(sensitive.length).toBeGreaterThan(50);
    for (const [tree, owner, { user, path, level, allowed, matched }] of sensitive) {
      expect(checkAccessAsUpstream(tree, { owner, user, path, level })).toMatchObject({ allowed, matched });
    }
  });
});

describe('what everything in Gatehouse asks', () => {
  test('never gives more than the real engine, and gives plain questions the same', () => {
    let refused = 0;
    for (const tree of loading) {
      const loaded = ruleTreeFrom(Object.entries(tree.files));
      for (const check of tree.checks ?? []) {
        const strict = checkAccess(loaded, { owner: tree.owner, ...check });
        if (strict.allowed) expect(check.allowed, JSON.stringify(check)).toBe(true);
        else if (check.allowed) {
          refused += 1;
          expect(['identity-refused', 'path-refused', 'rule-omits-user']).toContain(strict.ground);
        }
      }
    }
    expect(refused).toBeGreaterThan(0);
  });

  test('a trail says the same as the answer it explains', () => {
    for (const tree of loading) {
      const loaded = ruleTreeFrom(Object.entries(tree.files));
      for (const check of (tree.checks ?? []).slice(0, 6)) {
        const trail = explainAccess(loaded, { owner: tree.owner, ...check }, true);
        if (check.version_sensitive) continue;
        expect(trail.answer.allowed).toBe(check.allowed);
        const winner = trail.steps.filter((step) => step.code.endsWith('-user') && step.pattern !== null);
        expect(winner.length).toBe(check.matched === null ? 0 : 1);
        expect(trail.sentence).toContain(check.allowed ? ' may ' : ' may not ');
      }
    }
  });
});
