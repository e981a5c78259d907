import { describe, expect, test } from 'vitest';
import {
  type Binding,
  findBinding,
  isSingle,
  nameOf,
  type Stroke,
} from '../../../renderer/parts/keyboard.ts';

const stroke = (key: string, given: Partial<Stroke> = {}): Stroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...given,
});

const bindings: readonly Binding[] = [
  { keys: 'a', decides: true, run: () => {} },
  { keys: 'j', run: () => {} },
  { keys: 'i', run: () => {} },
  { keys: 'g i', run: () => {} },
  { keys: 'g ,', run: () => {} },
  { keys: 'Mod+f', run: () => {} },
];
const find = (given: Stroke, first: string | null = null) => {
  const { found, first: next } = findBinding(bindings, first, given);
  return `${found?.keys ?? 'nothing'}${next === null ? '' : ` then ${next}`}`;
};

describe('the name of a stroke', () => {
  test.each([
    [stroke('a'), 'a'],
    [stroke('A'), 'a'],
    [stroke('?'), '?'],
    [stroke('Enter'), 'Enter'],
    [stroke('f', { ctrlKey: true }), 'Mod+f'],
    [stroke('F', { metaKey: true }), 'Mod+f'],
    [stroke('Shift'), null],
    [stroke('Control', { ctrlKey: true }), null],
    [stroke('a', { altKey: true }), null],
  ])('%j is %s', (given, name) => {
    expect(nameOf(given)).toBe(name);
  });
});

describe('what a stroke means', () => {
  test.each([
    ['a letter', stroke('j'), null, 'j'],
    ['a letter that repeats', stroke('j', { repeat: true }), null, 'j'],
    ['a deciding letter', stroke('a'), null, 'a'],
    ['a deciding letter that repeats', stroke('a', { repeat: true }), null, 'nothing'],
    ['a letter with Ctrl', stroke('a', { ctrlKey: true }), null, 'nothing'],
    ['the first of two', stroke('g'), null, 'nothing then g'],
    ['the first of two, repeating', stroke('g', { repeat: true }), null, 'nothing'],
    ['the second of two', stroke('i'), 'g', 'g i'],
    ['a sign as the second', stroke(','), 'g', 'g ,'],
    ['a letter that is not the second', stroke('j'), 'g', 'nothing'],
    ['a bare Shift between two', stroke('Shift'), 'g', 'nothing then g'],
    ['with a modifier', stroke('f', { metaKey: true }), null, 'Mod+f'],
    ['nobody’s key', stroke('x'), null, 'nothing'],
  ] as const)('%s', (_, given, first, meaning) => {
    expect(find(given, first)).toBe(meaning);
  });
});

test.each([
  ['a', true],
  ['g i', true],
  ['?', true],
  ['Enter', false],
  ['Mod+f', false],
])('%s can be switched off: %s', (keys, single) => {
  expect(isSingle(keys)).toBe(single);
});
