import { EventEmitter } from 'node:events';
import { EVENTS } from './events.mjs';
import { notModelled, strict } from './strict.mjs';

/** A thing of Electron's that sends no events. Fields must be declared: unknown ones cannot be set. */
export class Strict {
  /** @param {string} name */
  constructor(name) {
    // biome-ignore lint/correctness/noConstructorReturn: the strict object stands for this one from the start.
    return strict(name, this);
  }
}

/** Its sub-classes' private fields land on the strict object that this constructor returns. */
class StrictEmitter extends EventEmitter {
  /**
   * @param {string} name
   * @param {(key: string) => void} [refuse]
   */
  constructor(name, refuse) {
    super();
    // biome-ignore lint/correctness/noConstructorReturn: the strict object stands for this one from the start.
    return strict(name, this, refuse);
  }
}

/** An emitter of Electron's: unknown members throw, and so does listening to an event that would never come. */
export class Modelled extends StrictEmitter {
  #name;

  /**
   * @param {string} name
   * @param {(key: string) => void} [refuse]
   */
  constructor(name, refuse) {
    super(name, refuse);
    this.#name = name;
  }

  /**
   * @param {string | symbol} event
   * @param {Parameters<EventEmitter['on']>[1]} listener
   * @returns {this}
   */
  on(event, listener) {
    this.#check(event);
    return super.on(event, listener);
  }

  /**
   * @param {string | symbol} event
   * @param {Parameters<EventEmitter['on']>[1]} listener
   * @returns {this}
   */
  addListener(event, listener) {
    return this.on(event, listener);
  }

  /**
   * @param {string | symbol} event
   * @param {Parameters<EventEmitter['on']>[1]} listener
   * @returns {this}
   */
  prependListener(event, listener) {
    this.#check(event);
    return super.prependListener(event, listener);
  }

  /** @param {string | symbol} event */
  #check(event) {
    const known = EVENTS[this.#name];
    if (known && !known.sent.includes(String(event)) && !known.byTest.includes(String(event))) {
      throw notModelled(`event '${String(event)}' of ${this.#name}`);
    }
  }
}
