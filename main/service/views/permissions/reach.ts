import type { ReachRow } from '../../../../shared/view/permissions.ts';
import { USER_WORD } from '../../../core/permissions/access-list.ts';
import { entryGiving } from '../../../core/permissions/explain-access.ts';
import { isNamePattern } from '../../../core/permissions/name-pattern.ts';
import { joinPath } from '../../../core/permissions/paths.ts';
import { ACCESS_LEVELS } from '../../../core/permissions/rule.ts';
import {
  governanceOf,
  type LoadedRuleFile,
  type RuleFileEntry,
  type RuleTree,
} from '../../../core/permissions/rule-tree.ts';
import { speakingRules, speaksAt } from '../../../core/permissions/speaking-rules.ts';

/** What one person may do, rule by rule: every rule that is heard, gives them something, and can match a path. */
export function reachIn(tree: RuleTree, files: readonly RuleFileEntry[], user: string): readonly ReachRow[] {
  return files.flatMap((file) => {
    const isHeard = file.kind === 'loaded' && governanceOf(tree, file.folder).file === file;
    return isHeard ? rowsIn(file, user) : [];
  });
}

/** False when no entry of a rule file can be about that person; looking takes far less than making its rules ready. */
function mayName({ source }: LoadedRuleFile, user: string): boolean {
  return source.rules.some(({ access }) =>
    ACCESS_LEVELS.some((level) =>
      access[level].some((entry) => entry === user || entry === USER_WORD || isNamePattern(entry)),
    ),
  );
}

function rowsIn(file: LoadedRuleFile, user: string): readonly ReachRow[] {
  if (!mayName(file, user)) return [];
  const spot = { relative: '', below: true };
  const giving = file.rules.rules.filter((rule) => rule.gives('read', user));
  if (giving.length === 0) return [];
  return speakingRules(file.rules.rules, spot).flatMap((rule) => {
    if (!giving.includes(rule) || !speaksAt(rule.matcherFor(user), spot)) return [];
    const reach = ACCESS_LEVELS.findLast((level) => rule.gives(level, user));
    const through = reach && entryGiving(rule, user, reach);
    if (reach === undefined || !through) return [];
    const naming = through.entry === user ? 'names them' : `names ${through.entry}`;
    return [
      {
        path: joinPath(file.folder, rule.patternFor(user)),
        reach,
        why: `The ${through.list} list of the rule ${rule.rule.pattern} in ${file.path} ${naming}.`,
      },
    ];
  });
}
