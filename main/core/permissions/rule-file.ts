import { decodeUtf8 } from '../python-yaml/python-bytes.ts';
import { readPythonYaml } from '../python-yaml/read.ts';
import {
  isList,
  isMapping,
  pythonTypeOf,
  type YamlMapping,
  type YamlValue,
} from '../python-yaml/yaml-value.ts';
import type { AccessLevel, Rule, RuleFile } from './rule.ts';
import { readUsualRuleFile } from './usual-rule-file.ts';

/** The bound for one rule file in characters: upstream adds three rules a job to the same file, for ever. */
export const MAX_RULE_FILE_LENGTH = 4_000_000;

/** The outcome of reading a rule file; `reason` is one sentence without a full stop. */
export type RuleFileReading =
  | { readonly ok: true; readonly rules: RuleFile }
  | { readonly ok: false; readonly reason: string };

const NO_RULES: RuleFile = { rules: [], terminal: false };
const TEMPLATES_NOT_KNOWN = ['{{.UserHash}}', '{{.Year}}', '{{.Month}}', '{{.Date}}'];
const TRUE_WORDS: ReadonlySet<string> = new Set(['1', 'on', 't', 'true', 'y', 'yes']);
const FALSE_WORDS: ReadonlySet<string> = new Set(['0', 'off', 'f', 'false', 'n', 'no']);

class Unfit extends Error {}

/**
 * Reads the text of a `syft.pub.yaml` as the real engine does: YAML as PyYAML reads it, types as pydantic takes
 * them. An empty document is an empty set of rules. What the real engine cannot load is refused with the reason.
 */
export function parseRuleFile(text: string): RuleFileReading {
  const usual = readUsualRuleFile(text);
  if (usual !== null) return { ok: true, rules: usual };
  const reading = readPythonYaml(text, MAX_RULE_FILE_LENGTH);
  if (!reading.ok) {
    const line = reading.line === undefined ? '' : ` (line ${reading.line})`;
    return { ok: false, reason: `not readable as YAML: ${reading.reason}${line}` };
  }
  if (isPythonFalse(reading.value)) return { ok: true, rules: NO_RULES };
  try {
    return { ok: true, rules: ruleFileOf(reading.value) };
  } catch (problem) {
    if (problem instanceof Unfit) return { ok: false, reason: problem.message };
    throw problem;
  }
}

function ruleFileOf(value: YamlValue): RuleFile {
  const document = mappingOf(value, 'the file');
  if (document.has('path')) textOf(document.get('path'), '`path`');
  const rules = document.has('rules') ? listOf(document.get('rules'), '`rules`').map(ruleOf) : [];
  return { rules, terminal: document.has('terminal') && flagOf(document.get('terminal')) };
}

function ruleOf(value: YamlValue, index: number): Rule {
  const where = `rule ${index + 1}`;
  const rule = mappingOf(value, where);
  if (!rule.has('pattern')) throw new Unfit(`${where} has no \`pattern\``);
  if (!rule.has('access')) throw new Unfit(`${where} has no \`access\``);
  const pattern = textOf(rule.get('pattern'), `the pattern of ${where}`);
  const unknown = TEMPLATES_NOT_KNOWN.find((template) => pattern.includes(template));
  if (unknown !== undefined)
    throw new Unfit(`the pattern of ${where} holds ${unknown}, which is not supported`);
  const access = mappingOf(rule.get('access'), `\`access\` of ${where}`);
  const list = (level: AccessLevel) => namesOf(access, level, where);
  return { pattern, access: { read: list('read'), write: list('write'), admin: list('admin') } };
}

function namesOf(access: YamlMapping, level: AccessLevel, where: string): readonly string[] {
  if (!access.has(level)) return [];
  const label = `\`${level}\` of ${where}`;
  return listOf(access.get(level), label).map((name) => textOf(name, `an entry in ${label}`));
}

function mappingOf(value: YamlValue | undefined, label: string): YamlMapping {
  if (isMapping(value)) return value;
  throw new Unfit(`${label} must be a mapping, not ${typeName(value)}`);
}

/** A list, or a set or tuple, which pydantic takes for one. */
function listOf(value: YamlValue | undefined, label: string): readonly YamlValue[] {
  if (isList(value)) return value;
  if (typeof value === 'object' && value !== null && 'items' in value) return value.items;
  throw new Unfit(`${label} must be a list, not ${typeName(value)}`);
}

/** Text, or bytes that are UTF-8; numbers and booleans are never turned into text. */
function textOf(value: YamlValue | undefined, label: string): string {
  if (typeof value === 'string') return value;
  const text = isBytes(value) ? decodeUtf8(value.value) : null;
  if (text === null) throw new Unfit(`${label} must be text, not ${typeName(value)}`);
  return text;
}

/** A boolean, or the numbers and words pydantic takes for one. */
function flagOf(value: YamlValue | undefined): boolean {
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  if (number === 1) return true;
  if (number === 0) return false;
  const word = typeof value === 'string' ? value : isBytes(value) ? decodeUtf8(value.value) : null;
  const lower = word?.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) ?? '';
  if (TRUE_WORDS.has(lower)) return true;
  if (FALSE_WORDS.has(lower)) return false;
  throw new Unfit(`\`terminal\` must be true or false, not ${word === null ? typeName(value) : `"${word}"`}`);
}

function numberOf(value: YamlValue | undefined): number | null {
  if (typeof value !== 'object' || value === null || !('python' in value)) return null;
  return value.python === 'int' || value.python === 'float' ? Number(value.value) : null;
}

function isBytes(value: YamlValue | undefined): value is Extract<YamlValue, { python: 'bytes' }> {
  return typeof value === 'object' && value !== null && 'python' in value && value.python === 'bytes';
}

/** What Python counts as false: the loader replaces it by an empty document. */
function isPythonFalse(value: YamlValue): boolean {
  if (value === null || value === false || value === '') return true;
  if (isMapping(value)) return value.size === 0;
  if (isList(value)) return value.length === 0;
  if (isBytes(value)) return value.value.length === 0;
  if (typeof value === 'object' && 'items' in value) return value.items.length === 0;
  return numberOf(value) === 0;
}

function typeName(value: YamlValue | undefined): string {
  const name = pythonTypeOf(value ?? null);
  return name === 'None' ? 'nothing' : name;
}
