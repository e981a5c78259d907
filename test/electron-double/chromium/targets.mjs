/** @import { CdpEvent, CdpPipe } from './pipe.mjs' */
/** @import { Protocol } from './protocol.d.ts' */

/** One attached target: its own half of the pipe. */
export class CdpSession {
  #pipe;
  #id;

  /**
   * @param {CdpPipe} pipe
   * @param {string} id
   */
  constructor(pipe, id) {
    this.#pipe = pipe;
    this.#id = id;
  }

  /**
   * @template {keyof Protocol.CommandParameters} M
   * @param {M} method
   * @param {Protocol.CommandParameters[M]} [params]
   */
  send(method, params) {
    return this.#pipe.send(method, params, this.#id);
  }

  /** @param {(event: CdpEvent) => void} listener */
  listen(listener) {
    this.#pipe.listen(this.#id, listener);
  }
}

/**
 * @typedef {{ id: string, session: CdpSession }} Target a page held before its first step; `Runtime.runIfWaitingForDebugger` lets it go
 * @typedef {{ width: number, height: number }} Size
 */

const PAGES_ONLY = [{ type: 'page', exclude: false }, { exclude: true }];
const OWN = 'about:blank#electron-double-';

/** Every page of this Chromium: ours, opened on request, and strangers that a page opened by itself. */
export class Targets {
  #pipe;
  #lastOwn = 0;
  /** @type {Map<string, (target: Target) => void>} */
  #awaited = new Map();
  /** @type {(stranger: Target) => void} */
  #onStranger = () => {};

  /** @param {CdpPipe} pipe */
  constructor(pipe) {
    this.#pipe = pipe;
    pipe.listen('', (event) => this.#take(event));
  }

  async watch() {
    await this.#pipe.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: PAGES_ONLY,
    });
  }

  /** @param {(stranger: Target) => void} listener */
  onStranger(listener) {
    this.#onStranger = listener;
  }

  /**
   * @param {Size} size
   * @returns {Promise<Target>}
   */
  open({ width, height }) {
    this.#lastOwn += 1;
    const url = `${OWN}${this.#lastOwn}`;
    return new Promise((resolve, reject) => {
      this.#awaited.set(url, resolve);
      this.#pipe.send('Target.createTarget', { url, newWindow: true, width, height }).catch(reject);
    });
  }

  /** @param {string} targetId */
  async close(targetId) {
    await this.#pipe.send('Target.closeTarget', { targetId });
  }

  /** @param {CdpEvent} event */
  #take(event) {
    if (event.method === 'Target.attachedToTarget') this.#attached(event.params);
  }

  /** @param {Protocol.Events['Target.attachedToTarget']} attached */
  #attached({ sessionId, targetInfo }) {
    const target = { id: targetInfo.targetId, session: new CdpSession(this.#pipe, sessionId) };
    const awaiting = this.#awaited.get(targetInfo.url);
    this.#awaited.delete(targetInfo.url);
    if (awaiting) awaiting(target);
    else this.#onStranger(target);
  }
}
