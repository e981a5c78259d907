/** Whether a text could be a person's whole address; what it must be exactly, main says. */
export function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text.trim());
}

/** Whether a text stands for many people: `*`, or a pattern such as `*@lab.example`. */
export function isMany(text: string): boolean {
  return text.includes('*');
}

/** A path below the datasite as an edit takes it: a slash at the end is a folder with everything in it. */
export function pathWished(text: string): string {
  return text.trim().replace(/^\/+/, '');
}

/** Whether a text in a path's field stands for a folder; `/` is the datasite itself. */
export function isFolderText(text: string): boolean {
  return text.trim().endsWith('/');
}

/**
 * The path main is asked about. A folder is judged by what lies in it, as the real engine's folder objects judge it:
 * by a name that no rule has in mind.
 */
export function pathAsked(text: string): string {
  const path = pathWished(text);
  return isFolderText(text) ? `${path}__any__` : path;
}

/** The folder, or file, up to where a rule's pattern stops being a plain path. */
export function plainPart(pattern: string): string {
  const names = pattern.split('/');
  const wild = names.findIndex((name) => /[*?[\]{}\\]/.test(name));
  return wild === -1 ? pattern : names.slice(0, wild).join('/');
}

/** A folder's path as it stands in a field: with a slash at the end. */
export function folderText(path: string): string {
  return path === '' ? '/' : `${path}/`;
}

/** The folder a rule file lies in; any other path is a folder itself. */
export function folderOfRuleFile(path: string): string {
  const match = /^(?:(.*)\/)?syft\.pub\.yaml$/s.exec(path);
  return match === null ? path : (match[1] ?? '');
}
