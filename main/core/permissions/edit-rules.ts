import { type WritableYaml, writePythonYaml } from '../python-yaml/write.ts';
import { compileAccessList, EVERYONE, USER_WORD } from './access-list.ts';
import { compilePattern } from './glob-matcher.ts';
import { folderOf, lastNameOf, tidyPath } from './paths.ts';
import type { AccessLevel, Rule, RuleFile } from './rule.ts';
import { EMAIL_TEMPLATE } from './rule-order.ts';
import { governanceOf, type RuleTree, ruleFilePathIn } from './rule-tree.ts';

/** One wish to change who may do what. A path that ends in a slash is a folder with everything below it. */
export interface AccessEdit {
  readonly kind: 'grant' | 'revoke';
  readonly level: AccessLevel;
  readonly path: string;
  readonly user: string;
}

/** A wish to grant or revoke, made by the owner. */
export interface EditWish extends Omit<AccessEdit, 'kind'> {
  readonly owner: string;
}

/** A rule file as it would be written; `before` is null where it is new. */
export interface RuleFileChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
  readonly rules: RuleFile;
  /** The pattern of the rule that was changed or made. */
  readonly pattern: string;
  /** Entries taken out by a revoke, wildcards that covered the user among them. */
  readonly removed: readonly string[];
}

/** Where an edit lands: the rule file to write, what it says now, and the pattern that stands for the path in it. */
export interface EditTarget {
  readonly path: string;
  readonly before: string | null;
  readonly rules: RuleFile;
  readonly pattern: string;
}

/**
 * The rule file the real modifier would edit: the governing one, or a new one (in the folder itself for a folder,
 * beside it for a file). Null when the governing file does not load.
 */
export function editTarget(tree: RuleTree, path: string): EditTarget | null {
  const isFolder = path.endsWith('/');
  const { file, relative } = governanceOf(tree, path);
  if (file?.kind === 'broken') return null;
  if (file === null) {
    const tidy = tidyPath(path);
    const rules: RuleFile = { rules: [], terminal: false };
    const folder = isFolder ? tidy : folderOf(tidy);
    return { path: ruleFilePathIn(folder), before: null, rules, pattern: isFolder ? '**' : lastNameOf(tidy) };
  }
  const pattern = isFolder ? [relative, '**'].filter((part) => part !== '').join('/') : relative;
  return { path: file.path, before: file.text, rules: file.source, pattern };
}

/** The change the real modifier would write, byte for byte; null when it would write nothing. */
export function changeAsUpstream(tree: RuleTree, edit: AccessEdit): RuleFileChange | null {
  const target = editTarget(tree, edit.path);
  if (target === null) return null;
  return edit.kind === 'grant' ? granted(target, edit) : revoked(target, edit);
}

/** The bytes of a rule file as the real modifier writes them. */
export function ruleFileText(file: RuleFile): string {
  const rules: WritableYaml[] = file.rules.map(
    ({ pattern, access }) =>
      new Map<string, WritableYaml>([
        [
          'access',
          new Map([
            ['admin', access.admin],
            ['read', access.read],
            ['write', access.write],
          ]),
        ],
        ['pattern', pattern],
      ]),
  );
  return writePythonYaml(
    new Map<string, WritableYaml>([
      ['rules', rules],
      ['terminal', file.terminal],
    ]),
  );
}

function granted(target: EditTarget, edit: AccessEdit): RuleFileChange {
  const { rules } = target.rules;
  const known = rules.findIndex((rule) => rule.pattern === target.pattern);
  const rule = rules[known] ?? { pattern: target.pattern, access: { read: [], write: [], admin: [] } };
  const list = rule.access[edit.level];
  const names = list.includes(edit.user) ? list : [...list, edit.user];
  return changed(target, known < 0 ? rules.length : known, withList(rule, edit.level, names), []);
}

/** Edits the first rule in file order that matches, which need not be the one that decides. */
function revoked(target: EditTarget, edit: AccessEdit): RuleFileChange | null {
  const found = target.rules.rules.findIndex((rule) =>
    compilePattern(rule.pattern.replaceAll(EMAIL_TEMPLATE, () => edit.user)).matches(target.pattern),
  );
  const rule = target.rules.rules[found];
  if (rule === undefined) return target.before === null ? null : changed(target, found, null, []);
  const covers = (entry: string): boolean => coversUser(entry, edit.user);
  const kept = rule.access[edit.level].filter((entry) => !covers(entry));
  return changed(target, found, withList(rule, edit.level, kept), rule.access[edit.level].filter(covers));
}

function coversUser(entry: string, user: string): boolean {
  if (entry === user || entry === EVERYONE || entry === USER_WORD) return true;
  return compileAccessList([entry], false).names(user);
}

function withList(rule: Rule, level: AccessLevel, names: readonly string[]): Rule {
  return { pattern: rule.pattern, access: { ...rule.access, [level]: names } };
}

/** The file rewritten with one rule replaced or added; without a rule it is rewritten as it is. */
function changed(
  target: EditTarget,
  index: number,
  rule: Rule | null,
  removed: readonly string[],
): RuleFileChange {
  const { path, before, pattern } = target;
  const { rules, terminal } = target.rules;
  const edited = rule === null ? rules : [...rules.slice(0, index), rule, ...rules.slice(index + 1)];
  const after = { rules: edited, terminal };
  return {
    path,
    before,
    after: ruleFileText(after),
    rules: after,
    pattern: rule?.pattern ?? pattern,
    removed,
  };
}
