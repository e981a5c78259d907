import { preventable } from '../model/event.mjs';

/**
 * @typedef {object} OpenWindow what quitting needs of a window
 * @property {() => void} close asks; the window may refuse
 * @property {() => void} destroy does not ask
 */

/** @type {(() => void)[]} */
const farewells = [];

/** @param {() => void} farewell run just before the process ends */
export function atExit(farewell) {
  farewells.push(farewell);
}

export function sayFarewell() {
  for (const farewell of farewells.splice(0)) farewell();
}

/** Electron's way out: before-quit, every window asked, will-quit, quit. A listener or a window may stop it. */
export class Quitting {
  /** @type {'staying' | 'quitting' | 'gone'} */
  #stage = 'staying';
  #emit;
  #code = 0;
  /** @type {Set<OpenWindow>} */
  #windows = new Set();

  /** @param {(event: string, ...details: unknown[]) => boolean} emit sends an event of app's; true when heard */
  constructor(emit) {
    this.#emit = emit;
  }

  get hasBegun() {
    return this.#stage !== 'staying';
  }

  quit() {
    if (this.hasBegun) return;
    const event = preventable();
    this.#emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#stage = 'quitting';
    if (this.#windows.size === 0) this.#leaveUnlessRefused();
    for (const window of [...this.#windows]) window.close();
  }

  /** @param {number} code */
  exit(code) {
    this.#code = code;
    this.#stage = 'quitting';
    for (const window of [...this.#windows]) window.destroy();
    this.#leave();
  }

  /** @param {OpenWindow} window */
  windowOpened(window) {
    this.#windows.add(window);
  }

  /** @param {OpenWindow} window */
  windowClosed(window) {
    this.#windows.delete(window);
    if (this.#windows.size > 0) return;
    if (this.#stage === 'quitting') this.#leaveUnlessRefused();
    // Without a listener Electron quits with its last window.
    else if (this.#stage === 'staying' && !this.#emit('window-all-closed')) this.quit();
  }

  /** A window would not close: nobody quits. */
  closeRefused() {
    if (this.#stage === 'quitting') this.#stage = 'staying';
  }

  #leaveUnlessRefused() {
    const event = preventable();
    this.#emit('will-quit', event);
    if (event.defaultPrevented) this.#stage = 'staying';
    else this.#leave();
  }

  #leave() {
    if (this.#stage === 'gone') return;
    this.#stage = 'gone';
    this.#emit('quit', preventable(), this.#code);
    setImmediate(() => {
      sayFarewell();
      process.exit(this.#code);
    });
  }
}
