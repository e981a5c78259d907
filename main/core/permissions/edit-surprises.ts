import { EVERYONE, USER_WORD } from './access-list.ts';
import type { CompiledRule } from './compiled-rules.ts';
import { probeFor } from './edit-effects.ts';
import type { EditTarget, EditWish } from './edit-rules.ts';
import { entryGiving } from './explain-access.ts';
import { pathBelow, tidyPath } from './paths.ts';
import { ACCESS_LEVELS, type AccessLevel } from './rule.ts';
import { governanceOf, type LoadedRuleFile, type RuleTree, ruleFilesAskedBelow } from './rule-tree.ts';
import { type Spot, speakingRules, speaksAt } from './speaking-rules.ts';

/**
 * Entries that lose something by a new rule: those of the rules that decided here and now come after it, where the
 * new rule gives them less. Empty when the edit only adds to a rule that was there.
 */
export function entriesShadowed(target: EditTarget, after: RuleTree, wish: EditWish): readonly string[] {
  const isNew = !target.rules.rules.some((rule) => rule.pattern === target.pattern);
  const { file } = governanceOf(after, wish.path);
  if (!isNew || target.before === null || file?.kind !== 'loaded') return [];
  const mine = file.rules.rules.find(({ rule }) => rule.pattern === target.pattern);
  if (mine === undefined) return [];
  const older = file.rules.rules.filter((rule) => rule !== mine);
  const deciders = speakingRules(older, spotIn(file, wish.path)).filter((rule) => rule.rank > mine.rank);
  const losers = deciders.flatMap(({ rule, hasTemplate }) =>
    ACCESS_LEVELS.flatMap((level) =>
      rule.access[level].filter((entry) => loses(entry, level, hasTemplate, mine)),
    ),
  );
  return [...new Set(losers)].filter((entry) => entry !== wish.owner).sort();
}

/** Entries that still give the person the level at the path, or below it when it is a folder, in words. */
export function entriesLeft(tree: RuleTree, wish: EditWish): readonly string[] {
  const user = probeFor(wish.user);
  if (user === null) return [];
  const { file } = governanceOf(tree, wish.path);
  const asked = wish.path.endsWith('/')
    ? ruleFilesAskedBelow(tree, tidyPath(wish.path))
    : file === null
      ? []
      : [file];
  return asked.flatMap((each) => {
    if (each.kind === 'broken') return [];
    const spot = spotIn(each, wish.path);
    const speaking = speakingRules(each.rules.rules, spot).filter((rule) =>
      speaksAt(rule.matcherFor(user), spot),
    );
    const heard = spot.below ? speaking : speaking.slice(0, 1);
    return heard.flatMap((rule) => {
      const found = entryGiving(rule, user, wish.level);
      return found === null
        ? []
        : [`${found.entry} in the ${found.list} list of ${rule.rule.pattern} in ${each.path}`];
    });
  });
}

function spotIn(file: LoadedRuleFile, path: string): Spot {
  const tidy = tidyPath(path);
  const inside = `${tidy}/`.startsWith(file.folder === '' ? '' : `${file.folder}/`);
  return { relative: inside ? pathBelow(file.folder, tidy) : '', below: path.endsWith('/') };
}

function loses(entry: string, level: AccessLevel, hasTemplate: boolean, mine: CompiledRule): boolean {
  if (hasTemplate && entry === USER_WORD) return true;
  const user = probeFor(entry === USER_WORD ? EVERYONE : entry);
  return user === null || !mine.gives(level, user);
}
