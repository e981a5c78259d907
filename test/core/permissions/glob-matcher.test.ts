import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, folderOfGlobstar } from '../../../main/core/permissions/glob-matcher.ts';
import { compileNamePattern } from '../../../main/core/permissions/name-pattern.ts';
import { folderOf } from '../../../main/core/permissions/paths.ts';
import { naiveMatch } from './naive-match.ts';

const piece = fc.constantFrom('*', '*', '?', 'a', 'b', '.', '/', '**', '/**/', '**/', '/**');
const patterns = fc
  .array(piece, { minLength: 1, maxLength: 8 })
  .map((pieces) =>
    pieces
      .join('')
      .replace(/\/{2,}/g, '/')
      .replace(/^\/|\/$/g, ''),
  )
  .filter((pattern) => pattern !== '');
const texts = fc
  .array(fc.constantFrom('a', 'b', '.', '/', 'ab', '/.'), { minLength: 1, maxLength: 8 })
  .map((pieces) =>
    pieces
      .join('')
      .replace(/\/{2,}/g, '/')
      .replace(/^\/|\/$/g, ''),
  );

describe('path patterns', () => {
  test.each([
    ['**', 'a', true],
    ['**', 'a/b/c', true],
    ['**', '', false],
    ['**', '.env', false],
    ['**', 'a/.env/b', false],
    ['**', '..', false],
    ['a/**', 'a', false],
    ['a/**', 'a/b', true],
    ['a/**', 'ab/c', false],
    ['a/**', 'a/.b', false],
    ['**/x', 'x', true],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a**/b', 'a/x/b', false],
    ['a**', 'abc', true],
    ['***', 'a/b', false],
    ['*', 'a/b', false],
    ['*', '.env', false],
    ['*.env', '.env', true],
    ['*.*', '..b', true],
    ['*.*', '..', false],
    ['?env', '.env', false],
    ['[.]env', '.env', false],
    ['*[.]env', '.env', true],
    ['[/]', '/', false],
    ['a[', 'a[', true],
    ['a[b', 'a[b', true],
    ['[c-a]', 'b', false],
    ['[!c-a]', 'b', true],
    ['[[:digit:]-]', '-', true],
    ['\\**', '*x', true],
    ['*\\', 'x', true],
    ['?', '😀', true],
    ['?', 'e\u0301', false],
    ['*', 'a\nb', true],
    ['**/', 'a/b', true],
    ['b/*/', 'b/x', false],
    ['x//*', 'x/y', true],
    ['/abs/*', 'abs/x', false],
    ['{a,b}*', 'a', false],
    ['!(a)*', '!(a)b', true],
    ['a\\b', 'a\\b', true],
    ['a/', 'a', false],
    ['', '', true],
  ])('%j and %j: %j', (pattern, text, matches) => {
    expect(compilePattern(pattern).matches(text)).toBe(matches);
  });

  test('agree with a matcher that simply tries everything', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        expect(compilePattern(pattern).matches(text)).toBe(naiveMatch(pattern, text));
      }),
      { numRuns: 3000 },
    );
  });

  test('hostile patterns end, whatever they are run over', () => {
    const stars = compilePattern(`${'*a'.repeat(400)}b`);
    expect(stars.matches(`${'a'.repeat(2000)}bc`)).toBe(false);
    const globstars = compilePattern(`${'**/*a*/'.repeat(100)}b`);
    expect(globstars.matches(`${'a/'.repeat(500)}c`)).toBe(false);
    const names = compileNamePattern(`${'*a'.repeat(400)}b`);
    expect(names(`${'a'.repeat(2000)}c`)).toBe(false);
  });
});

describe('whether a pattern may match below a folder', () => {
  test.each([
    ['**', '', true],
    ['**', 'a/b', true],
    ['**', 'a/.git', false],
    ['a/**', '', true],
    ['a/**', 'a', true],
    ['a/**', 'a/b', true],
    ['a/**', 'b', false],
    ['a/**', 'ab', false],
    ['a/b/**', 'a', true],
    ['*', '', true],
    ['*', 'a', false],
    ['*/x', 'a', true],
    ['**/x.txt', 'a/b', true],
    ['a/x.txt', 'a', true],
    ['a/x.txt', 'a/x.txt', false],
    ['a', '', true],
    ['b*/c', 'a', false],
  ])('%j below %j: %j', (pattern, folder, may) => {
    expect(compilePattern(pattern).mayMatchBelow(folder)).toBe(may);
  });

  test('is never denied for a path that matches', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const matcher = compilePattern(pattern);
        for (let folder = folderOf(text); matcher.matches(text); folder = folderOf(folder)) {
          expect(matcher.mayMatchBelow(folder)).toBe(true);
          if (folder === '') break;
        }
      }),
      { numRuns: 400 },
    );
  });
});

test.each([
  ['**', ''],
  ['a/**', 'a'],
  ['a/b/**', 'a/b'],
  ['*/**', null],
  ['a//**', null],
  ['/a/**', null],
  ['/**', null],
  ['a\\b/**', null],
  ['a**', null],
])('%j is everything below %j', (pattern, folder) => {
  expect(folderOfGlobstar(pattern)).toBe(folder);
});
