import { strict } from '../model/strict.mjs';
import { followTheme, nativeTheme } from '../natives/native-theme.mjs';

/** @import { Page } from './page.mjs' */
/** @import { WebContents } from './web-contents.mjs' */

/** @typedef {{ page: Page, end: () => void }} Inner what the window around some contents may touch */

/** @type {Map<number, WebContents>} */
const all = new Map();
/** @type {WeakMap<WebContents, Inner>} */
const inners = new WeakMap();

/**
 * @param {WebContents} contents
 * @param {Inner} inner
 */
export function remember(contents, inner) {
  all.set(contents.id, contents);
  inners.set(contents, inner);
  applyTheme(inner.page);
}

/** @param {WebContents} contents */
export function forget(contents) {
  all.delete(contents.id);
}

/** @param {WebContents} contents */
export function innerOf(contents) {
  return /** @type {Inner} */ (inners.get(contents));
}

export const webContents = strict('webContents', {
  getAllWebContents() {
    return [...all.values()];
  },

  /** @param {number} id */
  fromId(id) {
    return all.get(id);
  },

  getFocusedWebContents() {
    return [...all.values()].find((contents) => contents.isFocused()) ?? null;
  },

  /** @param {string} targetId Playwright finds the window of a page so */
  fromDevToolsTargetId(targetId) {
    return [...all.values()].find((contents) => innerOf(contents).page.targetId === targetId);
  },
});

/** @param {Page} page */
function applyTheme(page) {
  const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
  page.tell('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
}

followTheme(() => {
  for (const contents of all.values()) applyTheme(innerOf(contents).page);
});
