import { Bridge } from './bridge.mjs';

/**
 * The page's own world: it gets what the preload exposes and nothing else.
 * @param {string} token
 */
export function startMainWorld(token) {
  new Bridge(token, 'page', (key, api) => {
    if (Object.hasOwn(window, key)) {
      throw new Error(`Cannot bind an API on top of an existing property on the window object`);
    }
    Object.defineProperty(window, key, {
      value: api,
      enumerable: true,
      writable: false,
      configurable: false,
    });
  });
}
