import type { Json } from '../../../shared/terms/problem.ts';

/** What the first line of a log names as the hash of the line before it. */
export const CHAIN_START = '0'.repeat(64);

/** JSON with keys sorted by code unit and no white space: one value has one spelling, so its hash means something. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${pairs.join(',')}}`;
  }
  return JSON.stringify(value);
}
