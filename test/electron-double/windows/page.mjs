import { EventEmitter } from 'node:events';
import { chromium } from '../chromium/chromium.mjs';
import { ISOLATED_WORLD, RECEIVE, SEND } from '../ipc/preload-script.mjs';
import { note } from '../model/trace.mjs';
import { fromWire, toWire } from '../policy/schemes.mjs';
import { loadError } from './load-errors.mjs';
import { Loads } from './loads.mjs';
import { Navigations } from './navigations.mjs';
import { metrics, openPage } from './open-page.mjs';

/** @import { CdpEvent } from '../chromium/pipe.mjs' */
/** @import { CdpSession, Size } from '../chromium/targets.mjs' */
/** @import { Script } from './open-page.mjs' */
/** @import { Protocol } from '../chromium/protocol.d.ts' */

/**
 * @typedef {{ [M in keyof Protocol.Events]?: (params: Protocol.Events[M]) => void }} Takers
 */

/**
 * One page in Chromium. Says with plain events what happens to it; knows nothing of Electron's names.
 * Events: navigated, navigated-within, dom-ready, loading, loaded, failed, titled, said, posted, crashed, asked-window, request.
 */
export class Page extends EventEmitter {
  url = '';
  title = '';
  isLoading = false;
  isCrashed = false;
  /** Main frame's id, '' until the page exists. */
  frameId = '';
  navigations = new Navigations();
  targetId = '';
  /** @type {Promise<CdpSession>} */
  #session;
  /** @type {number | undefined} the preload's world in the present document */
  #world;
  #loads = new Loads();

  /**
   * @param {Size} size
   * @param {readonly Script[]} scripts run in each new document
   */
  constructor(size, scripts) {
    super();
    this.#session = this.#open(size, scripts);
    this.#session.catch((error) => note('page-not-opened', { message: error.message }));
  }

  /**
   * @param {Size} size
   * @param {readonly Script[]} scripts
   */
  async #open(size, scripts) {
    const target = await openPage(size, scripts, (event) => this.#take(event));
    this.targetId = target.id;
    this.frameId = target.id;
    return target.session;
  }

  /**
   * @template {keyof Protocol.CommandParameters} M
   * @param {M} method
   * @param {Protocol.CommandParameters[M]} [params]
   */
  async send(method, params) {
    const session = await this.#session;
    return await session.send(method, params);
  }

  /**
   * For commands nobody waits for: that the page has gone by then is no news.
   * @template {keyof Protocol.CommandParameters} M
   * @param {M} method
   * @param {Protocol.CommandParameters[M]} [params]
   */
  tell(method, params) {
    this.send(method, params).catch((error) => note('page-not-told', { method, message: error.message }));
  }

  /**
   * Settles when the page has loaded.
   * @param {string} url
   */
  async navigate(url) {
    const wire = new URL(toWire(url)).href;
    const ended = this.#begin(wire, url);
    const sent = this.send('Page.navigate', { url: wire });
    const { errorText } = await sent.catch(() => ({ errorText: 'net::ERR_FAILED' }));
    if (errorText) this.#fail(loadError(errorText, url));
    await ended;
  }

  reload() {
    this.isCrashed = false;
    void this.#begin(new URL(toWire(this.url)).href, this.url);
    this.tell('Page.reload');
  }

  /**
   * A message for the preload; lost when there is none, as in Electron.
   * @param {object} message
   */
  post(message) {
    if (this.#world === undefined) return;
    const expression = `${RECEIVE}(${JSON.stringify(message)})`;
    this.tell('Runtime.evaluate', { expression, contextId: this.#world });
  }

  /**
   * @param {string} expression
   * @param {boolean} userGesture
   */
  async evaluate(expression, userGesture) {
    const params = { expression, userGesture, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', params);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** @param {Size} size */
  resize(size) {
    this.tell('Emulation.setDeviceMetricsOverride', metrics(size));
  }

  async close() {
    this.#loads.fail(loadError('ERR_FAILED', this.url));
    await this.#session;
    const { targets } = await chromium;
    await targets.close(this.targetId);
  }

  /**
   * @param {string} wire
   * @param {string} url
   */
  #begin(wire, url) {
    const ended = this.#loads.begin(wire, loadError('ERR_ABORTED', url));
    this.navigations.expect(wire);
    this.#setLoading(true);
    return ended;
  }

  /** @param {boolean} isLoading */
  #setLoading(isLoading) {
    if (this.isLoading === isLoading) return;
    this.isLoading = isLoading;
    this.emit('loading', isLoading);
  }

  /** @param {ReturnType<typeof loadError>} error */
  #fail(error) {
    this.emit('failed', error);
    this.#setLoading(false);
    this.#loads.fail(error);
  }

  /**
   * @param {{ op: string, title: string }} message
   * @param {boolean} isPresent
   */
  #posted(message, isPresent) {
    if (message.op === 'title') this.#titled(message.title);
    else this.emit('posted', message, isPresent);
  }

  /** @param {string} title */
  #titled(title) {
    if (title === this.title) return;
    this.title = title;
    this.emit('titled', title);
  }

  /** @param {CdpEvent} event */
  #take({ method, params }) {
    const take = /** @type {((params: unknown) => void) | undefined} */ (this.#takers[method]);
    take?.(params);
  }

  /** @type {Takers} */
  #takers = {
    'Runtime.executionContextCreated': ({ context }) => {
      const isOurs = context.name === ISOLATED_WORLD && context.auxData?.frameId === this.frameId;
      if (isOurs) this.#world = context.id;
    },
    'Runtime.executionContextDestroyed': ({ executionContextId }) => {
      if (this.#world === executionContextId) this.#world = undefined;
    },
    'Runtime.executionContextsCleared': () => {
      this.#world = undefined;
    },
    'Runtime.bindingCalled': ({ name, payload, executionContextId }) => {
      // The document that sent it may have gone since: then nobody is left to answer.
      const isPresent = this.#world === executionContextId;
      if (name === SEND) this.#posted(JSON.parse(payload), isPresent);
    },
    'Page.frameRequestedNavigation': ({ url, disposition }) => {
      if (disposition === 'currentTab') this.navigations.ask(url);
      else this.emit('asked-window', { url: fromWire(url), frameName: '', features: '' });
    },
    'Page.windowOpen': ({ url, windowName, windowFeatures }) => {
      this.emit('asked-window', {
        url: fromWire(url),
        frameName: windowName,
        features: windowFeatures.join(','),
      });
    },
    'Page.frameStartedNavigating': ({ frameId, loaderId, navigationType }) => {
      const isNewDocument = !/sameDocument/i.test(navigationType);
      if (frameId === this.frameId && isNewDocument) this.#loads.started(loaderId);
    },
    'Page.frameNavigated': ({ frame }) => {
      if (frame.parentId) return;
      this.#loads.committed(frame.loaderId);
      this.url = fromWire(frame.url) + (frame.urlFragment ?? '');
      this.emit('navigated', this.url);
    },
    'Page.navigatedWithinDocument': ({ frameId, url }) => {
      const isMain = frameId === this.frameId;
      if (isMain) this.url = fromWire(url);
      this.emit('navigated-within', fromWire(url), isMain);
      if (isMain && this.#loads.moved(url)) this.#setLoading(false);
    },
    'Page.domContentEventFired': () => this.emit('dom-ready'),
    'Page.loadEventFired': () => {
      if (!this.#loads.loaded()) return;
      this.emit('loaded');
      this.#setLoading(false);
    },
    'Fetch.requestPaused': (paused) => this.emit('request', paused),
    'Runtime.consoleAPICalled': ({ type, args }) => {
      const words = args.map((arg) => String(arg.value ?? arg.description ?? arg.type));
      this.emit('said', { level: type, message: words.join(' ') });
    },
    'Log.entryAdded': ({ entry }) => this.emit('said', { level: entry.level, message: entry.text }),
    'Runtime.exceptionThrown': ({ exceptionDetails }) => {
      const { exception, text } = exceptionDetails;
      note('page-exception', { text: exception?.description ?? text });
    },
    'Inspector.targetCrashed': () => {
      this.isCrashed = true;
      this.#world = undefined;
      this.emit('crashed');
    },
  };
}
