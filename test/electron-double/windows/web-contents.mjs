import { randomBytes } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { encode } from '../ipc/codec.mjs';
import { IpcMain } from '../ipc/ipc-main.mjs';
import { ISOLATED_WORLD, isolatedWorldScript, mainWorldScript, readPreload } from '../ipc/preload-script.mjs';
import { preventable } from '../model/event.mjs';
import { Modelled } from '../model/modelled.mjs';
import { strict } from '../model/strict.mjs';
import { note } from '../model/trace.mjs';
import { NativeImage } from '../natives/native-image.mjs';
import { defaultSession } from '../policy/session.mjs';
import { forget, remember } from './all-contents.mjs';
import { preloadFailed, relayEvents } from './contents-events.mjs';
import { refuseWhenGone } from './gone.mjs';
import { Page } from './page.mjs';
import { decideStranger } from './strangers.mjs';
import { createMainFrame } from './web-frame-main.mjs';

/**
 * @typedef {object} Owner the window around some contents
 * @property {() => boolean} isFocused
 * @property {() => void} focus
 * @property {() => void} close
 *
 * @typedef {{ width: number, height: number }} Size
 * @typedef {(details: object) => { action: 'allow' | 'deny' }} OpenHandler
 * @typedef {{ preload?: string, additionalArguments?: string[], devTools?: boolean }} Preferences
 */

let lastId = 0;

/** What is inside a window: the page, its loads, its messages. */
export class WebContents extends Modelled {
  id;
  session = defaultSession;
  ipc = new IpcMain('webContents.ipc');
  mainFrame;
  #life;
  #page;
  #owner;
  #mayInspect;
  #isInspected = false;
  /** @type {OpenHandler} */
  #openHandler = () => ({ action: 'allow' });

  /**
   * @param {Owner} owner
   * @param {Size} size
   * @param {Preferences} preferences
   */
  constructor(owner, size, preferences) {
    const life = { isGone: false };
    super('WebContents', refuseWhenGone(life));
    this.#life = life;
    this.#owner = owner;
    this.#mayInspect = preferences.devTools !== false;
    lastId += 1;
    this.id = lastId;
    this.#page = new Page(size, this.#scripts(preferences));
    this.mainFrame = createMainFrame(this.#page, this);
    relayEvents(this.#page, this, preferences.preload ?? '');
    this.#page.on('asked-window', (asked) => this.#decideWindow(asked));
    remember(this, { page: this.#page, end: () => this.#end() });
  }

  // ------------------------------------------------------------ loading

  /** @param {string} url */
  async loadURL(url) {
    await this.#page.navigate(url);
  }

  reload() {
    this.#page.reload();
  }

  reloadIgnoringCache() {
    this.#page.reload();
  }

  getURL() {
    return this.#page.url;
  }

  getTitle() {
    return this.#page.title;
  }

  isLoading() {
    return this.#page.isLoading;
  }

  isLoadingMainFrame() {
    return this.#page.isLoading;
  }

  isCrashed() {
    return this.#page.isCrashed;
  }

  isDestroyed() {
    return this.#life.isGone;
  }

  // ------------------------------------------------------------ talking to the page

  /**
   * @param {string} channel
   * @param {unknown[]} args
   */
  send(channel, ...args) {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    this.#page.post({ op: 'event', channel, payload: encode(args) });
  }

  /**
   * @param {string} code
   * @param {boolean} [userGesture]
   * @returns {Promise<unknown>}
   */
  executeJavaScript(code, userGesture = false) {
    return this.#page.evaluate(code, userGesture);
  }

  async capturePage() {
    const { data } = await this.#page.send('Page.captureScreenshot', { format: 'png' });
    return new NativeImage(Buffer.from(data, 'base64'));
  }

  /** @param {OpenHandler} handler */
  setWindowOpenHandler(handler) {
    this.#openHandler = handler;
  }

  // ------------------------------------------------------------ window and process

  focus() {
    this.#owner.focus();
  }

  isFocused() {
    return this.#owner.isFocused();
  }

  /** @param {Electron.CloseOpts} [_options] the page is never asked whether it may be unloaded */
  close(_options) {
    this.#owner.close();
  }

  /** Crashes the page's process, as a test of recovery wants. */
  forcefullyCrashRenderer() {
    this.#page.tell('Page.crash');
  }

  openDevTools() {
    if (!this.#mayInspect || this.#isInspected) return;
    this.#isInspected = true;
    this.emit('devtools-opened');
  }

  closeDevTools() {
    if (!this.#isInspected) return;
    this.#isInspected = false;
    this.emit('devtools-closed');
  }

  toggleDevTools() {
    if (this.#isInspected) this.closeDevTools();
    else this.openDevTools();
  }

  isDevToolsOpened() {
    return this.#isInspected;
  }

  // ------------------------------------------------------------ inside

  /** @param {Preferences} preferences */
  #scripts({ preload: path = '', additionalArguments: extraArguments = [] }) {
    const token = randomBytes(16).toString('hex');
    const preload = this.#readPreload(path);
    return [
      { source: mainWorldScript(token) },
      { source: isolatedWorldScript({ token, extraArguments, preload, path }), worldName: ISOLATED_WORLD },
    ];
  }

  /** @param {string} path */
  #readPreload(path) {
    if (path === '') return '';
    if (!isAbsolute(path)) throw new Error(`preload script must have absolute path: ${path}`);
    try {
      return readPreload(path);
    } catch (error) {
      const problem = error instanceof Error ? error : new Error(String(error));
      // Nobody can listen before the constructor returns.
      setImmediate(() => preloadFailed(this, path, problem));
      return '';
    }
  }

  /** @param {{ url: string, frameName: string, features: string }} asked */
  #decideWindow({ url, frameName, features }) {
    const details = {
      url,
      frameName,
      features,
      disposition: 'foreground-tab',
      referrer: { url: this.getURL(), policy: 'default' },
    };
    const { action } = this.#openHandler(strict('details of setWindowOpenHandler', details));
    note('window-asked', { url, action });
    decideStranger(action === 'allow');
  }

  #end() {
    if (this.#life.isGone) return;
    this.#life.isGone = true;
    forget(this);
    this.#page.removeAllListeners();
    this.#page.close().catch((error) => note('page-not-closed', { message: error.message }));
    this.emit('destroyed', preventable());
  }
}
