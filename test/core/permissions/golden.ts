import { readFileSync } from 'node:fs';
import type { AccessLevel } from '../../../main/core/permissions/rule.ts';

/** One check of a golden tree, as the real engine answered it. */
export interface GoldenCheck {
  readonly user: string;
  readonly path: string;
  readonly level: AccessLevel;
  readonly allowed: boolean;
  readonly governing: string | null;
  readonly matched: string | null;
  readonly version_sensitive?: true;
}

/** One tree of rule files with its checks; `error` when the real engine could not load it. */
export interface GoldenTree {
  readonly id: string;
  readonly owner: string;
  readonly files: Readonly<Record<string, string>>;
  readonly checks?: readonly GoldenCheck[];
  readonly error?: true;
}

/** One sequence of edits with the files before and after. */
export interface GoldenEdits {
  readonly owner: string;
  readonly before: Readonly<Record<string, string>>;
  readonly ops: readonly {
    readonly op: 'grant' | 'revoke';
    readonly level: AccessLevel;
    readonly path: string;
    readonly user: string;
    readonly warned?: boolean;
  }[];
  readonly after: Readonly<Record<string, string>>;
}

/** What the real libraries say about a pattern and a text, or about a rule file. */
export type GoldenPiece =
  | {
      readonly kind: 'path' | 'name';
      readonly pattern: string;
      readonly text: string;
      readonly matches: boolean;
    }
  | { readonly kind: 'rule-file'; readonly text: string; readonly loads: GoldenRuleFile | null };

export interface GoldenRuleFile {
  readonly terminal: boolean;
  readonly rules: readonly {
    readonly pattern: string;
    readonly access: { readonly [Level in AccessLevel]: readonly string[] };
  }[];
}

/** The lines of a golden file, parsed. */
export function golden<Line>(name: string): readonly Line[] {
  const text = readFileSync(new URL(`../../vectors/${name}`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));
}
