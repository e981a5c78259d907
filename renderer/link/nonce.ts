/**
 * The nonce of this page's content policy, for libraries that make their own style elements; empty when the page came
 * without one.
 */
export function pageNonce(): string {
  const carrier = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  return carrier?.nonce || carrier?.content || '';
}
