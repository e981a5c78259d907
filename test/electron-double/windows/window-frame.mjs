import { app } from '../app/app.mjs';
import { preventable } from '../model/event.mjs';
import { Modelled } from '../model/modelled.mjs';
import { workArea } from '../natives/screen.mjs';

/**
 * @typedef {{ x: number, y: number, width: number, height: number }} Bounds
 */

/** @type {WindowFrame | undefined} */
let focused;

export function focusedFrame() {
  return focused;
}

/** The outside of a window, without a window manager: it remembers what it was told and says so. */
export class WindowFrame extends Modelled {
  #bounds;
  #minimum;
  #isVisible;
  #title;
  #isMinimized = false;
  #isMaximized = false;
  #isFullScreen = false;

  /**
   * @param {Electron.BrowserWindowConstructorOptions} options
   * @param {string} title
   * @param {(key: string) => void} refuse
   */
  constructor(options, title, refuse) {
    super('BrowserWindow', refuse);
    this.#bounds = firstBounds(options);
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.#title = title;
    this.#isVisible = options.show !== false;
  }

  // ------------------------------------------------------------ seen or not

  show() {
    this.showInactive();
    this.focus();
  }

  showInactive() {
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.emit('show');
  }

  hide() {
    if (!this.#isVisible) return;
    this.blur();
    this.#isVisible = false;
    this.emit('hide');
  }

  isVisible() {
    return this.#isVisible;
  }

  focus() {
    if (focused === this || !this.#isVisible) return;
    focused?.blur();
    focused = this;
    this.emit('focus', preventable());
    app.emit('browser-window-focus', preventable(), this);
  }

  blur() {
    if (focused !== this) return;
    focused = undefined;
    this.emit('blur', preventable());
    app.emit('browser-window-blur', preventable(), this);
  }

  isFocused() {
    return focused === this;
  }

  // ------------------------------------------------------------ shapes

  minimize() {
    this.#isMinimized = true;
    this.blur();
    this.emit('minimize');
  }

  restore() {
    if (!this.#isMinimized) return;
    this.#isMinimized = false;
    this.emit('restore');
  }

  isMinimized() {
    return this.#isMinimized;
  }

  maximize() {
    this.#isMaximized = true;
    this.emit('maximize');
  }

  unmaximize() {
    this.#isMaximized = false;
    this.emit('unmaximize');
  }

  isMaximized() {
    return this.#isMaximized;
  }

  /** @param {boolean} isFull */
  setFullScreen(isFull) {
    if (this.#isFullScreen === isFull) return;
    this.#isFullScreen = isFull;
    this.emit(isFull ? 'enter-full-screen' : 'leave-full-screen');
  }

  isFullScreen() {
    return this.#isFullScreen;
  }

  // ------------------------------------------------------------ place and size

  getBounds() {
    return { ...this.#bounds };
  }

  /** The bounds when neither maximized nor minimized: those states change no numbers here. */
  getNormalBounds() {
    return { ...this.#bounds };
  }

  /** @param {Partial<Bounds>} bounds */
  setBounds(bounds) {
    const before = this.#bounds;
    const [minWidth = 0, minHeight = 0] = this.#minimum;
    const next = { ...before, ...bounds };
    this.#bounds = {
      ...next,
      width: Math.max(next.width, minWidth),
      height: Math.max(next.height, minHeight),
    };
    if (next.x !== before.x || next.y !== before.y) this.#say('move', 'moved');
    if (next.width !== before.width || next.height !== before.height) this.#say('resize', 'resized');
  }

  getSize() {
    return [this.#bounds.width, this.#bounds.height];
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  setSize(width, height) {
    this.setBounds({ width, height });
  }

  getPosition() {
    return [this.#bounds.x, this.#bounds.y];
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  setPosition(x, y) {
    this.setBounds({ x, y });
  }

  getMinimumSize() {
    return [...this.#minimum];
  }

  // ------------------------------------------------------------ title

  getTitle() {
    return this.#title;
  }

  /** @param {string} title */
  setTitle(title) {
    this.#title = title;
  }

  /** @param {string[]} events */
  #say(...events) {
    for (const event of events) this.emit(event);
  }
}

/**
 * @param {Electron.BrowserWindowConstructorOptions} options
 * @returns {Bounds}
 */
function firstBounds({ x, y, width = 800, height = 600 }) {
  const centre = {
    x: Math.round((workArea.width - width) / 2),
    y: Math.round((workArea.height - height) / 2),
  };
  return { x: x ?? centre.x, y: y ?? centre.y, width, height };
}
