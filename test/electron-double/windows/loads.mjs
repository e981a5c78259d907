/**
 * Which load counts. While a new one is under way Chromium still tells of the one before, and that must not pass for the
 * end of the new one.
 */
export class Loads {
  #loader = '';
  #isCommitted = true;
  #wire = '';
  /** @type {{ resolve: () => void, reject: (error: Error) => void } | undefined} */
  #waiting;

  /**
   * Main begins a load. The promise settles with it.
   * @param {string} wire
   * @param {Error} aborted given to whoever waits for an earlier load
   * @returns {Promise<void>}
   */
  begin(wire, aborted) {
    this.fail(aborted);
    this.#loader = '';
    this.#isCommitted = false;
    this.#wire = wire;
    const ended = /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        this.#waiting = { resolve: () => resolve(undefined), reject };
      })
    );
    // Somebody may never ask how a load ended.
    ended.catch(() => {});
    return ended;
  }

  /** @param {string} loader Chromium's name of a load that brings a new document */
  started(loader) {
    this.#loader = loader;
    this.#isCommitted = false;
  }

  /** @param {string} loader its document is shown */
  committed(loader) {
    if (loader === this.#loader) this.#isCommitted = true;
  }

  /**
   * The page moved to another place in its document. True when that is all that main asked for.
   * @param {string} wire
   */
  moved(wire) {
    const isWhole = this.#waiting !== undefined && this.#loader === '' && wire === this.#wire;
    if (isWhole) this.#end();
    return isWhole;
  }

  /** A document has loaded. True when it is the one that counts. */
  loaded() {
    if (this.#isCommitted) this.#end();
    return this.#isCommitted;
  }

  /** @param {Error} error */
  fail(error) {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  #end() {
    this.#isCommitted = true;
    this.#waiting?.resolve();
    this.#waiting = undefined;
  }
}
