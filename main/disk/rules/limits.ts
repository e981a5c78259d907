import { MAX_RULE_FILE_LENGTH } from '../../core/permissions/rule-file.ts';

/** How much of a datasite is searched for rule files. What lies beyond is closed to everybody but the owner. */
export interface RuleLimits {
  /** Folders inside one another. */
  readonly depth: number;
  /** Folders in one look at everything. */
  readonly folders: number;
  readonly files: number;
  /** Bytes of one rule file, and of all together. */
  readonly fileBytes: number;
  readonly bytes: number;
}

/** Far beyond any datasite that people made. */
export const RULE_LIMITS: RuleLimits = {
  depth: 64,
  folders: 2_000_000,
  files: 100_000,
  fileBytes: MAX_RULE_FILE_LENGTH,
  bytes: 128_000_000,
};
