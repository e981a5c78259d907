import { relative, sep } from 'node:path';
import { ruleFilePathIn } from '../../core/permissions/rule-tree.ts';

/** How many names lead from a datasite's folder to a job: `app_data/job/inbox/<sender>/<job>`. */
const NAMES_TO_JOB = 5;
const UPPER_NAMES: readonly (readonly string[])[] = [['app_data'], ['job'], ['inbox', 'review']];

/** Where a path stands on the way from a datasite's folder to its jobs. */
export type Standing = 'leads-to-jobs' | 'in-a-job' | 'elsewhere';

/** Whether a path below the datasite's `folder` leads to jobs, lies in one, or neither. */
export function standingOf(folder: string, path: string): Standing {
  const rest = relative(folder, path);
  const names = rest === '' ? [] : rest.split(sep);
  const onTheWay = names.every((name, index) => UPPER_NAMES[index]?.includes(name) ?? true);
  if (!onTheWay) return 'elsewhere';
  return names.length < NAMES_TO_JOB ? 'leads-to-jobs' : 'in-a-job';
}

/** True for the rule files of the datasite, of `app_data` and of `app_data/job`, which decide for all jobs. */
export function isRuleFileAbove(folder: string, path: string): boolean {
  const names = relative(folder, path).split(sep);
  return RULE_FILES_ABOVE.has(names.join('/'));
}

const RULE_FILES_ABOVE: ReadonlySet<string> = new Set(['', 'app_data', 'app_data/job'].map(ruleFilePathIn));

/** True when a change at that path can concern a job: `app_data/job` and everything on the way below it. */
export function concernsJobs(folder: string, path: string): boolean {
  return standingOf(folder, path) !== 'elsewhere' && relative(folder, path).split(sep).length >= 2;
}
