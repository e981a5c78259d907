import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnmistakable } from '../../../main/core/python-yaml/canonical.ts';
import { findDifferences } from '../../../main/core/python-yaml/compare-readings.ts';
import { readPythonYaml } from '../../../main/core/python-yaml/read.ts';
import { readCoreYaml, readUnambiguously } from '../../../main/core/python-yaml/read-core.ts';
import { writePythonYaml } from '../../../main/core/python-yaml/write.ts';
import type { YamlKey, YamlValue } from '../../../main/core/python-yaml/yaml-value.ts';

const int = (value: bigint): YamlKey => ({ python: 'int', value });
const float = (value: number): YamlKey => ({ python: 'float', value });

describe('the core schema', () => {
  it.each<[string, YamlValue]>([
    ['', null],
    ['~', null],
    ['true', true],
    ['yes', 'yes'],
    ['010', int(10n)],
    ['0o17', int(15n)],
    ['0x1F', int(31n)],
    ['-7', int(-7n)],
    ['+7', int(7n)],
    ['9007199254740993', int(9007199254740993n)],
    ['1e3', float(1000)],
    ['1.0', float(1)],
    ['-.inf', float(Number.NEGATIVE_INFINITY)],
    ['.nan', float(Number.NaN)],
    ['1_000', '1_000'],
    ['12:30', '12:30'],
    ['2024-01-01', '2024-01-01'],
    ['=', '='],
    [
      '{1: a, a: [b]}',
      new Map<YamlKey, YamlValue>([
        [int(1n), 'a'],
        ['a', ['b']],
      ]),
    ],
  ])('reads %j', (text, value) => {
    expect(readCoreYaml(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['doubled keys', 'a: 1\na: 2'],
    ['doubled keys of other kinds', '1: a\n0x1: b'],
    ['aliases', '- &a 1\n- *a'],
    ['other tags', '!!set {a}'],
    ['own tags', '!x a'],
    ['two documents', 'a\n---\nb'],
    ['lists as keys', '? [a]\n: b'],
    ['broken text', '[a'],
    ['deep nesting', '['.repeat(500)],
    ['large texts', 'a'.repeat(70_000)],
  ])('refuses %s', (_what, text) => {
    expect(readCoreYaml(text)).toMatchObject({ ok: false });
  });

  it('names the line', () => {
    expect(readCoreYaml('a: 1\nb: 2\na: 3\n')).toMatchObject({ ok: false, line: 3 });
  });
});

describe('ambiguity', () => {
  it.each([
    ['nothing, in plain data', 'a: [x, 1, 1.5, true, null]\nb: {c: d}', []],
    ['nothing, for an empty text', '', []],
    [
      'nothing, for a day or moment',
      'a: 2024-01-01\nb: 2024-01-01T00:00:00Z\nc: 2024-01-01 1:02:03.5 +2',
      [],
    ],
    ['words for booleans', 'a: yes\nb: [off]', ['a', 'b[0]']],
    ['octal and base-60 numbers', 'a: 010\nb: 12:30', ['a', 'b']],
    ['underscores', 'a: 1_000', ['a']],
    ['numbers only YAML 1.2 knows', 'a: 1e3\nb: 0o17\nc: 08', ['a', 'b', 'c']],
    ['merge keys', 'a: {<<: {b: 1}, c: 2}', ['a.b', 'a."<<"']],
    ['keys', 'yes: 1', ['true', 'yes']],
    ['keys that are one to Python', '1: a\ntrue: a', ['the whole file']],
    ['odd names', '"a b": {"": yes}', ['"a b".""']],
    ['line breaks only YAML 1.1 knows', 'a: x\u0085', ['a']],
    ['pairs of escapes', '"\\ud83d\\ude42"', ['the whole file']],
    ['doubled keys', 'a: 1\na: 2', ['line 2: duplicated mapping key']],
  ])('is %s', (_what, text, ambiguous) => {
    expect(readUnambiguously(text)).toMatchObject({ ok: true, ambiguous });
  });

  it.each(['- &a 1\n- *a', '!!set {a}', '!!binary Kio=', 'a: "b"#c', 'a: [1,\n2]'])(
    'covers what others refuse: %j',
    (text) => {
      const reading = readUnambiguously(text);
      expect(reading.ok && reading.ambiguous).toHaveLength(1);
    },
  );

  it('keeps the value as Python reads it', () => {
    expect(readUnambiguously('a: yes')).toMatchObject({ value: new Map([['a', true]]) });
  });

  it('fails where Python fails, even if others can read', () => {
    expect(readUnambiguously('a: =')).toMatchObject({ ok: false, line: 1 });
  });

  it('names twenty places and no more', () => {
    const reading = readUnambiguously(Array.from({ length: 50 }, (_, n) => `k${n}: yes`).join('\n'));
    expect(reading.ok && reading.ambiguous).toHaveLength(20);
  });
});

describe('texts as PyYAML writes them', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      'yes',
      '1e3',
      '0o17',
      '08',
      '12:30',
      'a: b',
      'x\ny',
      ' x ',
      '=',
      '<<',
      '~',
      '2024-01-01',
      'w '.repeat(60),
    ),
  );
  const value = fc.letrec<{ value: YamlValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.constantFrom(null, true, false, int(7n), float(1e300), float(-0.5)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
    ),
  })).value;

  it('read the same everywhere when they pass for unmistakable', () => {
    fc.assert(
      fc.property(value, (given) => {
        const written = writePythonYaml(given);
        const [python, core] = [readPythonYaml(written), readCoreYaml(written)];
        fc.pre(python.ok && isUnmistakable(written, python.value));
        expect(python.ok && core.ok && findDifferences(python.value, core.value)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('pass for unmistakable in the given configs', () => {
    const lines = readFileSync(new URL('../../vectors/config_yaml.jsonl', import.meta.url), 'utf8').split(
      '\n',
    );
    const texts = lines.filter((line) => line !== '').map((line): string => JSON.parse(line).yaml);
    for (const yaml of texts) {
      const [python, core] = [readPythonYaml(yaml), readCoreYaml(yaml)];
      const same = python.ok && core.ok && findDifferences(python.value, core.value).length === 0;
      expect(python.ok && isUnmistakable(yaml, python.value), yaml).toBe(same);
    }
  });

  it.each<[string, string, YamlValue]>([
    ['a comment', 'a: 1 # b\n', new Map([['a', int(1n)]])],
    [
      'another order',
      'b: x\na: x\n',
      new Map([
        ['b', 'x'],
        ['a', 'x'],
      ]),
    ],
    ['a number to others', '- 1e3\n', ['1e3']],
    ['a day', '- 2024-01-01\n', [{ python: 'date', year: 2024, month: 1, day: 1 }]],
  ])('do not pass with %s', (_what, yaml, given) => {
    expect(isUnmistakable(yaml, given)).toBe(false);
  });
});
