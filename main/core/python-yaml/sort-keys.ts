import { instantMicros } from './calendar.ts';
import { compareCodePoints } from './code-point-order.ts';
import { dateText } from './python-text.ts';
import type { YamlKey } from './yaml-value.ts';

type SortKey = string | number | bigint;

/** The kind of keys that Python can compare with each other, and what they are compared by. */
function sortable(key: YamlKey | number): readonly [family: string, by: SortKey] | null {
  if (key === null) return null;
  if (typeof key === 'string') return ['text', key];
  if (typeof key === 'boolean') return ['number', Number(key)];
  if (typeof key === 'number') return ['number', key];
  switch (key.python) {
    case 'int':
    case 'float':
      return ['number', key.value];
    case 'bytes':
      return ['text of bytes', String.fromCharCode(...key.value)];
    case 'date':
      return ['date', dateText(key)];
    case 'datetime':
      return [key.offsetMinutes === null ? 'naive time' : 'aware time', instantMicros(key)];
  }
}

function compare(left: SortKey, right: SortKey): number {
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right);
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

/** Entries in the order of Python's `sorted`; where Python cannot compare the keys, in the order given. */
export function sortEntries<K extends YamlKey | number, V>(
  entries: ReadonlyMap<K, V>,
): readonly (readonly [K, V])[] {
  const given = [...entries];
  const keyed: { readonly entry: readonly [K, V]; readonly by: SortKey }[] = [];
  let family: string | undefined;
  for (const entry of given) {
    const key = sortable(entry[0]);
    if (key === null || (family !== undefined && family !== key[0])) return given;
    family = key[0];
    keyed.push({ entry, by: key[1] });
  }
  return keyed.sort((left, right) => compare(left.by, right.by)).map(({ entry }) => entry);
}
