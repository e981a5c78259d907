import { notModelled, strict } from '../model/strict.mjs';
import { decode, encode } from './codec.mjs';

/**
 * @typedef {(event: object, ...args: unknown[]) => void} Listener
 * @typedef {{ channel: string, listener: Listener, asGiven: Listener }} Subscription
 * @typedef {{ resolve: (value: unknown) => void, reject: (error: Error) => void }} Pending
 * @typedef {{ op: 'event', channel: string, payload: string }
 *   | { op: 'reply', id: number, payload: string } | { op: 'failure', id: number, message: string }} Incoming
 */

/**
 * `ipcRenderer` of the preload, and the function through which main's messages come in.
 * @param {(text: string) => void} sendToMain
 */
export function createIpcRenderer(sendToMain) {
  /** @type {Subscription[]} */
  let subscriptions = [];
  /** @type {Map<number, Pending>} */
  const pending = new Map();
  let lastId = 0;

  /**
   * @param {string} channel
   * @param {Listener} listener
   */
  const subscribe = (channel, listener, asGiven = listener) => {
    subscriptions.push({ channel, listener, asGiven });
    return ipcRenderer;
  };

  /**
   * @param {string} channel
   * @param {Listener} given
   */
  const unsubscribe = (channel, given) => {
    const at = subscriptions.findIndex((one) => one.channel === channel && one.asGiven === given);
    subscriptions = subscriptions.filter((_one, index) => index !== at);
    return ipcRenderer;
  };

  const ipcRenderer = strict('ipcRenderer', {
    on: subscribe,
    addListener: subscribe,
    off: unsubscribe,
    removeListener: unsubscribe,

    /**
     * @param {string} channel
     * @param {Listener} listener
     */
    once(channel, listener) {
      /** @type {Listener} */
      const first = (event, ...args) => {
        unsubscribe(channel, listener);
        listener(event, ...args);
      };
      return subscribe(channel, first, listener);
    },

    /** @param {string} [channel] */
    removeAllListeners(channel) {
      subscriptions = subscriptions.filter((one) => channel !== undefined && one.channel !== channel);
      return ipcRenderer;
    },

    /** @param {string} channel */
    listenerCount(channel) {
      return subscriptions.filter((one) => one.channel === channel).length;
    },

    /**
     * @param {string} channel
     * @param {unknown[]} args
     */
    send(channel, ...args) {
      sendToMain(JSON.stringify({ op: 'send', channel, payload: encode(args) }));
    },

    /**
     * @param {string} channel
     * @param {unknown[]} args
     */
    async invoke(channel, ...args) {
      const payload = encode(args);
      lastId += 1;
      const id = lastId;
      sendToMain(JSON.stringify({ op: 'invoke', id, channel, payload }));
      return await new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
    },

    sendSync() {
      throw notModelled('ipcRenderer.sendSync (it would freeze the window)');
    },
  });

  /** @param {Incoming} message */
  const receive = (message) => {
    if (message.op === 'event') {
      const args = /** @type {unknown[]} */ (decode(message.payload));
      const heard = subscriptions.filter((one) => one.channel === message.channel);
      for (const { listener } of heard) listener({ sender: ipcRenderer, ports: [] }, ...args);
      return;
    }
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.op === 'reply') waiting?.resolve(decode(message.payload));
    else waiting?.reject(new Error(message.message));
  };

  return { ipcRenderer, receive };
}
