/** A character that would not be seen, or would change how its neighbours are seen. */
export interface HiddenCharacter {
  /** What stands in its place, such as `RLO` or `U+200B`. */
  readonly mark: string;
  /** Its name with its code point, such as `U+202E right-to-left override`. */
  readonly name: string;
  /** True when it can change the order in which a line is read. */
  readonly turns: boolean;
}

/**
 * Control characters but tab and line feed, everything of no width, marks that turn the direction, spaces that are not
 * the space, fillers, variation selectors and tags. One character a match.
 */
const CLASS =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f' +
  '\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffc' +
  '\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}';

/** Matches one hidden character at a time, wherever it stands. */
export function hiddenPattern(): RegExp {
  return new RegExp(`[${CLASS}]`, 'gu');
}

const KNOWN: ReadonlyMap<number, readonly [mark: string, name: string]> = new Map([
  [0x00, ['NUL', 'null']],
  [0x07, ['BEL', 'bell']],
  [0x08, ['BS', 'backspace']],
  [0x09, ['TAB', 'tab']],
  [0x0a, ['LF', 'line feed']],
  [0x0b, ['VT', 'vertical tab']],
  [0x0c, ['FF', 'form feed']],
  [0x0d, ['CR', 'carriage return']],
  [0x1b, ['ESC', 'escape']],
  [0x7f, ['DEL', 'delete']],
  [0x85, ['NEL', 'next line']],
  [0xa0, ['NBSP', 'no-break space']],
  [0xad, ['SHY', 'soft hyphen']],
  [0x061c, ['ALM', 'Arabic letter mark']],
  [0x200b, ['ZWSP', 'zero width space']],
  [0x200c, ['ZWNJ', 'zero width non-joiner']],
  [0x200d, ['ZWJ', 'zero width joiner']],
  [0x200e, ['LRM', 'left-to-right mark']],
  [0x200f, ['RLM', 'right-to-left mark']],
  [0x2028, ['LS', 'line separator']],
  [0x2029, ['PS', 'paragraph separator']],
  [0x202a, ['LRE', 'left-to-right embedding']],
  [0x202b, ['RLE', 'right-to-left embedding']],
  [0x202c, ['PDF', 'pop directional formatting']],
  [0x202d, ['LRO', 'left-to-right override']],
  [0x202e, ['RLO', 'right-to-left override']],
  [0x202f, ['NNBSP', 'narrow no-break space']],
  [0x2060, ['WJ', 'word joiner']],
  [0x2066, ['LRI', 'left-to-right isolate']],
  [0x2067, ['RLI', 'right-to-left isolate']],
  [0x2068, ['FSI', 'first strong isolate']],
  [0x2069, ['PDI', 'pop directional isolate']],
  [0x3164, ['HF', 'Hangul filler']],
  [0xfeff, ['BOM', 'byte order mark']],
  [0xfffc, ['OBJ', 'object replacement character']],
]);

const GROUPS: readonly (readonly [from: number, to: number, name: string])[] = [
  [0x00, 0x1f, 'control character'],
  [0x7f, 0x9f, 'control character'],
  [0x2000, 0x200a, 'unusual space'],
  [0x2061, 0x2064, 'invisible operator'],
  [0xfe00, 0xfe0f, 'variation selector'],
  [0xe0000, 0xe007f, 'tag character'],
  [0xe0100, 0xe01ef, 'variation selector'],
];

const TURNING = new Set([0x061c, 0x200e, 0x200f]);

/** What to show for the hidden character with this code point. */
export function describeHidden(code: number): HiddenCharacter {
  const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const known = KNOWN.get(code);
  const group = GROUPS.find(([from, to]) => from <= code && code <= to);
  return {
    mark: known?.[0] ?? point,
    name: `${point} ${known?.[1] ?? group?.[2] ?? 'invisible character'}`,
    turns: TURNING.has(code) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069),
  };
}

/** A text cut into what can be shown as it is and the hidden characters between; line breaks and tabs are hidden here. */
export function splitHidden(text: string): readonly (string | HiddenCharacter)[] {
  const parts: (string | HiddenCharacter)[] = [];
  let from = 0;
  for (const match of text.matchAll(new RegExp(`[${CLASS}\\t\\n]`, 'gu'))) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push(describeHidden(match[0].codePointAt(0) ?? 0));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}
