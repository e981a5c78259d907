import { describe, expect, it } from 'vitest';
import { readPythonYaml } from '../../../main/core/python-yaml/read.ts';

function textOf(text: string): unknown {
  const reading = readPythonYaml(text);
  return reading.ok ? reading.value : reading.reason;
}

describe('plain scalars', () => {
  it.each([
    ['a b  c', 'a b  c'],
    ['a\nb', 'a b'],
    ['a\n\nb', 'a\nb'],
    ['a\n\n\n  b', 'a\n\nb'],
    ['a\r\nb\rc', 'a b c'],
    ['a\u0085b', 'a b'],
    ['a\u2028b', 'a\u2028b'],
    ['a\u2028\n\nb', 'a\u2028\n\nb'],
    ['a #b', 'a'],
    ['a#b', 'a#b'],
    ['a:b', 'a:b'],
    ['a\n---x', 'a ---x'],
    ['-', [null]],
    ['-a', '-a'],
    ['a\n', 'a'],
    ['a\n# b', 'a'],
    ['a\n...', 'a'],
  ])('%j', (text, value) => {
    expect(textOf(text)).toEqual(value);
  });
});

describe('single quotes', () => {
  it.each([
    ["''", ''],
    ["''''", "'"],
    ["'a''b'", "a'b"],
    ["'a\\n\"'", 'a\\n"'],
    ["'a\nb'", 'a b'],
    ["'a \n\n b'", 'a\nb'],
    ["' a '", ' a '],
    ["'\n'", ' '],
    ["'a\tb'", 'a\tb'],
  ])('%j', (text, value) => {
    expect(textOf(text)).toBe(value);
  });
});

describe('double quotes', () => {
  it.each([
    ['""', ''],
    [
      '"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\"\\/\\\\\\N\\_\\L\\P"',
      '\0\x07\b\t\n\v\f\r\x1B "/\\\x85\xA0\u2028\u2029',
    ],
    ['"\\x41\\u00e9\\U0001F642"', 'A\u00e9\u{1F642}'],
    ['"\\\t"', '\t'],
    ['"it\'s"', "it's"],
    ['"a\nb"', 'a b'],
    ['"a\n\n\tb"', 'a\nb'],
    ['"a\\\n  b"', 'ab'],
    ['"a\\\n\n  b"', 'a\nb'],
    ['"a \\\n  \\ b"', 'a  b'],
    ['"\\ud83d x"', '\ud83d x'],
    ['"\\q"', 'an unknown escape stands in double quotes'],
    ['"\\x4g"', 'an escape lacks hexadecimal digits'],
    ['"\\U00110000"', 'an escape names no character'],
    ['"a\n---\n"', 'a document mark stands inside quotes'],
    ['"a\n... b"', 'a document mark stands inside quotes'],
    ['"a\n....b"', 'a ....b'],
    ['"a', 'a quote is not closed'],
    ['"a\\', 'an unknown escape stands in double quotes'],
  ])('%j', (text, value) => {
    expect(textOf(text)).toBe(value);
  });
});

describe('blocks of text', () => {
  it.each([
    ['|\n a\n b\n', 'a\nb\n'],
    ['|\n a\n  b\n\n c\n', 'a\n b\n\nc\n'],
    ['|-\n a\n\n', 'a'],
    ['|+\n a\n\n', 'a\n\n'],
    ['|\n a', 'a'],
    ['|', ''],
    ['|\n\n', ''],
    ['|+\n\n', '\n'],
    ['|2\n   a\n', ' a\n'],
    ['|1-\n  a\n', ' a'],
    ['|-1 # why\n  a\n', ' a'],
    ['>\n a\n b\n', 'a b\n'],
    ['>\n a\n\n b\n', 'a\nb\n'],
    ['>\n a\n\n\n b\n', 'a\n\nb\n'],
    ['>\n a\n  b\n c\n', 'a\n b\nc\n'],
    ['>\n\n a\n', '\na\n'],
    ['>\n a\u2028 b\n', 'a\u2028b\n'],
    ['>-\n a\n \tb\n', 'a\n\tb'],
    // An empty line deeper than the text ends the block before it began.
    ['|\n   \n a\n', 'there is more than one document, or text behind its end'],
    ['|0\n', 'a block of text cannot be indented by 0'],
    ['|12\n', 'a block of text begins with unknown indicators'],
    ['|x\n', 'a block of text begins with unknown indicators'],
    ['| x\n', 'unexpected text after the head of a block of text'],
  ])('%j', (text, value) => {
    expect(textOf(text)).toBe(value);
  });

  it('belong to the collection they stand in', () => {
    expect(textOf('- |\n a\n- b\n')).toEqual(['a\n', 'b']);
    expect(textOf('a:\n  b: |\n   x\n  c: y\n')).toEqual(
      new Map([
        [
          'a',
          new Map([
            ['b', 'x\n'],
            ['c', 'y'],
          ]),
        ],
      ]),
    );
  });
});
