import { describe, expect, test } from 'vitest';
import {
  couldBeRuleFile,
  folderOf,
  foldersOnWay,
  joinPath,
  lastNameOf,
  namesIn,
  pathBelow,
  refusalOfPath,
  tidyPath,
} from '../../../main/core/permissions/paths.ts';

describe('a path', () => {
  test.each([
    ['a/b', 'a/b'],
    ['/a//b/', 'a/b'],
    ['', ''],
    ['//', ''],
    ['./a/../b', './a/../b'],
  ])('%j is tidied to %j', (path, tidy) => {
    expect(tidyPath(path)).toBe(tidy);
    expect(namesIn(path)).toEqual(tidy === '' ? [] : tidy.split('/'));
  });

  test.each([
    ['a/b/c', 'a/b', 'c'],
    ['a', '', 'a'],
    ['', '', ''],
  ])('%j lies in %j under the name %j', (path, folder, name) => {
    expect([folderOf(path), lastNameOf(path)]).toEqual([folder, name]);
    expect(joinPath(folder, name)).toBe(path);
  });

  test.each([
    ['', 'a/b', 'a/b'],
    ['a', 'a/b', 'b'],
    ['a/b', 'a/b', ''],
  ])('below %j, %j is %j', (folder, path, rest) => {
    expect(pathBelow(folder, path)).toBe(rest);
  });

  test('has the datasite first among the folders on its way', () => {
    expect(foldersOnWay('a/b/c')).toEqual(['', 'a', 'a/b']);
    expect(foldersOnWay('a')).toEqual(['']);
    expect(foldersOnWay('')).toEqual([]);
  });

  test.each([
    ['a/b.c', null],
    ['a/', null],
    ['...', null],
    ['a..b/.hidden', null],
    ['', null],
    ['/a', 'absolute'],
    ['a/../b', 'dot-name'],
    ['..', 'dot-name'],
    ['a/.', 'dot-name'],
    ['a/./', 'dot-name'],
    ['a\\b', 'backslash'],
    ['a\0', 'nul'],
    ['c:\u002fx', 'drive-letter'],
  ])('%j is refused as %j', (path, refusal) => {
    expect(refusalOfPath(path)).toBe(refusal);
  });
});

describe('a rule file’s name', () => {
  test.each([
    'syft.pub.yaml',
    'a/syft.pub.yaml/',
    'mysyft.pub.yaml',
    'SYFT.PUB.YAML',
    'Syft.Pub.yaml ',
    'syft\u200d.pub.yaml',
  ])('could be %j on some disk', (path) => {
    expect(couldBeRuleFile(path)).toBe(true);
  });

  test.each(['syft.pub.yaml.bak', 'syft.pub.yml', 'syft.pub.yaml/x', 'yaml', '', 'mySYFT.PUB.YAML'])(
    'is not %j',
    (path) => {
      expect(couldBeRuleFile(path)).toBe(false);
    },
  );
});
