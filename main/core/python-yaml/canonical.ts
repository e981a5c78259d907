import { isCoreNumber } from './core-number.ts';
import { resolvePlainTag } from './resolve-plain.ts';
import { writePythonYaml } from './write.ts';
import { TAG } from './yaml-node.ts';
import { isList, isMapping, type YamlValue } from './yaml-value.ts';

const SURROGATE_HALF = /\p{Surrogate}/u;

function isSafeText(text: string): boolean {
  if (SURROGATE_HALF.test(text)) return false;
  // PyYAML writes such a text without quotes, and others take it for a number.
  return !isCoreNumber(text) || resolvePlainTag(text) !== TAG.str;
}

function isSafeValue(value: YamlValue): boolean {
  if (typeof value === 'string') return isSafeText(value);
  if (value === null || typeof value === 'boolean') return true;
  if (isList(value)) return value.every(isSafeValue);
  if (!isMapping(value)) return value.python === 'int' || value.python === 'float';
  for (const [key, inner] of value) {
    if (typeof key !== 'string' || !isSafeText(key) || !isSafeValue(inner)) return false;
  }
  return true;
}

/**
 * True when a text is exactly what PyYAML writes for a value of plain kinds. PyYAML quotes all that could be
 * mistaken (but for a few numbers, which are looked for here), so every parser reads such a text alike.
 */
export function isUnmistakable(text: string, value: YamlValue): boolean {
  return isSafeValue(value) && writePythonYaml(value) === text;
}
