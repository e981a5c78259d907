/** Milliseconds since 1970 as the Python clients write times: UTC, six digits of seconds unless they are all zero, `Z`. */
export function isoMicros(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text.endsWith('.000Z') ? text.replace('.000Z', 'Z') : text.replace(/Z$/, '000Z');
}
