import { StringDecoder } from 'node:string_decoder';

/** The longest line that is read, in UTF-16 units. */
export const LONGEST_LINE = 1_000_000;

/**
 * The lines of a stream of UTF-8, cut at newlines only, since other marks that end lines may stand in JSON as they are.
 * Null stands for one that is longer than any question.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let tooLong = false;
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(Buffer.from(chunk))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield tooLong || line.length > LONGEST_LINE ? null : line;
      tooLong = false;
    }
    if (rest.length > LONGEST_LINE) {
      tooLong = true;
      rest = '';
    }
  }
  rest += decoder.end();
  if (tooLong) yield null;
  else if (rest !== '') yield rest;
}
