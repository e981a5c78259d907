import type { YamlKey, YamlMapping, YamlValue } from './yaml-value.ts';

// Spelled so that every parser reads the same text: a letter first, and nothing that means anything to YAML.
const BARE = '[A-Za-z/][\\w@./+=-]*(?: [\\w@./+=-]+)*';
const QUOTED = "'[ -&(-~]*'";
const WHOLE = '0|-?[1-9]\\d{0,14}';
const SCALAR = `${BARE}|${QUOTED}|${WHOLE}`;
const LIST = `\\n(?:- (?:${SCALAR})\\n)*- (?:${SCALAR})`;
const FIELD = new RegExp(`([a-z_]+):(?: (${SCALAR}|\\[\\]|\\{\\})|(${LIST}))\\n`, 'y');
const IS_WHOLE = new RegExp(`^(?:${WHOLE})$`);
const WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ['null', null],
  ['true', true],
  ['false', false],
]);
/** Words that some parser takes for something else than text, in any case. */
const MISTAKABLE = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

/**
 * Reads a mapping of plain names to plain values or to one-line lists of them, spelled as the Python clients spell
 * their files; null for any other text, which is then a case for the whole reader. Says what that reader says, and
 * what every other parser would, many times faster.
 */
export function readUsualText(text: string): YamlMapping | null {
  const fields = new Map<YamlKey, YamlValue>();
  for (let at = 0; at < text.length; at = FIELD.lastIndex) {
    FIELD.lastIndex = at;
    const [, key, one, list] = FIELD.exec(text) ?? [];
    if (key === undefined || MISTAKABLE.test(key) || fields.has(key)) return null;
    const value = one === undefined ? listFrom(list ?? '') : valueFrom(one);
    if (value === undefined) return null;
    fields.set(key, value);
  }
  return fields.size === 0 ? null : fields;
}

function valueFrom(spelled: string): YamlValue | undefined {
  if (spelled === '[]') return [];
  return spelled === '{}' ? new Map() : scalarFrom(spelled);
}

function listFrom(lines: string): YamlValue | undefined {
  const items: YamlValue[] = [];
  for (const line of lines.slice(1).split('\n')) {
    const item = scalarFrom(line.slice('- '.length));
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function scalarFrom(spelled: string): YamlValue | undefined {
  if (spelled.startsWith("'")) return spelled.slice(1, -1);
  if (IS_WHOLE.test(spelled)) return { python: 'int', value: BigInt(spelled) };
  const word = WORDS.get(spelled);
  if (word !== undefined) return word;
  return MISTAKABLE.test(spelled) ? undefined : spelled;
}
