import fc from 'fast-check';
import { ruleFileText } from '../../../main/core/permissions/edit-rules.ts';
import { ACCESS_LEVELS, type Rule } from '../../../main/core/permissions/rule.ts';
import { type RuleTree, ruleTreeFrom } from '../../../main/core/permissions/rule-tree.ts';

/** The owner in every random datasite. */
export const OWNER = 'owner@lab.org';

export const PEOPLE = ['alice@x.org', 'bob@x.org', 'eve@y.org', 'Alice@x.org'] as const;

const NAMES = ['a', 'b', 'inbox', 'alice@x.org', 'bob@x.org', 'x.txt', 'y.csv', '.env', '.git', 'job'];
const PARTS = [
  '**',
  '**',
  '*',
  '?',
  '*.txt',
  '*.*',
  '.env',
  'a',
  'b',
  'inbox',
  'job',
  'alice@x.org',
  '{{.UserEmail}}',
];
const ENTRIES = ['alice@x.org', 'bob@x.org', 'eve@y.org', '*', 'USER', '*@x.org', '?ob@x.org', OWNER];

export const somebody = fc.constantFrom(...PEOPLE);
export const level = fc.constantFrom(...ACCESS_LEVELS);
export const path = fc
  .array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 })
  .map((names) => names.join('/'));
export const pattern = fc
  .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));

const list = fc.array(fc.constantFrom(...ENTRIES), { maxLength: 2 });

export const rule: fc.Arbitrary<Rule> = fc.record({
  pattern,
  access: fc.record({ read: list, write: list, admin: list }),
});

const folder = fc.array(fc.constantFrom(...NAMES), { maxLength: 3 }).map((names) => names.join('/'));
const text = fc
  .record({ rules: fc.array(rule, { maxLength: 4 }), terminal: fc.boolean() })
  .map((file) => ruleFileText(file));
const brokenText = fc.constantFrom('rules: [', 'rules: 5\n', '- a\n');

/** Rule files by folder; a few do not load. */
export const ruleFiles = fc.dictionary(
  folder,
  fc.oneof({ arbitrary: text, weight: 9 }, { arbitrary: brokenText, weight: 1 }),
  { maxKeys: 5, noNullPrototype: true },
);

/** Rule files by folder, all of which load. */
export const soundRuleFiles = fc.dictionary(folder, text, { maxKeys: 5, noNullPrototype: true });

/** The tree of rule files given by folder. */
export function treeOf(byFolder: Readonly<Record<string, string>>): RuleTree {
  return ruleTreeFrom(pathsOf(byFolder));
}

/** Path and text of rule files given by folder. */
export function pathsOf(byFolder: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(byFolder).map(([at, content]) => [
    at === '' ? 'syft.pub.yaml' : `${at}/syft.pub.yaml`,
    content,
  ]);
}
