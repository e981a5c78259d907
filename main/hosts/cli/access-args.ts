import { ACCESS_LEVELS, type AccessLevel } from '../../service/commands/access.ts';

/** A question about access, or that questions come on standard input. */
export type AccessArgs =
  | {
      readonly command: 'access';
      readonly datasite: string | null;
      readonly path: string;
      readonly user: string;
      readonly level: AccessLevel;
    }
  | { readonly command: 'access batch'; readonly datasite: string | null };

/** The options that go with access, as they were given. */
export interface AccessOptions {
  readonly level?: string | undefined;
  readonly batch?: string | undefined;
  readonly datasite?: string | undefined;
  readonly box?: string | undefined;
}

/** What `gatehouse access` was asked; a sentence when that does not fit. */
export function readAccessArgs(
  positionals: readonly string[],
  { level = 'read', batch, datasite, box }: AccessOptions,
): AccessArgs | string {
  if (datasite !== undefined && box !== undefined) return 'Give --datasite or --box, not both.';
  const where = { datasite: datasite ?? null };
  const [path, user, more] = positionals;
  if (batch !== undefined) {
    if (batch !== '-') return '--batch takes “-”: questions are read from standard input.';
    return path === undefined ? { ...where, command: 'access batch' } : '--batch takes no PATH and USER.';
  }
  if (path === undefined || user === undefined || more !== undefined) return 'access takes PATH and USER.';
  const known = ACCESS_LEVELS.find((one) => one === level);
  return known === undefined
    ? `--level takes one of: ${ACCESS_LEVELS.join(', ')}.`
    : { ...where, command: 'access', path, user, level: known };
}
