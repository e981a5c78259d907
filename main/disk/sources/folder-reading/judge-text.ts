import { isUtf8 } from 'node:buffer';
import { countHiddenCharacters } from '../../../core/jobs/hidden-characters.ts';

/** What the bytes of a file are to a reader. */
export interface TextJudgement {
  readonly text: 'text' | 'binary';
  readonly hiddenCharacters: number;
}

const BINARY: TextJudgement = { text: 'binary', hiddenCharacters: 0 };
const TAB = 9;
const NEWLINE = 10;

/** Judges a whole file: strict UTF-8 without NUL is text, and its hidden characters are counted. */
export function judgeText(bytes: Buffer): TextJudgement {
  if (!isUtf8(bytes) || bytes.includes(0)) return BINARY;
  const hiddenCharacters = mayHide(bytes) ? countHiddenCharacters(bytes.toString('utf8')) : 0;
  return { text: 'text', hiddenCharacters };
}

/** Judges a file that comes in pieces; what is too big to be shown is not searched for hidden characters. */
export function createTextJudge(): { add(piece: Uint8Array): void; end(): TextJudgement } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isText = true;

  function feed(decode: () => void): void {
    try {
      if (isText) decode();
    } catch {
      isText = false;
    }
  }

  return {
    add: (piece) => {
      if (piece.includes(0)) isText = false;
      feed(() => decoder.decode(piece, { stream: true }));
    },
    end: () => {
      feed(() => decoder.decode());
      return isText ? { text: 'text', hiddenCharacters: 0 } : BINARY;
    },
  };
}

/** A quick look at the bytes: printable ASCII with tabs and newlines hides nothing. */
function mayHide(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x7f || (byte < 0x20 && byte !== NEWLINE && byte !== TAB)) return true;
  }
  return false;
}
