import { EventEmitter } from 'node:events';

const ALWAYS = new Set(['isDestroyed', 'id', 'constructor']);

/**
 * Using a destroyed window or its contents throws, as in Electron; listening and asking whether it is destroyed do not.
 * @param {{ isGone: boolean }} life
 */
export function refuseWhenGone(life) {
  /** @param {string} key */
  return (key) => {
    if (!life.isGone || ALWAYS.has(key) || key.startsWith('_') || key in EventEmitter.prototype) return;
    throw new TypeError('Object has been destroyed');
  };
}
