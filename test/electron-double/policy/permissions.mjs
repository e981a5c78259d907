import { originOf } from './schemes.mjs';

/** @import { Protocol } from '../chromium/protocol.d.ts' */

/**
 * What Chromium calls a permission, beside what Electron's handlers are asked about.
 * @type {readonly (readonly [string, string])[]}
 */
export const PERMISSIONS = [
  ['background-sync', 'background-sync'],
  ['camera', 'media'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['display-capture', 'display-capture'],
  ['geolocation', 'geolocation'],
  ['idle-detection', 'idle-detection'],
  ['keyboard-lock', 'keyboardLock'],
  ['local-fonts', 'local-fonts'],
  ['microphone', 'media'],
  ['midi', 'midi'],
  ['notifications', 'notifications'],
  ['payment-handler', 'payment-handler'],
  ['persistent-storage', 'persistent-storage'],
  ['pointer-lock', 'pointerLock'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['speaker-selection', 'speaker-selection'],
  ['storage-access', 'storage-access'],
  ['window-management', 'window-management'],
];

/**
 * @typedef {(contents: unknown, permission: string, callback: (granted: boolean) => void, details: object) => void} RequestHandler
 * @typedef {(contents: unknown, permission: string, origin: string, details: object) => boolean} CheckHandler
 * @typedef {{ contents: unknown, url: string, wireOrigin: string }} Asker
 * @typedef {(params: Protocol.CommandParameters['Browser.setPermission']) => Promise<unknown>} SetPermission
 */

/** @type {{ request: RequestHandler | null, check: CheckHandler | null }} */
export const permissionHandlers = { request: null, check: null };

/**
 * Asks the app's handlers about every permission and tells Chromium, before a page is loaded. Electron asks when
 * the page does; without handlers it grants everything, and so do we.
 * @param {Asker} asker
 * @param {SetPermission} setPermission
 */
export async function settlePermissions(asker, setPermission) {
  await Promise.all(PERMISSIONS.map((names) => settle(names, asker, setPermission)));
}

/**
 * @param {readonly [string, string]} names
 * @param {Asker} asker
 * @param {SetPermission} setPermission
 */
async function settle([chromiumName, permission], asker, setPermission) {
  /** @param {boolean} isGranted */
  const set = (isGranted) =>
    setPermission({
      permission: { name: chromiumName },
      setting: isGranted ? 'granted' : 'denied',
      origin: asker.wireOrigin,
    });
  const mayAsk = permissionHandlers.check ? check(permission, asker) : true;
  const { request } = permissionHandlers;
  await set(mayAsk && !request);
  if (!mayAsk || !request) return;
  const details = { requestingUrl: asker.url, isMainFrame: true };
  // The app may answer later, or never; until then it is a no.
  request(asker.contents, permission, (isGranted) => void set(isGranted), details);
}

/**
 * @param {string} permission
 * @param {Asker} asker
 */
function check(permission, { contents, url }) {
  const origin = `${originOf(url)}/`;
  const details = { requestingUrl: url, isMainFrame: true, embeddingOrigin: origin };
  return permissionHandlers.check?.(contents, permission, origin, details) ?? false;
}
