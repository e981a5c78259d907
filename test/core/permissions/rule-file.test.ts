import { describe, expect, test } from 'vitest';
import { compileRules } from '../../../main/core/permissions/compiled-rules.ts';
import { MAX_RULE_FILE_LENGTH, parseRuleFile } from '../../../main/core/permissions/rule-file.ts';
import { inAskingOrder, specificityOf } from '../../../main/core/permissions/rule-order.ts';

describe('a rule file', () => {
  test.each([
    ['hello\n', 'the file must be a mapping, not str'],
    ['rules:\n', '`rules` must be a list, not nothing'],
    ['rules: {}\n', '`rules` must be a list, not dict'],
    ['rules: [5]\n', 'rule 1 must be a mapping, not int'],
    ['rules: [{access: {}}]\n', 'rule 1 has no `pattern`'],
    ["rules: [{pattern: a, access: {}}, {pattern: '**'}]\n", 'rule 2 has no `access`'],
    ['rules: [{pattern: no, access: {}}]\n', 'the pattern of rule 1 must be text, not bool'],
    ['rules: [{pattern: 12:30, access: {}}]\n', 'the pattern of rule 1 must be text, not int'],
    [
      "rules: [{pattern: '{{.Year}}', access: {}}]\n",
      'the pattern of rule 1 holds {{.Year}}, which is not supported',
    ],
    ['rules: [{pattern: a, access: []}]\n', '`access` of rule 1 must be a mapping, not list'],
    ["rules: [{pattern: a, access: {read: '*'}}]\n", '`read` of rule 1 must be a list, not str'],
    ['rules: [{pattern: a, access: {admin: [5]}}]\n', 'an entry in `admin` of rule 1 must be text, not int'],
    ['rules: [{pattern: !!binary /w==, access: {}}]\n', 'the pattern of rule 1 must be text, not bytes'],
    ['terminal: 2\n', '`terminal` must be true or false, not int'],
    ["terminal: 'maybe'\n", '`terminal` must be true or false, not "maybe"'],
    ['path: 5\n', '`path` must be text, not int'],
  ])('%j is refused with its reason', (text, reason) => {
    expect(parseRuleFile(text)).toEqual({ ok: false, reason });
  });

  test('that is not YAML is refused with the line', () => {
    const reading = parseRuleFile('rules:\n- pattern: *\n');
    expect(reading.ok ? '' : reading.reason).toMatch(/^not readable as YAML: .*\(line 2\)$/);
  });

  test.each(['', '\n# nothing\n', 'null', '{}', '[]', 'false', '0', "''", '0.0', '!!set {}', '!!binary ""'])(
    '%j is an empty set of rules',
    (text) => {
      expect(parseRuleFile(text)).toEqual({ ok: true, rules: { rules: [], terminal: false } });
    },
  );

  test.each([
    ['true', true],
    ['yes', true],
    ["'T'", true],
    ['1', true],
    ['1.0', true],
    ['!!binary eWVz', true],
    ['off', false],
    ["'N'", false],
    ['0', false],
    ['-0.0', false],
  ])('with `terminal: %s` is read as %j', (word, terminal) => {
    expect(parseRuleFile(`terminal: ${word}\n`)).toMatchObject({ rules: { terminal } });
  });

  test('may list names as a set or as bytes that are UTF-8', () => {
    const text =
      'rules: [{pattern: !!binary Kio=, access: {read: !!set {a@x.org}, write: [!!binary YkB4Lm9yZw==]}}]\n';
    expect(parseRuleFile(text)).toMatchObject({
      rules: { rules: [{ pattern: '**', access: { read: ['a@x.org'], write: ['b@x.org'], admin: [] } }] },
    });
  });

  test('beyond the bound is refused', () => {
    expect(parseRuleFile(`#${' '.repeat(MAX_RULE_FILE_LENGTH)}`).ok).toBe(false);
  });

  test('with thousands of rules, as upstream lets them grow, is read and asked', () => {
    const one = (job: number) =>
      `- access:\n    admin: []\n    read:\n    - a@x.org\n    write: []\n  pattern: job${job}/outputs/**\n`;
    const text = `rules:\n${Array.from({ length: 20_000 }, (_, job) => one(job)).join('')}terminal: false\n`;
    const reading = parseRuleFile(text);
    if (!reading.ok) throw new Error(reading.reason);
    const rule = compileRules(reading.rules).decidingRule('job19999/outputs/result.csv', 'a@x.org');
    expect(rule?.rule.pattern).toBe('job19999/outputs/**');
  });
});

describe('the order rules are asked in', () => {
  test.each([
    ['a/b', [0, 2, 0, -0, 2]],
    ['**', [0, 0, 0, -1, 1]],
    ['a/*/**', [0, 1, 1, -1, 3]],
    ['{{.UserEmail}}/**', [1, 0, 0, -1, 2]],
    ['{{.UserEmail}}*', [1, 0, 0, -0, 1]],
    ['a{b}/x', [0, 1, 0, -0, 2]],
    ['a//b/', [0, 4, 0, -0, 4]],
  ])('%j counts %j', (pattern, specificity) => {
    expect(specificityOf(pattern)).toEqual(specificity);
  });

  test('is by specificity, then as in the file', () => {
    const rules = ['**', '*', 'b', 'a', '{{.UserEmail}}', 'a/**', '*/x'].map((pattern) => ({ pattern }));
    expect(inAskingOrder(rules).map(({ pattern }) => pattern)).toEqual([
      '{{.UserEmail}}',
      '*/x',
      'b',
      'a',
      'a/**',
      '*',
      '**',
    ]);
  });
});
