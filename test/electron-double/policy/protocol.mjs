import { isReady, requireReady, requireStarting } from '../app/lifecycle.mjs';
import { strict } from '../model/strict.mjs';
import { isCarried, registerSchemes } from './schemes.mjs';

/** @typedef {(request: Request) => Response | Promise<Response>} SchemeHandler */

/** @type {Map<string, SchemeHandler>} */
const handlers = new Map();
let hasRegistered = false;

/** @param {string} scheme */
export function handlerOf(scheme) {
  return handlers.get(scheme);
}

export const protocol = strict('protocol', {
  /** @param {readonly Electron.CustomScheme[]} schemes */
  registerSchemesAsPrivileged(schemes) {
    requireStarting('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (hasRegistered) throw new Error('protocol.registerSchemesAsPrivileged can be called only once');
    hasRegistered = true;
    registerSchemes(schemes);
  },

  /**
   * @param {string} scheme
   * @param {SchemeHandler} handler
   */
  handle(scheme, handler) {
    requireReady('Session can only be received when app is ready');
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    if (!isCarried(scheme))
      throw new Error(`electron double: scheme ${scheme} was not registered as privileged`);
    handlers.set(scheme, handler);
  },

  /** @param {string} scheme */
  unhandle(scheme) {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  },

  /** @param {string} scheme */
  isProtocolHandled(scheme) {
    return isReady() && handlers.has(scheme);
  },
});
