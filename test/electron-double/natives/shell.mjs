import { strict } from '../model/strict.mjs';

/** Nothing is opened. What was asked for is in `__natives.log`. */
export const shell = strict('shell', {
  /** @param {string} url */
  async openExternal(url) {
    if (!URL.canParse(url)) throw new Error('Invalid URL');
  },

  /** @param {string} _path */
  async openPath(_path) {
    return '';
  },

  /** @param {string} _path */
  showItemInFolder(_path) {},

  beep() {},
});
