import { describe, expect, it } from 'vitest';
import { readPythonYaml } from '../../../main/core/python-yaml/read.ts';
import {
  isList,
  isMapping,
  pythonTypeOf,
  type YamlValue,
} from '../../../main/core/python-yaml/yaml-value.ts';

function read(text: string): YamlValue {
  const reading = readPythonYaml(text);
  if (!reading.ok) throw new Error(`refused: ${reading.reason}`);
  return reading.value;
}

const int = (value: bigint): YamlValue => ({ python: 'int', value });
const float = (value: number): YamlValue => ({ python: 'float', value });

describe('plain scalars', () => {
  it.each(['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])('%s is true', (text) => {
    expect(read(text)).toBe(true);
  });

  it.each(['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'])('%s is false', (text) => {
    expect(read(text)).toBe(false);
  });

  it.each(['', '~', 'null', 'Null', 'NULL', '# only a comment', '---', '--- \n...'])('%j is null', (text) => {
    expect(read(text)).toBe(null);
  });

  it.each([
    'y',
    'n',
    'Y',
    'N',
    'yEs',
    'nUll',
    '0o17',
    '1e3',
    '08',
    '0:30',
    '1:60',
    '_1',
    '+.5',
    '-a',
    '?x',
    ':x',
    'a:b',
  ])('%s is text', (text) => {
    expect(read(text)).toBe(text);
  });

  it.each([
    ['0', 0n],
    ['-0', 0n],
    ['010', 8n],
    ['0x1F', 31n],
    ['-0b101', -5n],
    ['1_000', 1000n],
    ['12:30', 750n],
    ['-1:30:00', -5400n],
    ['123456789012345678901234567890', 123456789012345678901234567890n],
  ])('%s is an int', (text, value) => {
    expect(read(text)).toEqual(int(value));
  });

  it.each([
    ['1.0', 1],
    ['1.', 1],
    ['.5', 0.5],
    ['1.5e+3', 1500],
    ['-.inf', Number.NEGATIVE_INFINITY],
    ['.NaN', Number.NaN],
    ['1:30.5', 90.5],
    ['1_0.2_5', 10.25],
  ])('%s is a float', (text, value) => {
    expect(read(text)).toEqual(float(value));
  });

  it('reads dates and times with their zone', () => {
    expect(read('2024-02-29')).toEqual({ python: 'date', year: 2024, month: 2, day: 29 });
    expect(read('2001-12-14 21:59:43.10 -5')).toEqual({
      python: 'datetime',
      year: 2001,
      month: 12,
      day: 14,
      hour: 21,
      minute: 59,
      second: 43,
      micros: 100_000,
      offsetMinutes: -300,
    });
    expect(read('2001-1-2t3:04:05')).toMatchObject({ month: 1, hour: 3, offsetMinutes: null });
  });
});

describe('mappings', () => {
  it('hold any name safely', () => {
    const value = read('__proto__: {polluted: yes}\nconstructor: 1\n');
    expect(isMapping(value) && [...value.keys()]).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'polluted')).toBe(undefined);
  });

  it('keep the last of doubled keys at the place of the first', () => {
    expect(read('a: 1\nb: 2\na: 3\n')).toEqual(
      new Map([
        ['a', int(3n)],
        ['b', int(2n)],
      ]),
    );
  });

  it('count 1, 1.0 and true as one key, as Python does', () => {
    expect(read('1: a\n1.0: b\ntrue: c\n')).toEqual(new Map([[{ python: 'int', value: 1n }, 'c']]));
  });

  it('count two spellings of one moment as one key', () => {
    const value = read('2024-01-01 00:00:00Z: a\n2024-01-01 01:00:00 +1: b\n2024-01-01: c\n');
    expect(isMapping(value) && [...value.values()]).toEqual(['b', 'c']);
  });

  it('write out merge keys, own keys winning', () => {
    const value = read('a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], z: 3}\n');
    expect(isMapping(value) && value.get('c')).toEqual(
      new Map([
        ['y', int(1n)],
        ['z', int(3n)],
        ['x', int(1n)],
      ]),
    );
  });

  it('share one value between an anchor and its aliases', () => {
    const value = read('- &a [1]\n- *a\n');
    expect(isList(value) && value[0]).toBe(isList(value) && value[1]);
  });
});

describe('tags', () => {
  it.each([
    ['!!str 5', '5'],
    ['!!int "0b11"', int(3n)],
    ['!!float "1"', float(1)],
    ['!!bool "YES"', true],
    ['!!null x', null],
    ['! "12"', int(12n)],
    ['!<tag:yaml.org,2002:str> 5', '5'],
    ['!!set {b, a}', { python: 'set', items: ['b', 'a'] }],
    ['!!binary Kio=', { python: 'bytes', value: Uint8Array.of(42, 42) }],
    ['!!omap [a: 1]', [{ python: 'tuple', items: ['a', int(1n)] }]],
  ])('%s is read', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it('names the Python type of every kind of value', () => {
    const types = ['~', 'a', 'yes', '1', '1.0', '{}', '[]', '2024-01-01', '!!set {}', '!!binary ""'].map(
      read,
    );
    expect(types.map(pythonTypeOf)).toEqual([
      'None',
      'str',
      'bool',
      'int',
      'float',
      'dict',
      'list',
      'date',
      'set',
      'bytes',
    ]);
  });
});

describe('refusals', () => {
  it.each([
    ['two documents', 'a\n---\nb'],
    ['text behind the end', 'a\n...\nb'],
    ['an unknown tag', '!x a'],
    ['a Python tag', '!!python/name:os.system x'],
    ['a tab as indentation', 'a:\n\tb: c'],
    ['a control character', 'a: 1 # \x07'],
    ['half a surrogate pair', 'a: \ud83d'],
    ['a bare at sign', 'a: @x'],
    ['a bare percent', 'a: %x'],
    ['a bare star', 'a: *'],
    ['an unknown alias', 'a: *x'],
    ['a template without quotes', 'a: {{.UserEmail}}/**'],
    ['a bare equals sign', 'a: ='],
    ['a bare merge sign', 'a: <<'],
    ['a merge of something else', '<<: 5'],
    ['a list as a key', '? [a]\n: b'],
    ['two anchors of one name', '- &a 1\n- &a 2'],
    ['a value that contains itself', '&a [*a]'],
    ['a day that does not exist', '2023-02-29'],
    ['an open bracket', '[a'],
    ['an open quote', '"a'],
    ['YAML 2', '%YAML 2.0\n---\na'],
    ['a number of 5,000 digits', '1'.repeat(5000)],
  ])('meet %s', (_what, text) => {
    expect(readPythonYaml(text)).toMatchObject({ ok: false });
  });

  it('name the line', () => {
    expect(readPythonYaml('a: 1\nb: 2\nc: @x\n')).toEqual({
      ok: false,
      reason: 'the character "@" cannot stand here',
      line: 3,
    });
    expect(readPythonYaml('a:\n- b\n- !x c\n')).toMatchObject({ ok: false, line: 3 });
    expect(readPythonYaml('a:\r\nb:\r\n- !!int c\r\n')).toMatchObject({ ok: false, line: 3 });
  });
});

describe('limits', () => {
  it('refuse a text that is too large', () => {
    expect(readPythonYaml('a'.repeat(65_536))).toMatchObject({ ok: true });
    expect(readPythonYaml('a'.repeat(65_537))).toEqual({ ok: false, reason: 'the file is too large' });
    expect(readPythonYaml('abc', 2)).toMatchObject({ ok: false });
  });

  it.each([
    ['brackets', '['.repeat(60_000)],
    ['dashes', '- '.repeat(30_000)],
    ['question marks', '? '.repeat(30_000)],
    ['ever deeper lines', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['closed brackets', `${'['.repeat(101)}${']'.repeat(101)}`],
    ['aliases', ['- &a0 [x]', ...Array.from({ length: 200 }, (_, n) => `- &a${n + 1} [*a${n}]`)].join('\n')],
  ])('refuse nesting by %s', (_how, text) => {
    expect(readPythonYaml(text)).toMatchObject({ ok: false });
  });

  it('allow a hundred levels', () => {
    expect(readPythonYaml(`${'['.repeat(100)}${']'.repeat(100)}`)).toMatchObject({ ok: true });
  });

  it.each([
    ['aliases', (n: number) => `[${Array(9).fill(`*a${n}`).join()}]`],
    ['merge keys', (n: number) => `{<<: [${Array(9).fill(`*a${n}`).join()}]}`],
  ])('refuse %s that multiply', (_how, level) => {
    const lines = ['- &a0 {x: 1}', ...Array.from({ length: 12 }, (_, n) => `- &a${n + 1} ${level(n)}`)];
    expect(readPythonYaml(lines.join('\n'))).toMatchObject({ ok: false });
  });
});
