/** Longest request a door takes in, in bytes of UTF-8; every verb's input is far below it. */
export const MAX_REQUEST_BYTES = 131_072;

/** The value a text of JSON stands for, or undefined when it is not JSON. */
export function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
