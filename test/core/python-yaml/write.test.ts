import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../../main/core/python-yaml/code-point-order.ts';
import { readPythonYaml } from '../../../main/core/python-yaml/read.ts';
import { type WritableYaml, writePythonYaml } from '../../../main/core/python-yaml/write.ts';
import type { YamlKey, YamlValue } from '../../../main/core/python-yaml/yaml-value.ts';
import { comparable } from './encoded-value.ts';

describe('writing', () => {
  it.each<[WritableYaml, string]>([
    [null, 'null\n...\n'],
    ['', "''\n"],
    ['yes', "'yes'\n"],
    ['1e3', '1e3\n...\n'],
    ['a: b', "'a: b'\n"],
    ["it's", "it's\n...\n"],
    ["'", "''''\n"],
    [' a', "' a'\n"],
    ['a\nb', "'a\n\n  b'\n"],
    ['a\n b', '"a\\n b"\n'],
    ['\u00e9\u2028\u{1F600}\0', '"\\xE9\\L\\U0001F600\\0"\n'],
    [5, '5\n...\n'],
    [{ python: 'float', value: 1e16 }, '1.0e+16\n...\n'],
    [[], '[]\n'],
    [new Map(), '{}\n'],
    [[[]], '- []\n'],
    [
      new Map<YamlKey, WritableYaml>([
        ['b', []],
        ['a', ['x', ['y']]],
      ]),
      'a:\n- x\n- - y\nb: []\n',
    ],
    [
      [
        new Map<YamlKey, WritableYaml>([
          ['a', 1],
          ['b', 2],
        ]),
      ],
      '- a: 1\n  b: 2\n',
    ],
    [new Map([['', 1]]), "? ''\n: 1\n"],
    [new Map([['', ['x']]]), "? ''\n: - x\n"],
    [{ python: 'set', items: ['b', 'a'] }, '!!set\na: null\nb: null\n'],
    [{ python: 'tuple', items: ['b', 'a'] }, '- b\n- a\n'],
    [{ python: 'bytes', value: Uint8Array.of(42, 42) }, '!!binary |\n  Kio=\n'],
  ])('%j', (value, text) => {
    expect(writePythonYaml(value)).toBe(text);
  });

  it('folds behind column 80, but not between two spaces nor in a key', () => {
    const words = `${'w'.repeat(78)} x y`;
    expect(writePythonYaml([words])).toBe(`- ${'w'.repeat(78)} x\n  y\n`);
    expect(writePythonYaml([`${'w'.repeat(85)}  x`])).toBe(`- ${'w'.repeat(85)}  x\n`);
    expect(writePythonYaml(new Map([[`${'w'.repeat(85)} x`, 1]]))).toBe(`${'w'.repeat(85)} x: 1\n`);
  });

  it('sorts keys by code point where they can be compared, and leaves them otherwise', () => {
    const text = new Map<YamlKey, number>([
      ['\u{1F600}', 1],
      ['\uffff', 2],
      ['b', 3],
      ['B', 4],
    ]);
    expect(writePythonYaml(text)).toBe('B: 4\nb: 3\n"\\uFFFF": 2\n"\\U0001F600": 1\n');
    const mixed = new Map<YamlKey, number>([
      ['b', 1],
      [null, 2],
      ['a', 3],
    ]);
    expect(writePythonYaml(mixed)).toBe('b: 1\nnull: 2\na: 3\n');
    const numbers = new Map<YamlKey, number>([
      [{ python: 'float', value: 2.5 }, 1],
      [{ python: 'int', value: 1n }, 2],
    ]);
    expect(writePythonYaml(numbers)).toBe('1: 2\n2.5: 1\n');
  });

  it('keeps both halves of an escaped pair apart, as Python does', () => {
    const escaped = '"\\uD83D\\uDE42"\n';
    const reading = readPythonYaml(escaped);
    expect(reading).not.toEqual({ ok: true, value: '\u{1F642}' });
    expect(writePythonYaml(reading.ok ? reading.value : null)).toBe(escaped);
  });
});

const awkward = fc.constantFrom(
  ' ',
  '\n',
  "'",
  '"',
  ':',
  ': ',
  '#',
  ' #',
  '- ',
  '?',
  '\\',
  '\t',
  '\u00e9',
  '\u2028',
  'word ',
  'yes',
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.array(fc.oneof(awkward, fc.string({ maxLength: 8 })), { maxLength: 40 }).map((parts) => parts.join('')),
);
const scalar: fc.Arbitrary<YamlKey> = fc.oneof(
  { weight: 5, arbitrary: text },
  fc.constantFrom(null, true, false),
  fc.bigInt().map((value): YamlKey => ({ python: 'int', value })),
  fc.double().map((value): YamlKey => ({ python: 'float', value })),
  fc
    .uint8Array({ maxLength: 80 })
    .map((value): YamlKey => ({ python: 'bytes', value: Uint8Array.from(value) })),
);
const value: fc.Arbitrary<YamlValue> = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
  ),
})).value;

function sortedComparable(given: YamlValue): unknown {
  return JSON.parse(
    JSON.stringify(comparable(given), (key, inner: unknown) => {
      if (typeof inner === 'bigint') return `${inner}`;
      if (typeof inner === 'number') return Object.is(inner, -0) ? '-0' : String(inner);
      if (key !== 'dict' || !Array.isArray(inner)) return inner;
      return [...inner].sort((left, right) => compareCodePoints(String(left[0]), String(right[0])));
    }),
  );
}

describe('writing and reading', () => {
  it('give any value back', () => {
    fc.assert(
      fc.property(value, (given) => {
        const reading = readPythonYaml(writePythonYaml(given));
        expect(reading.ok ? sortedComparable(reading.value) : reading).toEqual(sortedComparable(given));
      }),
      { numRuns: 500 },
    );
  });

  it('make one line break the only end of the text', () => {
    fc.assert(
      fc.property(value, (given) => {
        const written = writePythonYaml(given);
        expect(written.endsWith('\n')).toBe(true);
        expect(written).toMatch(/^[\n\x20-\x7E]*$/);
      }),
    );
  });
});
