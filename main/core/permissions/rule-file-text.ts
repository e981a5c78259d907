// A pair of escapes as an ASCII-only writer makes it for one character above U+FFFF.
const SURROGATE_ESCAPES = /(?<!\\)((?:\\\\)*\\u)([dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}/g;
const LINE_SEPARATORS = /[\u2028\u2029]/g;

/**
 * Rule-file text in the shape our YAML reader takes, with PyYAML's meaning kept: U+0085, U+2028 and U+2029 end
 * lines, and `"\ud83d\ude42"` is two characters that no path can hold, never the one they would form here. Null
 * where a line separator stands inside quotes, whose meaning would be lost.
 */
export function withPythonLines(text: string): string | null {
  const broken = text.replaceAll('\u0085', '\n');
  const apart = broken.replace(SURROGATE_ESCAPES, '$1$2\\u$2');
  const quoted = apart.split('\n').some((line) => separatorInsideQuotes(line));
  return quoted ? null : apart.replaceAll(LINE_SEPARATORS, '\n');
}

function separatorInsideQuotes(line: string): boolean {
  const parts = line.split(LINE_SEPARATORS);
  return parts.slice(0, -1).some((part) => (part.match(/['"]/g)?.length ?? 0) % 2 === 1);
}
