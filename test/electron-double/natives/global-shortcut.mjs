import { requireReady } from '../app/lifecycle.mjs';
import { strict } from '../model/strict.mjs';

/** @type {Map<string, () => void>} */
const shortcuts = new Map();

/** Shortcuts are kept, never pressed: a test finds the callback in `__natives.shortcuts`. */
export const globalShortcut = strict('globalShortcut', {
  /**
   * @param {string} accelerator
   * @param {() => void} callback
   */
  register(accelerator, callback) {
    requireReady('globalShortcut cannot be used before the app is ready');
    if (shortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, callback);
    return true;
  },

  /** @param {string} accelerator */
  isRegistered(accelerator) {
    return shortcuts.has(accelerator);
  },

  /** @param {string} accelerator */
  unregister(accelerator) {
    shortcuts.delete(accelerator);
  },

  unregisterAll() {
    shortcuts.clear();
  },
});
