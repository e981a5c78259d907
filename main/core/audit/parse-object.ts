/** Any object with named fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** Deeper than anything the log writes; a limit, because deep values exhaust the stack of whoever walks them. */
const DEPTH = 16;

/** The JSON object a text holds; null when it holds something else or is nested too deep. */
export function parseObject(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) && isShallow(value, DEPTH) ? value : null;
  } catch {
    return null;
  }
}

/** True for an object that is no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((item) => isShallow(item, depth - 1));
}
