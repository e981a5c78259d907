import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileAccessList, entryNames } from '../../../main/core/permissions/access-list.ts';
import { compileRules } from '../../../main/core/permissions/compiled-rules.ts';
import {
  effectsAt,
  entriesOf,
  probeFor,
  reachOf,
  samplePath,
} from '../../../main/core/permissions/edit-effects.ts';
import { listed } from '../../../main/core/permissions/edit-problem.ts';
import { compileNamePattern } from '../../../main/core/permissions/name-pattern.ts';
import { speakingRules } from '../../../main/core/permissions/speaking-rules.ts';
import { OWNER, path, rule, somebody, treeOf } from './arbitrary.ts';

describe('an access list', () => {
  test.each([
    [[], 'alice@x.org', false],
    [['*'], 'anybody', true],
    [['alice@x.org'], 'alice@x.org', true],
    [['alice@x.org'], 'Alice@x.org', false],
    [['*@x.org'], 'alice@x.org', true],
    [['*@x.org'], 'm@evil.net@x.org', true],
    [['*@x.org'], 'alice@x.org.evil.net', false],
    [['?ob@x.org'], 'bob@x.org', true],
    [['[ab]ob@x.org'], 'bob@x.org', false],
    [['[ab]ob@x.org'], '[ab]ob@x.org', true],
    [['[ab]*@x.org'], 'bob@x.org', true],
    [['user'], 'USER', false],
    [['bob@x.org', '*@y.org'], 'eve@y.org', true],
  ])('%j names %j: %j', (entries, user, names) => {
    expect(compileAccessList(entries, false).names(user)).toBe(names);
    expect(compileAccessList(entries, true).names(user)).toBe(names);
  });

  test('takes USER for everyone, and for the requester in a template rule', () => {
    expect(entryNames('USER', false, 'bob@x.org')).toBe(true);
    expect(entryNames('USER', true, 'bob@x.org')).toBe(true);
    expect(entryNames('USER', true, '*')).toBe(true);
    expect(entryNames('USER', true, '[a]*')).toBe(false);
  });
});

test.each([
  ['*', '', true],
  ['?', '', false],
  ['a*c', 'abbc', true],
  ['a*c', 'abbd', false],
  ['[!a]x', 'bx', true],
  ['[!a]x', 'ax', false],
  ['[]]x', ']x', true],
  ['[a', '[a', true],
  ['[c-a]?', 'b?', false],
  ['[a-c-]?', '-?', true],
  ['\\*', '\\x', true],
  ['?', '😀', true],
])('the name pattern %j and %j: %j', (pattern, name, matches) => {
  expect(compileNamePattern(pattern)(name)).toBe(matches);
});

describe('the rule that decides', () => {
  test('is the first in asking order that matches, however the rules are indexed', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 12 }), path, somebody, (rules, relative, user) => {
        const compiled = compileRules({ rules, terminal: false });
        const first = compiled.rules.find((each) => each.matcherFor(user).matches(relative));
        expect(compiled.decidingRule(relative, user)).toBe(first ?? null);
      }),
      { numRuns: 1000 },
    );
  });

  test('stays right for more people than are remembered', () => {
    const access = { read: ['USER'], write: [], admin: [] };
    const compiled = compileRules({ rules: [{ pattern: '{{.UserEmail}}/*', access }], terminal: false });
    for (let round = 0; round < 2; round++) {
      for (let person = 0; person < 200; person++) {
        const user = `p${person}@x.org`;
        expect(compiled.decidingRule(`${user}/x`, user)?.patternFor(user)).toBe(`${user}/*`);
        expect(compiled.decidingRule('p@x.org/x', user)).toBeNull();
      }
    }
  });
});

describe('rules that can speak below a folder', () => {
  const access = { read: [], write: [], admin: [] };
  const speaking = (patterns: readonly string[], relative: string, below = true): readonly string[] => {
    const rules = patterns.map((pattern) => ({ pattern, access }));
    return speakingRules(compileRules({ rules, terminal: false }).rules, { relative, below }).map(
      (each) => each.rule.pattern,
    );
  };

  test.each([
    [['**'], '', ['**']],
    [['a/**', '**'], 'a', ['a/**']],
    [['a/**', '**'], 'a/b', ['a/**']],
    [['a/**', '**'], '', ['a/**', '**']],
    [['a/**', '**'], 'b', ['**']],
    [['a/**', '**'], 'a/.git', []],
    [['a/**', '*/*.txt'], 'a', ['a/**', '*/*.txt']],
    [['a/**', '**/x'], 'a', ['a/**']],
    [['a/**', '**/.env'], 'a', ['a/**', '**/.env']],
    [['a/**', '**/*.*'], 'a', ['a/**', '**/*.*']],
    [['a/**', '**/[ab]'], 'a', ['a/**']],
    [['a/b', 'a/**'], 'a', ['a/b', 'a/**']],
    [['{{.UserEmail}}/**', '**'], 'a', ['{{.UserEmail}}/**', '**']],
    [['{{.UserEmail}}[/**'], 'a', ['{{.UserEmail}}[/**']],
    [['x.txt'], 'a', []],
  ])('of %j below %j: %j', (patterns, relative, expected) => {
    expect(speaking(patterns, relative)).toEqual(expected);
  });

  test('for one path end with the first that takes it from everybody', () => {
    expect(speaking(['a', '*', '**'], 'a', false)).toEqual(['a']);
    expect(speaking(['{{.UserEmail}}', '*', '**'], 'a', false)).toEqual(['{{.UserEmail}}', '*']);
  });
});

describe('what an edit changes for whom', () => {
  test.each([
    ['*', 'somebody@stranger.invalid'],
    ['bob@x.org', 'bob@x.org'],
    ['*@x.org', 'somebody@x.org'],
    ['?ob@x.org', null],
    ['nonsense', null],
  ])('%j is tried out as %j', (entry, probe) => {
    expect(probeFor(entry)).toBe(probe);
  });

  test('is told for everybody named before or after, and for nobody else', () => {
    const before = treeOf({
      '': "rules:\n- {pattern: '**', access: {read: ['*'], write: [bob@x.org], admin: [eve@y.org]}}\n",
    });
    const after = treeOf({
      '': "rules:\n- {pattern: '**', access: {read: [bob@x.org], admin: [eve@y.org, USER]}}\n",
    });
    expect(effectsAt(before, after, OWNER, 'x')).toEqual([
      { who: '*', before: 'read', after: 'admin' },
      { who: 'bob@x.org', before: 'write', after: 'admin' },
    ]);
    expect(effectsAt(before, before, OWNER, 'x')).toEqual([]);
  });

  test('is judged for a folder by a file in it', () => {
    expect(samplePath('a/b/')).toBe('a/b/__any__');
    expect(samplePath('/')).toBe('__any__');
    expect(samplePath('a/b')).toBe('a/b');
    const tree = treeOf({ '': "rules:\n- {pattern: 'a/**', access: {write: [bob@x.org]}}\n" });
    expect(reachOf(tree, OWNER, 'bob@x.org', samplePath('a/'))).toBe('write');
    expect(reachOf(tree, OWNER, 'bob@x.org', 'a')).toBe('none');
    expect(reachOf(tree, OWNER, OWNER, 'a')).toBe('admin');
  });

  test('names every entry once', () => {
    const access = { read: ['USER', 'bob@x.org'], write: ['*', 'bob@x.org'], admin: [] };
    expect(entriesOf({ rules: [{ pattern: 'a', access }], terminal: false })).toEqual(['*', 'bob@x.org']);
  });
});

test.each([
  [[], 'nobody'],
  [['*'], 'everyone'],
  [['*@x.org'], 'everyone at x.org'],
  [['a@x', 'b@x'], 'a@x and b@x'],
  [['a@x', 'b@x', '*'], 'a@x, b@x and everyone'],
])('%j reads %j', (names, words) => {
  expect(listed(names)).toBe(words);
});
