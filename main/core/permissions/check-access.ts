import { isPlainEmail } from './identity.ts';
import { couldBeRuleFile, refusalOfPath } from './paths.ts';
import { type AccessLevel, RULE_FILE_NAME } from './rule.ts';
import { governanceOf, type RuleTree } from './rule-tree.ts';

/** A question: may this user do this with this path of the owner's datasite? */
export interface AccessQuery {
  /** E-mail of the datasite's owner: the name of its folder. */
  readonly owner: string;
  readonly user: string;
  /** Path below the datasite. */
  readonly path: string;
  readonly level: AccessLevel;
}

/** What settled the answer. */
export type AccessGround =
  | 'owner'
  | 'rule-names-user'
  | 'rule-omits-user'
  | 'no-rule-matches'
  | 'no-rule-file'
  | 'rule-file-broken'
  | 'identity-refused'
  | 'path-refused';

/** An answer. */
export interface AccessAnswer {
  readonly allowed: boolean;
  readonly ground: AccessGround;
  /** The rule file that decided, or null when none was asked. */
  readonly governing: string | null;
  /** The deciding rule's pattern with the e-mail filled in, or null when no rule matched. */
  readonly matched: string | null;
}

/**
 * Whether access is given, as everything in Gatehouse asks it. Answers as the real engine does, with these
 * exceptions, all of which only take away: an identity that is not a plain e-mail gets nothing, a path that could
 * lead out of the datasite gives nothing even to the owner, any spelling of a rule file's name needs admin, and a
 * broken rule file closes its own folder instead of the whole datasite.
 */
export function checkAccess(tree: RuleTree, query: AccessQuery): AccessAnswer {
  if (refusalOfPath(query.path) !== null) return no('path-refused');
  if (query.user !== query.owner && !isPlainEmail(query.user)) return no('identity-refused');
  const level = couldBeRuleFile(query.path) ? 'admin' : query.level;
  return checkAccessAsUpstream(tree, { ...query, level });
}

/**
 * The real engine's literal answer, holes included: glob characters in the user's text act in `{{.UserEmail}}`
 * rules, and dot names in the path are names. For comparing with the real engine; decide with `checkAccess`.
 */
export function checkAccessAsUpstream(tree: RuleTree, query: AccessQuery): AccessAnswer {
  const { owner, user, path } = query;
  if (user === owner) return { allowed: true, ground: 'owner', governing: null, matched: null };
  const { file, relative } = governanceOf(tree, path);
  if (file === null) return no('no-rule-file');
  if (file.kind === 'broken') return { ...no('rule-file-broken'), governing: file.path };
  const rule = file.rules.decidingRule(relative, user);
  if (rule === null) return { ...no('no-rule-matches'), governing: file.path };
  const allowed = rule.gives(levelNeeded(path, query.level), user);
  const ground = allowed ? 'rule-names-user' : 'rule-omits-user';
  return { allowed, ground, governing: file.path, matched: rule.patternFor(user) };
}

/** A path that ends in the text `syft.pub.yaml` needs admin, whatever was asked. */
export function levelNeeded(path: string, level: AccessLevel): AccessLevel {
  return path.endsWith(RULE_FILE_NAME) ? 'admin' : level;
}

function no(ground: AccessGround): AccessAnswer {
  return { allowed: false, ground, governing: null, matched: null };
}
