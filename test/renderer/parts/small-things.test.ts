import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../renderer/parts/code/languages.ts';
import { stepOf } from '../../../renderer/parts/list-steps.ts';
import { wordsOf } from '../../../renderer/parts/problem-words.ts';
import { countText, shortHash, sizeText } from '../../../renderer/parts/sizes.ts';
import { themeOf } from '../../../renderer/style/use-theme.ts';
import { PROBLEM_CODES } from '../../../shared/terms/problem.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [3_400, '3.4 kB'],
  [1_250_000, '1.3 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test('counts have their word', () => {
  expect([countText(1, 'file'), countText(0, 'file'), countText(12_345, 'file')]).toEqual([
    '1 file',
    '0 files',
    '12,345 files',
  ]);
  expect(countText(2, 'entry', 'entries')).toBe('2 entries');
});

test('a hash is shortened to its ends', () => {
  expect(shortHash(`sha256:9f2c${'0'.repeat(56)}41ab`)).toBe('9f2c…41ab');
  expect(shortHash(`9f2c${'0'.repeat(56)}41ab`)).toBe('9f2c…41ab');
});

describe('the language of a file', () => {
  test.each([
    ['run.sh', '', 'Shell'],
    ['code/main.py', '', 'Python'],
    ['code/Model.R', '', 'R'],
    ['config.yaml', '', 'YAML'],
    ['a/b.YML', '', 'YAML'],
    ['notebook.ipynb', '', 'JSON'],
    ['query.sql', '', 'SQL'],
    ['start', '#!/usr/bin/env python3\nprint()', 'Python'],
    ['start', '#!/bin/bash\n', 'Shell'],
    ['start', '#! /usr/bin/Rscript', 'R'],
    ['start', '#!/usr/bin/perl', 'Text'],
    ['start', 'echo #!/bin/bash', 'Text'],
    ['.sh', '', 'Text'],
    ['v1.py/readme', '', 'Text'],
    ['data.csv', '#!/bin/bash', 'Shell'],
  ])('%s', (path, text, language) => {
    expect(languageOf(path, text)).toBe(language);
  });
});

test.each([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
  ['PageDown', 7],
  ['PageUp', -7],
  ['Home', -100],
  ['End', 100],
  ['a', 0],
])('%s moves by %i', (key, by) => {
  expect(stepOf(key, 7, 100)).toBe(by);
});

describe('a problem', () => {
  test.each(PROBLEM_CODES)('%s has words of its own where main gave none', (code) => {
    const { what, next } = wordsOf({ code, what: '  ', next: '' });
    expect(what).toMatch(/^[A-Z].*\.$/);
    expect(next).toMatch(/^[A-Z].*\.$/);
  });

  test('keeps the words it came with', () => {
    expect(wordsOf({ code: 'internal', what: 'This.', next: 'That.' })).toEqual({
      what: 'This.',
      next: 'That.',
    });
  });
});

test.each([
  ['system', true, 'dark'],
  ['system', false, 'light'],
  ['light', true, 'light'],
  ['dark', false, 'dark'],
] as const)('theme %s on a dark system %s is %s', (chosen, dark, theme) => {
  expect(themeOf(chosen, dark)).toBe(theme);
});
