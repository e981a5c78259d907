/** Gatehouse's own folders below a datasite; both spellings of the list of trusted people are in use. */
export const OWN_FOLDERS = [
  'app_data/gatehouse',
  'app_data/syft_reviewer_allowlist',
  'app_data/syft-reviewer-allowlist',
] as const;

/** True for a folder that only Gatehouse itself writes in. */
export function isOwnFolder(path: string): boolean {
  return OWN_FOLDERS.some((own) => path === own || path.startsWith(`${own}/`));
}
