import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countHiddenCharacters, hasHiddenCharacter } from '../../../main/core/jobs/hidden-characters.ts';
import { describeHidden, hiddenPattern, splitHidden } from '../../../renderer/parts/hidden-characters.ts';
import { plainText } from '../../../renderer/parts/plain.tsx';

const marked = (text: string) => [...text.matchAll(hiddenPattern())].map((match) => match[0]);
const HIGHEST = 0x10ffff;

test('everything that main counts as hidden is marked', () => {
  const missed: number[] = [];
  for (let code = 0; code <= HIGHEST; code += 1) {
    const character = String.fromCodePoint(code);
    const counts = countHiddenCharacters(character) > 0;
    if (counts && marked(character).length !== 1) missed.push(code);
  }
  expect(missed).toEqual([]);
});

test('everything that main finds hidden in a name is marked in a name', () => {
  const missed: number[] = [];
  for (let code = 0; code <= HIGHEST; code += 1) {
    const character = String.fromCodePoint(code);
    if (hasHiddenCharacter(character) && typeof splitHidden(character)[0] === 'string') missed.push(code);
  }
  expect(missed).toEqual([]);
});

test('letters, digits, signs, accents and emoji are left alone', () => {
  for (const text of ['abc XYZ 09', 'if x >= 1 and y != "é":', 'Größe', 'שלום', 'データ', '🔬', '\t\n'])
    expect(marked(text)).toEqual([]);
});

describe('a mark', () => {
  test.each([
    [0x202e, 'RLO', 'U+202E right-to-left override', true],
    [0x2067, 'RLI', 'U+2067 right-to-left isolate', true],
    [0x200f, 'RLM', 'U+200F right-to-left mark', true],
    [0x200b, 'ZWSP', 'U+200B zero width space', false],
    [0x1b, 'ESC', 'U+001B escape', false],
    [0x03, 'U+0003', 'U+0003 control character', false],
    [0x00a0, 'NBSP', 'U+00A0 no-break space', false],
    [0x2003, 'U+2003', 'U+2003 unusual space', false],
    [0xe0041, 'U+E0041', 'U+E0041 tag character', false],
    [0x2800, 'U+2800', 'U+2800 invisible character', false],
  ])('for %i', (code, mark, name, turns) => {
    expect(describeHidden(code)).toEqual({ mark, name, turns });
  });
});

describe('a text that a stranger chose', () => {
  test('is cut at its hidden characters, line breaks and tabs too', () => {
    expect(splitHidden('a\u202eb\tc\nd')).toEqual([
      'a',
      describeHidden(0x202e),
      'b',
      describeHidden(0x09),
      'c',
      describeHidden(0x0a),
      'd',
    ]);
    expect(splitHidden('plain')).toEqual(['plain']);
    expect(splitHidden('')).toEqual([]);
  });

  test('as a string holds nothing hidden and nothing is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(hasHiddenCharacter(plainText(text))).toBe(false);
        const kept = splitHidden(text).filter((part) => typeof part === 'string');
        const found = splitHidden(text).length - kept.length;
        expect([...text].length).toBe([...kept.join('')].length + found);
      }),
    );
    expect(plainText('a\u202eb')).toBe('a⟨RLO⟩b');
  });
});
