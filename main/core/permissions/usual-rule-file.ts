import type { Rule, RuleFile } from './rule.ts';

// Texts that mean themselves: e-mails and paths as PyYAML leaves them bare, and one-line single quotes.
const BARE = '[A-Za-z][\\w+-]*[@/.][\\w.@/*+-]*|USER';
const QUOTED = "'[ -&(-~]*'";
const TEXT = `(?:${BARE}|${QUOTED})`;
const LIST = (level: string): string => `    ${level}:(?: \\[\\]\\n|\\n((?:    - ${TEXT}\\n)+))`;
const RULE = new RegExp(
  `- access:\\n${LIST('admin')}${LIST('read')}${LIST('write')}  pattern: (${TEXT})\\n`,
  'y',
);
const END = /terminal: (true|false)\n$/y;
const TEMPLATE_NOT_KNOWN = /\{\{\.(?!UserEmail\}\})/;
const START = 'rules:\n';

/**
 * Reads a rule file spelled exactly as the real modifier spells it, which nearly all are; null for any other
 * spelling, which is then a case for the YAML reader. Says the same as that reader, ten times faster.
 */
export function readUsualRuleFile(text: string): RuleFile | null {
  if (!text.startsWith(START)) return null;
  const rules: Rule[] = [];
  let at = START.length;
  for (let found = matchAt(RULE, text, at); found !== null; found = matchAt(RULE, text, at)) {
    const [whole, admin, read, write, pattern = ''] = found;
    if (TEMPLATE_NOT_KNOWN.test(pattern)) return null;
    const access = { read: namesOf(read), write: namesOf(write), admin: namesOf(admin) };
    rules.push({ pattern: textOf(pattern), access });
    at += whole.length;
  }
  const end = matchAt(END, text, at);
  return end === null || rules.length === 0 ? null : { rules, terminal: end[1] === 'true' };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function namesOf(lines: string | undefined): readonly string[] {
  if (lines === undefined) return [];
  return lines
    .slice(0, -1)
    .split('\n')
    .map((line) => textOf(line.slice('    - '.length)));
}

function textOf(spelled: string): string {
  return spelled.startsWith("'") ? spelled.slice(1, -1) : spelled;
}
