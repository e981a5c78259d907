import { EVERYONE, USER_WORD } from './access-list.ts';
import { checkAccess } from './check-access.ts';
import { isPlainEmail } from './identity.ts';
import { isNamePattern } from './name-pattern.ts';
import { joinPath, tidyPath } from './paths.ts';
import { ACCESS_LEVELS, type AccessLevel, type RuleFile } from './rule.ts';
import { governanceOf, type RuleTree } from './rule-tree.ts';

/** How far somebody gets with a path; `none` is nothing at all. */
export type Reach = AccessLevel | 'none';

/** What an edit changes for one person, or for all whom `*` or a pattern such as `*@x.org` stands for. */
export interface EditEffect {
  readonly who: string;
  readonly before: Reach;
  readonly after: Reach;
}

// Somebody no list can name: the top-level domain is reserved for never existing.
const STRANGER = 'somebody@stranger.invalid';

/** The path by which a folder's content is judged, as the real engine's folder objects do. */
export function samplePath(path: string): string {
  return path.endsWith('/') ? joinPath(tidyPath(path), '__any__') : path;
}

/** What becomes different at a path for everybody the governing rule files name; equal rows are left out. */
export function effectsAt(
  before: RuleTree,
  after: RuleTree,
  owner: string,
  path: string,
): readonly EditEffect[] {
  const sample = samplePath(path);
  const named = [...namesIn(before, sample), ...namesIn(after, sample)];
  const people = [...new Set(named)].filter((who) => who !== owner).sort();
  return people.flatMap((who) => {
    const user = probeFor(who);
    if (user === null) return [];
    const was = reachOf(before, owner, user, sample);
    const is = reachOf(after, owner, user, sample);
    return was === is ? [] : [{ who, before: was, after: is }];
  });
}

/** The highest level a user has on a path. */
export function reachOf(tree: RuleTree, owner: string, user: string, path: string): Reach {
  const has = (level: AccessLevel): boolean => checkAccess(tree, { owner, user, path, level }).allowed;
  return ACCESS_LEVELS.findLast(has) ?? 'none';
}

/** Every entry of a rule file's lists, once each, `USER` as everyone. */
export function entriesOf(file: RuleFile): readonly string[] {
  const entries = file.rules.flatMap(({ access }) => ACCESS_LEVELS.flatMap((level) => access[level]));
  return [...new Set(entries.map((entry) => (entry === USER_WORD ? EVERYONE : entry)))];
}

/** An e-mail that an entry stands for; null for a pattern no simple e-mail is sure to fit. */
export function probeFor(entry: string): string | null {
  if (entry === EVERYONE) return STRANGER;
  if (!isNamePattern(entry)) return isPlainEmail(entry) ? entry : null;
  const probe = entry.replace('*', 'somebody');
  return isPlainEmail(probe) ? probe : null;
}

function namesIn(tree: RuleTree, path: string): readonly string[] {
  const { file } = governanceOf(tree, path);
  return file?.kind === 'loaded' ? entriesOf(file.source) : [];
}
