import { composeDocument } from './compose.ts';
import { constructPythonValue } from './construct.ts';
import { refusalAsData, YamlRefusal } from './yaml-node.ts';
import type { YamlReading } from './yaml-value.ts';

/** 64 KB: the bound for metadata files. */
export const MAX_YAML_LENGTH = 65_536;

// What PyYAML's reader lets through; lone surrogates are not characters.
const NOT_YAML_CHARACTER = /[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/**
 * Reads YAML text exactly as Python's `yaml.safe_load` does (YAML 1.1, last duplicate key wins). An empty text
 * is null. Refuses what PyYAML refuses, and also texts over `maxLength` UTF-16 units, cyclic values, deep nesting
 * and aliases that multiply. Nothing is thrown.
 */
export function readPythonYaml(text: string, maxLength: number = MAX_YAML_LENGTH): YamlReading {
  return refusalAsData(() => {
    if (text.length > maxLength) throw new YamlRefusal('the file is too large');
    if (NOT_YAML_CHARACTER.test(text)) throw new YamlRefusal('the text has a control character');
    const root = composeDocument(text);
    return root === null ? null : constructPythonValue(root);
  });
}
