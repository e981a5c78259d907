import { app, quitting } from '../app/app.mjs';
import { requireReady } from '../app/lifecycle.mjs';
import { preventable } from '../model/event.mjs';
import { appName } from '../model/facts.mjs';
import { innerOf } from './all-contents.mjs';
import { refuseWhenGone } from './gone.mjs';
import { WebContents } from './web-contents.mjs';
import { focusedFrame, WindowFrame } from './window-frame.mjs';
import { checkWindowOptions } from './window-options.mjs';

/** @type {Map<number, BrowserWindow>} */
const all = new Map();

/** A window and the page in it. */
export class BrowserWindow extends WindowFrame {
  id;
  webContents;
  #life;
  #contents;
  #wasPainted = false;

  /** @param {Electron.BrowserWindowConstructorOptions} [options] */
  constructor(options = {}) {
    requireReady('Cannot create BrowserWindow before app is ready');
    checkWindowOptions(options);
    const life = { isGone: false };
    super(options, options.title ?? appName(), refuseWhenGone(life));
    this.#life = life;
    this.#contents = new WebContents(this, this.getBounds(), options.webPreferences ?? {});
    this.webContents = this.#contents;
    this.id = this.webContents.id;
    all.set(this.id, this);
    quitting.windowOpened(this);
    this.#listen();
    app.emit('web-contents-created', preventable(), this.webContents);
    app.emit('browser-window-created', preventable(), this);
    if (this.isVisible()) this.focus();
  }

  static getAllWindows() {
    return [...all.values()];
  }

  static getFocusedWindow() {
    const focused = focusedFrame();
    return focused instanceof BrowserWindow ? focused : null;
  }

  /** @param {number} id */
  static fromId(id) {
    return all.get(id) ?? null;
  }

  /** @param {WebContents} contents */
  static fromWebContents(contents) {
    return [...all.values()].find((window) => window.webContents === contents) ?? null;
  }

  // ------------------------------------------------------------ loading

  /** @param {string} url */
  loadURL(url) {
    return this.webContents.loadURL(url);
  }

  reload() {
    this.webContents.reload();
  }

  // ------------------------------------------------------------ going

  /** The window may refuse. Like Electron's, it is gone a moment later, not at once. */
  close() {
    if (this.#life.isGone) return;
    const event = preventable();
    this.emit('close', event);
    if (event.defaultPrevented) quitting.closeRefused();
    else setImmediate(() => this.destroy());
  }

  destroy() {
    if (this.#life.isGone) return;
    this.blur();
    this.#life.isGone = true;
    all.delete(this.id);
    innerOf(this.#contents).end();
    this.emit('closed', preventable());
    quitting.windowClosed(this);
  }

  isDestroyed() {
    return this.#life.isGone;
  }

  // ------------------------------------------------------------ taken, not drawn

  /** @param {Electron.TitleBarOverlayOptions} _options */
  setTitleBarOverlay(_options) {}

  /** @param {string} _color */
  setBackgroundColor(_color) {}

  /** @param {boolean} _isFlashing */
  flashFrame(_isFlashing) {}

  /** @param {number} _progress */
  setProgressBar(_progress) {}

  /** @param {boolean} _isVisible */
  setMenuBarVisibility(_isVisible) {}

  removeMenu() {}

  // ------------------------------------------------------------ inside

  #listen() {
    const { page } = innerOf(this.#contents);
    page.on('loaded', () => this.#painted());
    page.on('titled', (title) => this.#pageTitled(title));
    this.on('resize', () => page.resize(this.getBounds()));
  }

  /** Electron says it when the first page is drawn; the double, when it is loaded. */
  #painted() {
    if (this.#wasPainted) return;
    this.#wasPainted = true;
    this.emit('ready-to-show', preventable());
  }

  /** @param {string} title */
  #pageTitled(title) {
    const event = preventable();
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.setTitle(title);
  }
}
