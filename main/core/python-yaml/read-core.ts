import {
  boolCoreTag,
  defineScalarTag,
  loadAll,
  NOT_RESOLVED,
  nullCoreTag,
  realMapTag,
  Schema,
  seqTag,
  strTag,
  YAMLException,
} from 'js-yaml';
import { isUnmistakable } from './canonical.ts';
import { findDifferences } from './compare-readings.ts';
import { coreFloat, coreInt } from './core-number.ts';
import { MAX_YAML_LENGTH, readPythonYaml } from './read.ts';
import { readUsualText } from './usual-text.ts';
import { MAX_DEPTH, refusalAsData, YamlRefusal } from './yaml-node.ts';
import type { YamlKey, YamlReading, YamlValue } from './yaml-value.ts';

/** The outcome of reading text both ways; `ambiguous` names in plain words what the two readings see differently. */
export type UnambiguousReading =
  | { readonly ok: true; readonly value: YamlValue; readonly ambiguous: readonly string[] }
  | { readonly ok: false; readonly reason: string; readonly line?: number };

const DIGITS = [...'0123456789'];

// Ints become bigint and floats number, so that the two stay apart and no digit is lost.
const SCHEMA = new Schema([
  strTag,
  nullCoreTag,
  boolCoreTag,
  defineScalarTag('tag:yaml.org,2002:int', {
    implicit: true,
    implicitFirstChars: ['-', '+', ...DIGITS],
    resolve: (source) => coreInt(source) ?? NOT_RESOLVED,
    identify: () => false,
  }),
  defineScalarTag('tag:yaml.org,2002:float', {
    implicit: true,
    implicitFirstChars: ['-', '+', '.', ...DIGITS],
    resolve: (source) => coreFloat(source) ?? NOT_RESOLVED,
    identify: () => false,
  }),
  seqTag,
  realMapTag,
]);

function keyFrom(key: unknown): YamlKey {
  if (key === null || typeof key === 'boolean' || typeof key === 'string') return key;
  if (typeof key === 'bigint') return { python: 'int', value: key };
  if (typeof key === 'number') return { python: 'float', value: key };
  throw new YamlRefusal('a list or mapping is used as a key');
}

function valueFrom(loaded: unknown): YamlValue {
  if (Array.isArray(loaded)) return loaded.map(valueFrom);
  if (!(loaded instanceof Map)) return keyFrom(loaded);
  const entries = new Map<YamlKey, YamlValue>();
  for (const [key, value] of loaded) entries.set(keyFrom(key), valueFrom(value));
  return entries;
}

function loadDocuments(text: string): readonly unknown[] {
  try {
    return loadAll(text, { schema: SCHEMA, maxDepth: MAX_DEPTH, maxAliases: 0 });
  } catch (problem) {
    // The library warns that hostile text may raise other errors than its own.
    if (!(problem instanceof YAMLException)) throw new YamlRefusal('the text cannot be read');
    throw new YamlRefusal(problem.reason, problem.mark === undefined ? undefined : problem.mark.line + 1);
  }
}

/**
 * Reads YAML text under the YAML 1.2 core schema, strictly: doubled keys, aliases, merging and tags beyond the core
 * are refused, as are texts over `maxLength` UTF-16 units. Dates stay text. An empty text is null.
 */
export function readCoreYaml(text: string, maxLength: number = MAX_YAML_LENGTH): YamlReading {
  return refusalAsData(() => {
    if (text.length > maxLength) throw new YamlRefusal('the file is too large');
    const documents = loadDocuments(text);
    if (documents.length > 1) throw new YamlRefusal('there is more than one document');
    return valueFrom(documents[0] ?? null);
  });
}

/**
 * Reads YAML text as Python does and names everything a YAML 1.2 parser would read differently, as key paths such
 * as `files[2]`. A time and a text that spells the same moment count as equal.
 */
export function readUnambiguously(text: string, maxLength: number = MAX_YAML_LENGTH): UnambiguousReading {
  const usual = text.length > maxLength ? null : readUsualText(text);
  if (usual !== null) return { ok: true, value: usual, ambiguous: [] };
  const python = readPythonYaml(text, maxLength);
  if (!python.ok) return python;
  if (isUnmistakable(text, python.value)) return { ...python, ambiguous: [] };
  const core = readCoreYaml(text, maxLength);
  const ambiguous = core.ok ? findDifferences(python.value, core.value) : [refusedByOthers(core)];
  return { ok: true, value: python.value, ambiguous };
}

function refusedByOthers(core: { readonly reason: string; readonly line?: number }): string {
  return core.line === undefined ? `the whole file: ${core.reason}` : `line ${core.line}: ${core.reason}`;
}
