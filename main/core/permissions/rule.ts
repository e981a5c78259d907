/** The only name under which a file is a rule file; case counts. */
export const RULE_FILE_NAME = 'syft.pub.yaml';

/** What may be done with a path; admin holds write, write holds read. */
export const ACCESS_LEVELS = ['read', 'write', 'admin'] as const;

/** One access level. */
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/** Who a rule names, level by level, as written: e-mails, patterns over e-mails, `*`, `USER`. */
export type AccessLists = { readonly [Level in AccessLevel]: readonly string[] };

/** One rule as written. */
export interface Rule {
  readonly pattern: string;
  readonly access: AccessLists;
}

/** What a rule file says; `rules` are in file order. */
export interface RuleFile {
  readonly rules: readonly Rule[];
  readonly terminal: boolean;
}
