import { preventable } from '../model/event.mjs';
import { Modelled } from '../model/modelled.mjs';
import { strict } from '../model/strict.mjs';
import { decode, encode } from './codec.mjs';

/**
 * @typedef {(event: object, ...args: unknown[]) => unknown} Handler
 * @typedef {{ op: 'send', channel: string, payload: string } | { op: 'invoke', id: number, channel: string, payload: string }} Request
 * @typedef {{ op: 'reply', id: number, payload: string } | { op: 'failure', id: number, message: string }} Reply
 *
 * @typedef {object} Sender who sent a message
 * @property {{ emit: (event: string, ...details: unknown[]) => boolean }} contents
 * @property {object | null} frame null when the page has gone meanwhile
 * @property {(channel: string, ...args: unknown[]) => void} answer
 */

/** @type {WeakMap<IpcMain, Map<string, Handler>>} */
const handlers = new WeakMap();

/** `ipcMain`, and the `ipc` of one window's contents. */
export class IpcMain extends Modelled {
  /** @param {string} name */
  constructor(name) {
    super(name);
    handlers.set(this, new Map());
  }

  /**
   * @param {string} channel
   * @param {Handler} handler
   */
  handle(channel, handler) {
    const known = handlers.get(this);
    if (known?.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    known?.set(channel, handler);
  }

  /**
   * @param {string} channel
   * @param {Handler} handler
   */
  handleOnce(channel, handler) {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  /** @param {string} channel */
  removeHandler(channel) {
    handlers.get(this)?.delete(channel);
  }
}

export const ipcMain = new IpcMain('IpcMain');

/**
 * @param {Sender} sender
 * @param {object} [more]
 */
function eventFrom({ contents, frame }, more = {}) {
  const details = { type: 'frame', sender: contents, senderFrame: frame, frameId: 1, processId: 1, ...more };
  return strict('event of ipcMain', preventable(details));
}

/**
 * @param {Request & { op: 'send' }} request
 * @param {Sender} sender
 * @param {readonly IpcMain[]} doors the window's own first
 */
export function takeMessage({ channel, payload }, sender, doors) {
  const event = eventFrom(sender, { ports: [], reply: sender.answer });
  const args = /** @type {unknown[]} */ (decode(payload));
  sender.contents.emit('ipc-message', event, channel, ...args);
  for (const door of doors) door.emit(channel, event, ...args);
}

/**
 * @param {Request & { op: 'invoke' }} request
 * @param {Sender} sender
 * @param {readonly IpcMain[]} doors
 * @returns {Promise<Reply>}
 */
export async function takeInvocation({ id, channel, payload }, sender, doors) {
  const handler = doors.map((door) => handlers.get(door)?.get(channel)).find(Boolean);
  try {
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    const args = /** @type {unknown[]} */ (decode(payload));
    return { op: 'reply', id, payload: encode(await handler(eventFrom(sender), ...args)) };
  } catch (error) {
    if (handler) console.error(`Error occurred in handler for '${channel}':`, error);
    return { op: 'failure', id, message: `Error invoking remote method '${channel}': ${error}` };
  }
}
