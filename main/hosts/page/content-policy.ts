/** What the page may connect to: its own server on the web, nothing at all in Electron. */
export type Connections = 'own-server' | 'none';

/**
 * The content policy of the page. Everything is forbidden, then only what the page is made of is let in: its own
 * script, style, font and picture files, and style elements that carry this answer's nonce. The last two lines make the
 * browser refuse any text that code tries to use as HTML, so nothing from a job can ever become a part of the page.
 */
export function pagePolicy(nonce: string, connections: Connections): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    `connect-src ${connections === 'own-server' ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** The content policy of every answer that is not the page: it may do nothing, should a browser ever show it. */
export const BARE_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
