import { EventEmitter } from 'node:events';
import { chromium } from '../chromium/chromium.mjs';
import { ISOLATED_WORLD, RECEIVE, SEND } from '../ipc/preload-script.mjs';
import { note } from '../model/trace.mjs';
import { fromWire, toWire } from '../policy/schemes.mjs';
import { loadError } from './load-errors.mjs';
import { Navigations } from './navigations.mjs';

/** @import { CdpEvent } from '../chromium/pipe.mjs' */
/** @import { CdpSession, Size, Target } from '../chromium/targets.mjs' */
/** @import { Protocol } from '../chromium/protocol.d.ts' */

/**
 * @typedef {{ [M in keyof Protocol.Events]?: (params: Protocol.Events[M]) => void }} Takers
 * @typedef {{ resolve: () => void, reject: (error: Error) => void }} Load
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
  /** @type {Load | undefined} */
  #load;
  /** False while a load that main began has not yet replaced the document before it. */
  #isCommitted = true;

  /**
   * @param {Size} size
   * @param {readonly { source: string, worldName?: string }[]} scripts run in each new document
   */
  constructor(size, scripts) {
    super();
    this.#session = this.#open(size, scripts);
    this.#session.catch((error) => note('page-not-opened', { message: error.message }));
  }

  /**
   * @param {Size} size
   * @param {readonly { source: string, worldName?: string }[]} scripts
   */
  async #open(size, scripts) {
    const { targets } = await chromium;
    const target = await targets.open(size);
    this.targetId = target.id;
    this.frameId = target.id;
    await this.#prepare(target, size, scripts);
    return target.session;
  }

  /**
   * @param {Target} target
   * @param {Size} size
   * @param {readonly { source: string, worldName?: string }[]} scripts
   */
  async #prepare({ session }, size, scripts) {
    session.listen((event) => this.#take(event));
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Log.enable'),
      session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      session.send('Runtime.addBinding', { name: SEND, executionContextName: ISOLATED_WORLD }),
      ...scripts.map((script) => session.send('Page.addScriptToEvaluateOnNewDocument', script)),
      session.send('Emulation.setDeviceMetricsOverride', metrics(size)),
      session.send('Runtime.runIfWaitingForDebugger'),
    ]);
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
    this.#startLoading(loadError('ERR_ABORTED', url));
    const loaded = new Promise((resolve, reject) => {
      this.#load = { resolve: () => resolve(undefined), reject };
    });
    loaded.catch(() => {});
    this.navigations.expect(wire);
    const sent = this.send('Page.navigate', { url: wire });
    const { errorText } = await sent.catch(() => ({ errorText: 'net::ERR_FAILED' }));
    if (errorText) this.#fail(errorText, url);
    await loaded;
  }

  reload() {
    this.#startLoading(loadError('ERR_ABORTED', this.url));
    this.navigations.expect(new URL(toWire(this.url)).href);
    this.isCrashed = false;
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
    this.#load?.reject(loadError('ERR_FAILED', this.url));
    await this.#session;
    const { targets } = await chromium;
    await targets.close(this.targetId);
  }

  /** @param {Error} reason given to whoever waits for an earlier load */
  #startLoading(reason) {
    this.#load?.reject(reason);
    this.#load = undefined;
    this.#isCommitted = false;
    this.#setLoading(true);
  }

  /** @param {boolean} isLoading */
  #setLoading(isLoading) {
    if (this.isLoading === isLoading) return;
    this.isLoading = isLoading;
    this.emit('loading', isLoading);
  }

  /**
   * @param {string} netError
   * @param {string} url
   */
  #fail(netError, url) {
    const error = loadError(netError, url);
    this.#isCommitted = true;
    this.emit('failed', error);
    this.#setLoading(false);
    this.#load?.reject(error);
    this.#load = undefined;
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
    'Page.frameNavigated': ({ frame }) => {
      if (frame.parentId) return;
      this.#isCommitted = true;
      this.url = fromWire(frame.url) + (frame.urlFragment ?? '');
      this.emit('navigated', this.url);
    },
    'Page.navigatedWithinDocument': ({ frameId, url }) => {
      if (frameId === this.frameId) this.url = fromWire(url);
      this.emit('navigated-within', fromWire(url), frameId === this.frameId);
    },
    'Page.domContentEventFired': () => this.emit('dom-ready'),
    'Page.loadEventFired': () => {
      if (!this.#isCommitted) return;
      this.emit('loaded');
      this.#setLoading(false);
      this.#load?.resolve();
      this.#load = undefined;
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

/** @param {Size} size */
function metrics({ width, height }) {
  return { width, height, deviceScaleFactor: 1, mobile: false };
}
