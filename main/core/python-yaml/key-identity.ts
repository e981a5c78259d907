import { instantMicros } from './calendar.ts';
import type { PythonDatetime, YamlKey } from './yaml-value.ts';

function numberIdentity(value: number): string {
  return Number.isInteger(value) ? `n${BigInt(value)}` : `n${value}`;
}

function datetimeIdentity(value: PythonDatetime): string {
  const kind = value.offsetMinutes === null ? 'naive' : 'aware';
  return `${kind}${instantMicros(value)}`;
}

/** A text that is the same for two keys exactly when Python's dict holds them as one key. */
export function keyIdentity(key: YamlKey): string {
  if (typeof key === 'string') return `s${key}`;
  if (key === null) return 'none';
  if (typeof key === 'boolean') return key ? 'n1' : 'n0';
  switch (key.python) {
    case 'int':
      return `n${key.value}`;
    case 'float':
      return numberIdentity(key.value);
    case 'bytes':
      return `b${key.value.join()}`;
    case 'date':
      return `d${key.year}-${key.month}-${key.day}`;
    case 'datetime':
      return datetimeIdentity(key);
  }
}
