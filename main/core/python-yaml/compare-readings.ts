import { instantMicros } from './calendar.ts';
import { parseClockTime } from './instant.ts';
import { keyIdentity } from './key-identity.ts';
import { constructTimestamp } from './python-time.ts';
import { refusalAsData } from './yaml-node.ts';
import {
  isList,
  isMapping,
  type PythonDate,
  type PythonDatetime,
  type YamlKey,
  type YamlMapping,
  type YamlValue,
} from './yaml-value.ts';

// Enough to explain; a hostile file could differ in thousands of places.
const MAX_NAMED = 20;
const PLAIN_NAME = /^[\w@.+-]+$/;

function timeIdentity(value: YamlValue): string | null {
  const time = parseClockTime(value);
  if (time === null) return null;
  return `${time.offsetMinutes === null ? 'naive' : 'aware'} ${instantMicros(time)}`;
}

function spellsTime(time: PythonDate | PythonDatetime, text: string): boolean {
  const written = refusalAsData(() => constructTimestamp(text));
  return written.ok && timeIdentity(written.value) === timeIdentity(time);
}

function sameScalar(python: YamlValue, core: YamlValue): boolean {
  if (python === core) return true;
  if (python === null || typeof python !== 'object' || !('python' in python)) return false;
  if (python.python === 'set' || python.python === 'tuple') return false;
  if (python.python === 'date' || python.python === 'datetime') {
    return typeof core === 'string' && spellsTime(python, core);
  }
  if (core === null || typeof core !== 'object' || !('python' in core)) return false;
  return core.python === python.python && keyIdentity(core) === keyIdentity(python);
}

function nameOf(key: YamlKey): string {
  if (typeof key === 'string') return PLAIN_NAME.test(key) ? key : JSON.stringify(key);
  if (key === null || typeof key === 'boolean') return String(key);
  return key.python === 'int' || key.python === 'float' ? String(key.value) : `(a ${key.python})`;
}

function byIdentity(mapping: YamlMapping): ReadonlyMap<string, readonly [YamlKey, YamlValue]> {
  const entries = new Map<string, readonly [YamlKey, YamlValue]>();
  for (const entry of mapping) entries.set(keyIdentity(entry[0]), entry);
  return entries;
}

class Differences {
  readonly paths: string[] = [];

  add(path: string): void {
    if (this.paths.length < MAX_NAMED) this.paths.push(path === '' ? 'the whole file' : path);
  }

  compare(python: YamlValue, core: YamlValue, path: string): void {
    if (this.paths.length === MAX_NAMED) return;
    if (isMapping(python) && isMapping(core)) this.compareMappings(python, core, path);
    else if (isList(python) && isList(core) && python.length === core.length) {
      for (const [index, item] of python.entries())
        this.compare(item, core[index] ?? null, `${path}[${index}]`);
    } else if (!sameScalar(python, core)) this.add(path);
  }

  private compareMappings(python: YamlMapping, core: YamlMapping, path: string): void {
    const others = byIdentity(core);
    const mine = byIdentity(python);
    // Keys such as 1 and true are one key to Python and two to others.
    if (others.size !== core.size) this.add(path);
    for (const [identity, [key, value]] of mine) {
      const inner = path === '' ? nameOf(key) : `${path}.${nameOf(key)}`;
      const other = others.get(identity);
      if (other === undefined) this.add(inner);
      else this.compare(value, other[1], inner);
    }
    for (const [identity, [key]] of others) {
      if (!mine.has(identity)) this.add(path === '' ? nameOf(key) : `${path}.${nameOf(key)}`);
    }
  }
}

/** The key paths at which two readings of one text differ; at most 20 are named. */
export function findDifferences(python: YamlValue, core: YamlValue): readonly string[] {
  const differences = new Differences();
  differences.compare(python, core, '');
  return differences.paths;
}
