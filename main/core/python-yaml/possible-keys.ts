import type { Cursor } from './cursor.ts';

/** A place where a key without `?` may have begun; two tokens from `slot` on are kept free for it. */
export interface PossibleKey {
  readonly slot: number;
  readonly index: number;
  readonly line: number;
  readonly column: number;
  /** The line stands at the collection's own column, so it must turn out to be a key. */
  readonly required: boolean;
}

const MAX_KEY_LENGTH = 1024;
const ASTRAL = /[\u{10000}-\u{10FFFF}]/gu;

function isStale(key: PossibleKey, cursor: Cursor): boolean {
  if (key.line !== cursor.line) return true;
  if (cursor.index - key.index <= MAX_KEY_LENGTH) return false;
  const between = cursor.text.slice(key.index, cursor.index);
  return between.length - (between.match(ASTRAL)?.length ?? 0) > MAX_KEY_LENGTH;
}

/** At most one possible key for each level of brackets; a key ends on its line, within 1024 characters. */
export class PossibleKeys {
  private readonly cursor: Cursor;
  private readonly byLevel: (PossibleKey | undefined)[] = [];

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  /** Remembers a key in place of the one before. */
  keep(level: number, key: PossibleKey): void {
    this.drop(level);
    this.byLevel[level] = key;
  }

  /** Hands out the key of a level and forgets it. */
  take(level: number): PossibleKey | undefined {
    const key = this.byLevel[level];
    this.byLevel[level] = undefined;
    return key;
  }

  /** Forgets the key of a level; one that had to be a key is refused. */
  drop(level: number): void {
    if (this.take(level)?.required === true) throw this.cursor.refusal("a ':' is missing behind a key");
  }

  /** Forgets all keys that can no longer be keys. */
  dropStale(): void {
    for (let level = 0; level < this.byLevel.length; level += 1) {
      const key = this.byLevel[level];
      if (key !== undefined && isStale(key, this.cursor)) this.drop(level);
    }
  }
}
