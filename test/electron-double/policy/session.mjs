import { requireReady } from '../app/lifecycle.mjs';
import { Modelled } from '../model/modelled.mjs';
import { notModelled, strict } from '../model/strict.mjs';
import { permissionHandlers } from './permissions.mjs';
import { protocol } from './protocol.mjs';
import { webRequest } from './web-request.mjs';

/** @import { CheckHandler, RequestHandler } from './permissions.mjs' */

/** The default session. Handlers for devices, screens and certificates are taken but never asked. */
class Session extends Modelled {
  protocol = protocol;
  webRequest = webRequest;
  spellCheckerEnabled = true;

  constructor() {
    super('Session');
  }

  /** @param {RequestHandler | null} handler */
  setPermissionRequestHandler(handler) {
    permissionHandlers.request = handler;
  }

  /** @param {CheckHandler | null} handler */
  setPermissionCheckHandler(handler) {
    permissionHandlers.check = handler;
  }

  /** @param {unknown} _handler */
  setDevicePermissionHandler(_handler) {}

  /** @param {unknown} _handler */
  setDisplayMediaRequestHandler(_handler) {}

  /** @param {unknown} _handler */
  setCertificateVerifyProc(_handler) {}

  /** @param {boolean} isEnabled */
  setSpellCheckerEnabled(isEnabled) {
    this.spellCheckerEnabled = isEnabled;
  }

  isSpellCheckerEnabled() {
    return this.spellCheckerEnabled;
  }

  isPersistent() {
    return true;
  }

  async clearCache() {}

  async clearStorageData() {}

  async closeAllConnections() {}
}

export const defaultSession = new Session();

export const session = strict('session', {
  get defaultSession() {
    requireReady('Session can only be received when app is ready');
    return defaultSession;
  },

  /** @param {string} partition */
  fromPartition(partition) {
    throw notModelled(`session.fromPartition('${partition}')`);
  },
});
