import { preventable } from '../model/event.mjs';
import { note } from '../model/trace.mjs';
import { isLoopback } from '../policy/net.mjs';
import { settlePermissions } from '../policy/permissions.mjs';
import { handlerOf } from '../policy/protocol.mjs';
import { fromWire, originOf, policyToWire, toWire } from '../policy/schemes.mjs';
import { askBeforeRequest, askHeadersReceived } from '../policy/web-request.mjs';

/** @import { Protocol } from '../chromium/protocol.d.ts' */
/** @import { Page } from './page.mjs' */

/**
 * @typedef {Protocol.Events['Fetch.requestPaused']} Paused
 * @typedef {{ emit: (event: string, ...details: unknown[]) => boolean, id: number, mainFrame: object }} Contents
 * @typedef {{ page: Page, contents: Contents, paused: Paused, url: string }} Ask
 * @typedef {Protocol.Network.ErrorReason} Refusal
 */

/** Chromium's kinds in Electron's words. @type {Record<string, string>} */
const KINDS = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
};

/**
 * Every request of a page passes here: navigation events, webRequest, the app's own scheme; nothing leaves the machine.
 * @param {Page} page
 * @param {Contents} contents
 * @param {Paused} paused
 */
export async function answerRequest(page, contents, paused) {
  const ask = { page, contents, paused, url: fromWire(paused.request.url) };
  try {
    const refusal = await settleRequest(ask);
    if (refusal) page.tell('Fetch.failRequest', { requestId: paused.requestId, errorReason: refusal });
  } catch (error) {
    console.error(`electron double: request for ${ask.url} failed:`, error);
    page.tell('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Failed' });
  }
}

/**
 * @param {Ask} ask
 * @returns {Promise<Refusal | undefined>} why it is refused; undefined when it was answered
 */
async function settleRequest(ask) {
  const { page, paused, url } = ask;
  const { protocol, hostname, pathname } = new URL(url);
  // Chromium's tabs ask for an icon; Electron's windows have none.
  if (paused.resourceType === 'Other' && pathname === '/favicon.ico')
    return await fulfil(ask, new Response(null, { status: 204 }));
  if (paused.resourceType === 'Document' && !mayNavigate(ask)) return 'Aborted';
  const before = await askBeforeRequest(url, detailsOf(ask));
  if (before?.cancel) return 'BlockedByClient';
  const handler = handlerOf(protocol.slice(0, -1));
  if (handler) return await serve(ask, handler);
  if (/^https?:$/.test(protocol) && isLoopback(hostname)) {
    page.tell('Fetch.continueRequest', { requestId: paused.requestId });
    return undefined;
  }
  note('request-out', { url, from: 'page' });
  return 'InternetDisconnected';
}

/** @param {Ask} ask */
function detailsOf({ page, contents, paused, url }) {
  const document = paused.frameId === page.frameId ? 'mainFrame' : 'subFrame';
  const resourceType =
    paused.resourceType === 'Document' ? document : (KINDS[paused.resourceType] ?? 'other');
  const { method, headers } = paused.request;
  return {
    id: paused.requestId,
    url,
    method,
    resourceType,
    referrer: fromWire(headers.Referer ?? ''),
    webContentsId: contents.id,
    webContents: contents,
    frame: contents.mainFrame,
    timestamp: Date.now(),
  };
}

/** @param {Ask} ask */
function mayNavigate({ page, contents, paused, url }) {
  const isMainFrame = paused.frameId === page.frameId;
  const event = preventable({ url, isMainFrame, isSameDocument: false, initiator: contents.mainFrame });
  if (paused.redirectedRequestId) {
    contents.emit('will-redirect', event, url, false, isMainFrame);
  } else {
    const began = page.navigations.beganBy(paused.request.url);
    if (began === 'page' || !isMainFrame) contents.emit('will-frame-navigate', event);
    if (began === 'page' && isMainFrame) contents.emit('will-navigate', event, url, false, true);
    note('navigation', { url, began, isMainFrame, isPrevented: event.defaultPrevented });
  }
  return !event.defaultPrevented;
}

/**
 * @param {Ask} ask
 * @param {import('../policy/protocol.mjs').SchemeHandler} handler
 */
async function serve(ask, handler) {
  const { page, contents, paused, url } = ask;
  if (paused.resourceType === 'Document') {
    const wireOrigin = new URL(paused.request.url).origin;
    await settlePermissions({ contents, url, wireOrigin }, (params) =>
      page.send('Browser.setPermission', params),
    );
  }
  const response = await handler(requestOf(ask));
  return response.type === 'error' ? 'Failed' : await fulfil(ask, response);
}

/** @param {Ask} ask */
function requestOf({ paused, url }) {
  const { method, postData } = paused.request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(paused.request.headers)) {
    // Chromium gives whole addresses in both; the app knows them by its own scheme.
    headers.set(name, /^(origin|referer)$/i.test(name) ? appAddress(name, value) : value);
  }
  return new Request(url, { method, headers, ...(postData === undefined ? {} : { body: postData }) });
}

/**
 * @param {string} name
 * @param {string} value
 */
function appAddress(name, value) {
  return name.toLowerCase() === 'origin' ? originOf(fromWire(value)) : fromWire(value);
}

/**
 * @param {Ask} ask
 * @param {Response} response
 * @returns {Promise<Refusal | undefined>}
 */
async function fulfil(ask, response) {
  const { page, paused, url } = ask;
  /** @type {Record<string, string[]>} */
  const sent = {};
  for (const [name, value] of response.headers) sent[name] = [...(sent[name] ?? []), value];
  const seen = await askHeadersReceived(url, {
    ...detailsOf(ask),
    statusCode: response.status,
    responseHeaders: sent,
  });
  if (seen?.cancel) return 'BlockedByClient';
  const body = Buffer.from(await response.arrayBuffer()).toString('base64');
  page.tell('Fetch.fulfillRequest', {
    requestId: paused.requestId,
    responseCode: response.status,
    responseHeaders: wireHeaders(seen?.responseHeaders ?? sent),
    body,
  });
  return undefined;
}

/** @param {Record<string, string | string[]>} headers */
function wireHeaders(headers) {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value: wireHeader(name.toLowerCase(), value) })),
  );
}

/**
 * @param {string} name
 * @param {string} value
 */
function wireHeader(name, value) {
  if (name.startsWith('content-security-policy')) return policyToWire(value);
  return name === 'location' ? toWire(value) : value;
}
