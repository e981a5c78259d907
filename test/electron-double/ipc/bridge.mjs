/**
 * Electron's context bridge between the page's world and the preload's: values are copied, functions and promises
 * are called across. Both worlds run this file (see preload-script.mjs), so it imports nothing. They share only the
 * document, whose events Chromium clones from one world to the other; the random token keeps the page from guessing
 * the names of those events.
 *
 * @typedef {{ k: string, v?: unknown, id?: number }} Parcel a value made ready for the other world
 * @typedef {{ ok: boolean, value: Parcel }} Outcome
 * @typedef {(...args: unknown[]) => unknown} AnyFunction
 * @typedef {{ op: 'call', id: number, args: Parcel[] } | { op: 'answer', outcome: Outcome }
 *   | { op: 'settle', id: number, outcome: Outcome } | { op: 'expose', key: string, api: Parcel }} Message
 */

/** @param {unknown} value */
function isBag(value) {
  return Object.prototype.toString.call(value) === '[object Object]';
}

export class Bridge {
  // Kept from the start: the page may later change what its globals do.
  #Event = CustomEvent;
  #dispatch = EventTarget.prototype.dispatchEvent.bind(document);
  #theirs;
  #lastId = 0;
  /** @type {Map<number, AnyFunction>} */
  #functions = new Map();
  /** @type {WeakMap<AnyFunction, number>} */
  #ids = new WeakMap();
  /** @type {Map<number, (outcome: Outcome) => void>} */
  #promises = new Map();
  /** @type {Outcome | undefined} */
  #answer;
  #onExpose;

  /**
   * @param {string} token
   * @param {'page' | 'preload'} world the one this half lives in
   * @param {(key: string, api: unknown) => void} [onExpose] in the page only
   */
  constructor(token, world, onExpose) {
    this.#theirs = token + (world === 'page' ? 'preload' : 'page');
    this.#onExpose = onExpose;
    document.addEventListener(token + world, (event) =>
      this.#take(/** @type {CustomEvent} */ (event).detail),
    );
  }

  /**
   * @param {string} key
   * @param {unknown} api
   */
  expose(key, api) {
    this.#ask({ op: 'expose', key, api: this.#pack(api) });
  }

  /** @param {Message} message */
  #say(message) {
    this.#dispatch(new this.#Event(this.#theirs, { detail: message }));
  }

  /**
   * Events are delivered before `dispatch` returns, so the answer is there at once.
   * @param {Message} message
   */
  #ask(message) {
    this.#answer = undefined;
    this.#say(message);
    const answer = /** @type {Outcome | undefined} */ (this.#answer);
    this.#answer = undefined;
    if (!answer) throw new Error('electron double: the other world does not answer');
    const value = this.#unpack(answer.value);
    if (!answer.ok) throw value;
    return value;
  }

  /** @param {Message} message */
  #take(message) {
    if (message.op === 'answer') this.#answer = message.outcome;
    if (message.op === 'call') this.#reply(() => this.#call(message.id, message.args));
    if (message.op === 'expose')
      this.#reply(() => this.#onExpose?.(message.key, this.#unpack(message.api, true)));
    if (message.op === 'settle') {
      this.#promises.get(message.id)?.(message.outcome);
      this.#promises.delete(message.id);
    }
  }

  /** @param {() => unknown} work */
  #reply(work) {
    this.#say({ op: 'answer', outcome: this.#outcome(work) });
  }

  /** @param {() => unknown} work */
  #outcome(work) {
    try {
      return { ok: true, value: this.#pack(work()) };
    } catch (error) {
      return { ok: false, value: this.#pack(error) };
    }
  }

  /**
   * @param {number} id
   * @param {Parcel[]} args
   */
  #call(id, args) {
    return this.#functions.get(id)?.(...args.map((arg) => this.#unpack(arg)));
  }

  /**
   * @param {unknown} value
   * @returns {Parcel}
   */
  #pack(value) {
    if (typeof value === 'symbol')
      throw new TypeError('electron double: symbols do not cross the context bridge');
    if (typeof value === 'function')
      return { k: 'function', id: this.#idOf(/** @type {AnyFunction} */ (value)) };
    if (value instanceof Promise) return this.#packPromise(value);
    if (value instanceof Error) return { k: 'error', v: [value.name, value.message] };
    if (Array.isArray(value)) return { k: 'array', v: value.map((part) => this.#pack(part)) };
    if (!isBag(value)) return { k: 'value', v: value };
    // Only own fields cross; a class's methods stay behind, as in Electron.
    return { k: 'object', v: Object.entries(value ?? {}).map(([key, part]) => [key, this.#pack(part)]) };
  }

  /** @param {AnyFunction} callable */
  #idOf(callable) {
    const known = this.#ids.get(callable);
    if (known !== undefined) return known;
    this.#lastId += 1;
    this.#ids.set(callable, this.#lastId);
    this.#functions.set(this.#lastId, callable);
    return this.#lastId;
  }

  /** @param {Promise<unknown>} promise */
  #packPromise(promise) {
    this.#lastId += 1;
    const id = this.#lastId;
    const settle = (/** @type {() => unknown} */ work) =>
      this.#say({ op: 'settle', id, outcome: this.#outcome(work) });
    promise.then(
      (value) => settle(() => value),
      (error) =>
        settle(() => {
          throw error;
        }),
    );
    return { k: 'promise', id };
  }

  /**
   * @param {Parcel} parcel
   * @param {boolean} [isFrozen] what is exposed cannot be changed
   * @returns {unknown}
   */
  #unpack({ k, v, id = 0 }, isFrozen = false) {
    /** @param {object} made */
    const done = (made) => (isFrozen ? Object.freeze(made) : made);
    switch (k) {
      case 'function':
        return (/** @type {unknown[]} */ ...args) =>
          this.#ask({ op: 'call', id, args: args.map((arg) => this.#pack(arg)) });
      case 'promise':
        return new Promise((resolve, reject) => {
          this.#promises.set(id, ({ ok, value }) => (ok ? resolve : reject)(this.#unpack(value)));
        });
      case 'error':
        return this.#unpackError(/** @type {[string, string]} */ (v));
      case 'array':
        return done(/** @type {Parcel[]} */ (v).map((part) => this.#unpack(part, isFrozen)));
      case 'object': {
        const fields = /** @type {[string, Parcel][]} */ (v);
        return done(Object.fromEntries(fields.map(([key, part]) => [key, this.#unpack(part, isFrozen)])));
      }
      default:
        return v;
    }
  }

  /** @param {[string, string]} parts */
  #unpackError([name, message]) {
    const error = new Error(message);
    error.name = name;
    return error;
  }
}
