import { strict } from '../model/strict.mjs';

/**
 * @template Details, Answer
 * @typedef {(details: Details, callback: (answer: Answer) => void) => void} Listener
 */

/**
 * @template Details, Answer
 * @typedef {{ urls: readonly string[], listener: Listener<Details, Answer> }} Watch
 */

/** @typedef {{ cancel?: boolean, redirectURL?: string }} BeforeAnswer */
/** @typedef {{ cancel?: boolean, responseHeaders?: Record<string, string | string[]> }} HeadersAnswer */

/** @type {Watch<object, BeforeAnswer> | undefined} */
let beforeRequest;
/** @type {Watch<object, HeadersAnswer> | undefined} */
let headersReceived;

/**
 * Electron's match patterns: `<all_urls>` or scheme://host/path, each part with stars.
 * @param {string} pattern
 * @param {string} url
 */
export function matchesPattern(pattern, url) {
  if (pattern === '<all_urls>') return true;
  const [, scheme, host, path] = /^([^:]+):\/\/([^/]*)(\/.*)?$/.exec(pattern) ?? [];
  if (scheme === undefined || host === undefined) throw new Error(`Invalid url pattern ${pattern}`);
  const parts = new URL(url);
  /** @param {string} glob */
  const like = (glob) =>
    new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`, 'i');
  const bareHost = host.startsWith('*.') ? host.slice(2) : host;
  const isHost = like(host).test(parts.host) || like(bareHost).test(parts.hostname);
  return (
    like(scheme).test(parts.protocol.slice(0, -1)) &&
    isHost &&
    like(path ?? '/*').test(parts.pathname + parts.search)
  );
}

/**
 * @template Details, Answer
 * @param {{ urls?: readonly string[] } | Listener<Details, Answer> | null} first
 * @param {Listener<Details, Answer> | null | undefined} second
 * @returns {Watch<Details, Answer> | undefined}
 */
function watchOf(first, second) {
  if (typeof first === 'function') return { urls: ['<all_urls>'], listener: first };
  return second ? { urls: first?.urls ?? ['<all_urls>'], listener: second } : undefined;
}

/**
 * @template Answer
 * @param {Watch<object, Answer> | undefined} watch
 * @param {string} url
 * @param {object} details
 * @returns {Promise<Answer | undefined>}
 */
async function ask(watch, url, details) {
  if (!watch?.urls.some((pattern) => matchesPattern(pattern, url))) return undefined;
  const { listener } = watch;
  return await new Promise((resolve) =>
    listener(strict('details of webRequest', { url, ...details }), resolve),
  );
}

/**
 * @param {string} url
 * @param {object} details
 */
export async function askBeforeRequest(url, details) {
  const answer = await ask(beforeRequest, url, details);
  if (answer?.redirectURL) throw new Error('electron double: redirectURL of onBeforeRequest is not modelled');
  return answer;
}

/**
 * @param {string} url
 * @param {object} details
 */
export function askHeadersReceived(url, details) {
  return ask(headersReceived, url, details);
}

export const webRequest = strict('session.webRequest', {
  /**
   * @param {{ urls?: readonly string[] } | Listener<object, BeforeAnswer> | null} first
   * @param {Listener<object, BeforeAnswer> | null} [second]
   */
  onBeforeRequest(first, second) {
    beforeRequest = watchOf(first, second);
  },

  /**
   * @param {{ urls?: readonly string[] } | Listener<object, HeadersAnswer> | null} first
   * @param {Listener<object, HeadersAnswer> | null} [second]
   */
  onHeadersReceived(first, second) {
    headersReceived = watchOf(first, second);
  },
});
