import { describe, expect, test } from 'vitest';
import {
  folderOfRuleFile,
  folderText,
  isAddress,
  isMany,
  pathAsked,
  pathWished,
  plainPart,
} from '../../../renderer/store/permissions/wish.ts';

test.each([
  ['bob@lab.example', true],
  [' bob@lab.example ', true],
  ['bob', false],
  ['bob@lab', false],
  ['bob@lab.', false],
  ['@lab.example', false],
  ['bob smith@lab.example', false],
  ['bob@lab@example.org', false],
  ['', false],
])('%j is a whole address: %s', (text, is) => {
  expect(isAddress(text)).toBe(is);
});

test.each([
  ['*', true],
  ['*@lab.example', true],
  ['bob@lab.example', false],
])('%j stands for many: %s', (text, is) => {
  expect(isMany(text)).toBe(is);
});

describe('paths', () => {
  test.each([
    ['/', '__any__', ''],
    ['app_data/job/', 'app_data/job/__any__', 'app_data/job/'],
    ['/app_data/job/', 'app_data/job/__any__', 'app_data/job/'],
    [' public/a.csv ', 'public/a.csv', 'public/a.csv'],
  ])('%j is asked about as %j and changed as %j', (text, asked, wished) => {
    expect(pathAsked(text)).toBe(asked);
    expect(pathWished(text)).toBe(wished);
  });

  test.each([
    ['', '/'],
    ['public', 'public/'],
  ])('the folder %j stands in a field as %j', (path, text) => {
    expect(folderText(path)).toBe(text);
  });

  test.each([
    ['syft.pub.yaml', ''],
    ['public/syft.pub.yaml', 'public'],
    ['public/my-syft.pub.yaml', 'public/my-syft.pub.yaml'],
    ['public', 'public'],
    ['a\nb/syft.pub.yaml', 'a\nb'],
  ])('the folder of %j is %j', (path, folder) => {
    expect(folderOfRuleFile(path)).toBe(folder);
  });

  test.each([
    ['public/**', 'public'],
    ['**', ''],
    ['public/*.csv', 'public'],
    ['public/a?/b', 'public'],
    ['public/[ab]/c', 'public'],
    ['public/a.csv', 'public/a.csv'],
  ])('the plain part of %j is %j', (pattern, path) => {
    expect(plainPart(pattern)).toBe(path);
  });
});
