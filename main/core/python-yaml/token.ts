/** The tokens of YAML 1.1. `none` is a place kept free for a key mark that did not come. */
export type TokenKind =
  | 'none'
  | 'directive'
  | 'document-start'
  | 'document-end'
  | 'stream-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'flow-entry'
  | 'block-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

/** A token; `text` is a scalar's content, an anchor's name or a tag's suffix. Lines count from 1. */
export interface Token {
  readonly kind: TokenKind;
  readonly line: number;
  readonly text: string;
  /** The scalar stands without quotes, so its type depends on its text. */
  readonly plain: boolean;
  /** A tag's handle (`!`, `!!`, `!name!`), null for a tag that is already whole. */
  readonly handle: string | null;
  readonly directive: Directive | null;
}

/** `%YAML` with its major version, `%TAG`, or one that is ignored. */
export type Directive =
  | { readonly kind: 'version'; readonly major: number }
  | { readonly kind: 'tag'; readonly handle: string; readonly prefix: string }
  | { readonly kind: 'ignored' };

/** A token that is fully told by its kind. */
export function mark(kind: TokenKind, line: number): Token {
  return { kind, line, text: '', plain: false, handle: null, directive: null };
}
