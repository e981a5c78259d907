const PLAIN_EMAIL =
  /^[\p{L}\p{M}\p{N}!#$%&'+=^_`|~-][\p{L}\p{M}\p{N}.!#$%&'+=^_`|~-]*@[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*$/u;
const LONGEST_EMAIL = 320;

/**
 * True for an e-mail that means only itself: one `@`, no white space, no slash, and none of `* ? [ ] { } \`, which
 * would act as a pattern once put into a rule.
 */
export function isPlainEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && PLAIN_EMAIL.test(text);
}
