/**
 * Chromium cannot learn a scheme while it runs, so `app://host/x` travels as `https://host.app.double.test/x`
 * and is mapped back wherever the main process sees an address. The page itself sees the https form.
 */

const SUFFIX = 'double.test';

/** @type {Map<string, Electron.Privileges>} */
const privileged = new Map();

/** @param {readonly Electron.CustomScheme[]} schemes */
export function registerSchemes(schemes) {
  for (const { scheme, privileges = {} } of schemes) {
    if (!privileges.standard || !privileges.secure) {
      throw new Error(`electron double: scheme ${scheme} must be standard and secure to be carried as https`);
    }
    if (privileges.bypassCSP)
      throw new Error(`electron double: bypassCSP of scheme ${scheme} is not modelled`);
    privileged.set(scheme, privileges);
  }
}

/** @param {string} scheme */
export function isCarried(scheme) {
  return privileged.has(scheme);
}

/**
 * The address Chromium is given.
 * @param {string} url
 */
export function toWire(url) {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  if (!isCarried(scheme.toLowerCase())) return url;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return `https://${host.toLowerCase()}.${scheme.toLowerCase()}.${SUFFIX}${path}`;
}

/**
 * The address the app knows.
 * @param {string} url
 */
export function fromWire(url) {
  const [, host, scheme, rest] = /^https:\/\/([^/]*)\.([a-z][a-z0-9+-]*)\.double\.test(.*)$/.exec(url) ?? [];
  return scheme === undefined ? url : `${scheme}://${host}${rest}`;
}

/**
 * A content policy that names our schemes, in the words Chromium is given.
 * @param {string} policy
 */
export function policyToWire(policy) {
  let mapped = policy;
  for (const scheme of privileged.keys()) {
    const source = new RegExp(`(?<=^|[\\s;])${scheme}:(//[^\\s;]+)?`, 'g');
    mapped = mapped.replace(source, (found, host) =>
      host ? toWire(found).replace(/\/$/, '') : `https://*.${scheme}.${SUFFIX}`,
    );
  }
  return mapped;
}

/**
 * Scheme and host, as Electron names the origin of a page; URL's own answer is "null" for schemes like ours.
 * @param {string} url
 */
export function originOf(url) {
  if (!URL.canParse(url)) return 'null';
  const { protocol, host, origin } = new URL(url);
  return isCarried(protocol.slice(0, -1)) ? `${protocol}//${host}` : origin;
}
