import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countHiddenCharacters,
  findHiddenCharacters,
  hasHiddenCharacter,
  spellOutHidden,
} from '../../../main/core/jobs/hidden-characters.ts';

const HIDDEN: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xe0000, 0xe007f],
  [0xe0100, 0xe01ef],
];

const PLAIN = ['\t', '\n', ' ', '~', 'ä', 'е', '中', '😀', '\u{a0}', '\u{fffd}', '\r\n'];

describe('hidden characters', () => {
  it.each(HIDDEN)('counts every character from %i to %i', (from, to) => {
    for (let codePoint = from; codePoint <= to; codePoint += 1) {
      const character = String.fromCodePoint(codePoint);
      expect([codePoint, countHiddenCharacters(`a${character}b`)]).toEqual([codePoint, 1]);
      expect([codePoint, hasHiddenCharacter(`a${character}b`)]).toEqual([codePoint, true]);
    }
  });

  it.each(PLAIN.map((text) => [text]))('leaves %j alone', (text) => {
    expect(countHiddenCharacters(`a${text}b`)).toBe(0);
  });

  it('counts a carriage return only where no newline follows', () => {
    expect(countHiddenCharacters('one\r\ntwo\r\n')).toBe(0);
    expect(countHiddenCharacters('echo good\rrm -rf x\n')).toBe(1);
    expect(countHiddenCharacters('end\r')).toBe(1);
    expect(countHiddenCharacters('\r\r\n')).toBe(1);
  });

  it.each(['\t', '\n', '\r', '\r\n'])('finds %j in a name, where it has no place', (character) => {
    expect(hasHiddenCharacter(`a${character}b`)).toBe(true);
  });

  it('lets spaces and dots in names be', () => {
    expect(hasHiddenCharacter('plain name.txt')).toBe(false);
  });

  it('says where each stands and what it is', () => {
    const text = '\u{feff}first\nsec\u{202e}ond\n\nlast\u{e0041}\u{feff}\r';
    expect(findHiddenCharacters(text, 10)).toEqual([
      { offset: 0, line: 1, column: 1, codePoint: 0xfeff, name: 'byte order mark' },
      { offset: 10, line: 2, column: 4, codePoint: 0x202e, name: 'right-to-left override' },
      { offset: 20, line: 4, column: 5, codePoint: 0xe0041, name: 'tag character' },
      { offset: 22, line: 4, column: 7, codePoint: 0xfeff, name: 'zero width no-break space' },
      { offset: 23, line: 4, column: 8, codePoint: 0x0d, name: 'lone carriage return' },
    ]);
  });

  it('names what makes text dangerous', () => {
    const names = (text: string) => findHiddenCharacters(text, 9).map(({ name }) => name);
    expect(names('\u{1b}[2K')).toEqual(['escape']);
    expect(names('\0\u{7f}\u{9b}')).toEqual(['control character', 'delete', 'control character']);
    expect(names('\u{200b}\u{200d}')).toEqual(['zero width space', 'zero width joiner']);
    expect(names('\u{ad}\u{3164}\u{fe0f}')).toEqual(['soft hyphen', 'Hangul filler', 'variation selector']);
  });

  it('stops at the limit', () => {
    expect(findHiddenCharacters('\0'.repeat(1_000), 3)).toHaveLength(3);
    expect(findHiddenCharacters('\0'.repeat(1_000), 0)).toEqual([]);
  });

  it('writes them out where text stands in a sentence', () => {
    expect(spellOutHidden('a\u{202e}b\u{e0041}c\n')).toBe('a\\u{202e}b\\u{e0041}c\\u{a}');
  });

  it('finds exactly as many as it counts, each where it says', () => {
    const pieces = fc.constantFrom('\0', '\u{202e}', '\u{e0041}', '\r', '\n', 'a', 'ä', '😀', '\u{feff}');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const found = findHiddenCharacters(text, 1_000);
        expect(found).toHaveLength(countHiddenCharacters(text));
        const lines = text.split('\n');
        for (const { offset, line, column, codePoint } of found) {
          expect(text.codePointAt(offset)).toBe(codePoint);
          expect(lines[line - 1]?.codePointAt(column - 1)).toBe(codePoint);
        }
        expect(spellOutHidden(text)).not.toMatch(/[\0\u202e\ufeff\r\n]/);
      }),
    );
  });
});
