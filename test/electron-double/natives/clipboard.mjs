import { strict } from '../model/strict.mjs';

let text = '';

/** A clipboard of its own, so that tests leave the desktop's alone. Asynchronous, as since Electron 45. */
export const clipboard = strict('clipboard', {
  async readText() {
    return text;
  },

  /** @param {string} next */
  async writeText(next) {
    text = next;
  },

  clear() {
    text = '';
  },
});
