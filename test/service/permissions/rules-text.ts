import { ruleFileText } from '../../../main/core/permissions/edit-rules.ts';
import type { AccessLists } from '../../../main/core/permissions/rule.ts';

/** The text of a rule file: lists by pattern, as the Python clients write them. */
export function rulesText(rules: Readonly<Record<string, Partial<AccessLists>>>, terminal = false): string {
  const none: AccessLists = { read: [], write: [], admin: [] };
  return ruleFileText({
    rules: Object.entries(rules).map(([pattern, access]) => ({ pattern, access: { ...none, ...access } })),
    terminal,
  });
}
