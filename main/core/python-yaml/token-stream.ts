import type { Token, TokenKind } from './token.ts';
import { YamlRefusal } from './yaml-node.ts';

/** Hands out tokens one by one, passing over the places kept free for keys. */
export class TokenStream {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.skipFreeSlots();
  }

  /** The token at hand. */
  token(): Token {
    const token = this.tokens[this.at];
    if (token === undefined) throw new YamlRefusal('the text ends too early');
    return token;
  }

  /** Goes on to the next token and returns the one passed. */
  pass(): Token {
    const token = this.token();
    this.at += 1;
    this.skipFreeSlots();
    return token;
  }

  isAt(kind: TokenKind): boolean {
    return this.token().kind === kind;
  }

  isAtAny(kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.token().kind);
  }

  /** A refusal at the token at hand. */
  refusal(reason: string): YamlRefusal {
    return new YamlRefusal(reason, this.token().line);
  }

  private skipFreeSlots(): void {
    while (this.tokens[this.at]?.kind === 'none') this.at += 1;
  }
}
