import { strict } from '../model/strict.mjs';
import { originOf } from '../policy/schemes.mjs';

/** @import { Page } from './page.mjs' */

/**
 * The main frame of some contents, the only frame that carries a preload.
 * @param {Page} page
 * @param {{ send: (channel: string, ...args: unknown[]) => void, isDestroyed: () => boolean }} contents
 */
export function createMainFrame(page, contents) {
  const frame = strict('WebFrameMain', {
    name: '',
    parent: null,
    frames: [],
    detached: false,
    routingId: 1,
    processId: 1,

    get url() {
      return page.url;
    },
    get origin() {
      return originOf(page.url);
    },
    get top() {
      return frame;
    },
    get framesInSubtree() {
      return [frame];
    },
    get frameToken() {
      return page.frameId;
    },

    isDestroyed() {
      return contents.isDestroyed();
    },
    reload() {
      page.reload();
      return true;
    },
    /**
     * @param {string} channel
     * @param {unknown[]} args
     */
    send(channel, ...args) {
      contents.send(channel, ...args);
    },
    /**
     * @param {string} code
     * @param {boolean} [userGesture]
     * @returns {Promise<unknown>}
     */
    executeJavaScript(code, userGesture = false) {
      return page.evaluate(code, userGesture);
    },
  });
  return frame;
}
