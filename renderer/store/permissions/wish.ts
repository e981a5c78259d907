/** Whether a text could be a person's whole address; what it must be exactly, main says. */
export function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text.trim());
}

/** Whether a text stands for many people: `*`, or a pattern such as `*@lab.example`. */
export function isMany(text: string): boolean {
  return text.includes('*');
}

/** A path as main is asked about it: below the datasite, `''` for the datasite itself. */
export function pathAsked(text: string): string {
  return text.trim().replace(/^\/+/, '');
}

/** A folder's path as it stands in a field: with a slash at the end. */
export function folderText(path: string): string {
  return path === '' ? '/' : `${path}/`;
}
