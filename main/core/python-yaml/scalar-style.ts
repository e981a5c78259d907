/** How a scalar is written: bare, in single or double quotes, or as a `|` block. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

const LINE_BREAK = /[\n\x85\u2028\u2029]/;
// With ASCII output only these need no escape.
const NEEDS_ESCAPE = /[^\n\x20-\x7E]/;
const SPACE_BEFORE_BREAK = / \n/;
const SPACE_AFTER_BREAK = /\n /;
const OUTER_SPACE = /^[ \n]|[ \n]$/;
const INDICATOR = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[-?:](?:[ \n]|$))|:(?:[ \n]|$)|[ \n]#/;

/** True when the text holds what YAML 1.1 counts as a line break. */
export function hasLineBreak(text: string): boolean {
  return LINE_BREAK.test(text);
}

/** The style PyYAML picks for a scalar; `plainKeepsType` says that the bare text would read back as the same type. */
export function chooseScalarStyle(text: string, plainKeepsType: boolean): Exclude<ScalarStyle, 'literal'> {
  if (NEEDS_ESCAPE.test(text) || SPACE_BEFORE_BREAK.test(text)) return 'double';
  if (SPACE_AFTER_BREAK.test(text)) return 'double';
  const bare = !text.includes('\n') && !OUTER_SPACE.test(text) && !INDICATOR.test(text);
  return bare && plainKeepsType ? 'plain' : 'single';
}
