/**
 * The nonce of this page's content policy, for libraries that make their own style elements; empty when the page came
 * without one. Browsers hide it from attributes, so it is read as a property.
 */
export function pageNonce(): string {
  const carrier = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return carrier?.nonce ?? '';
}
