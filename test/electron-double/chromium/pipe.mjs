/** @import { Protocol } from './protocol.d.ts' */

/**
 * @typedef {{ [M in keyof Protocol.Events]: { method: M, params: Protocol.Events[M] } }[keyof Protocol.Events]} CdpEvent
 * @typedef {{ resolve: (result: unknown) => void, reject: (error: Error) => void, method: string }} Waiting
 * @typedef {{ id?: number, result?: unknown, error?: { message: string }, sessionId?: string }} Answer
 */

/** Chromium's debugging protocol over two pipes: JSON texts, each ended by a zero byte. */
export class CdpPipe {
  #toChromium;
  #lastId = 0;
  #rest = '';
  #closed = false;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  /** @type {Map<string, (event: CdpEvent) => void>} */
  #listeners = new Map();

  /**
   * @param {import('node:stream').Writable} toChromium
   * @param {import('node:stream').Readable} fromChromium
   */
  constructor(toChromium, fromChromium) {
    this.#toChromium = toChromium;
    // A dying Chromium breaks the pipe; `close` then answers whoever still waits.
    toChromium.on('error', () => this.close());
    fromChromium.setEncoding('utf8').on('data', (text) => this.#read(text));
  }

  /**
   * @template {keyof Protocol.CommandParameters} M
   * @param {M} method
   * @param {Protocol.CommandParameters[M]} [params]
   * @param {string} [sessionId] the target's session; none is the browser itself
   * @returns {Promise<Protocol.CommandReturnValues[M]>}
   */
  send(method, params, sessionId) {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium has gone`));
    this.#lastId += 1;
    const id = this.#lastId;
    this.#toChromium.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => {
      const settle = /** @type {(result: unknown) => void} */ (resolve);
      this.#waiting.set(id, { resolve: settle, reject, method });
    });
  }

  /**
   * @param {string} sessionId '' is the browser itself
   * @param {(event: CdpEvent) => void} listener
   */
  listen(sessionId, listener) {
    this.#listeners.set(sessionId, listener);
  }

  close() {
    this.#closed = true;
    for (const { reject, method } of this.#waiting.values())
      reject(new Error(`${method}: Chromium has gone`));
    this.#waiting.clear();
  }

  /** @param {string} text */
  #read(text) {
    const parts = (this.#rest + text).split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#take(JSON.parse(part));
  }

  /** @param {Answer & CdpEvent} message */
  #take(message) {
    if (message.id === undefined) {
      this.#listeners.get(message.sessionId ?? '')?.(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting?.resolve(message.result);
  }
}
