import { strict } from '../model/strict.mjs';
import { Bridge } from './bridge.mjs';
import { createIpcRenderer } from './ipc-renderer.mjs';

/**
 * @typedef {object} World
 * @property {string} token
 * @property {string[]} argv
 * @property {string} platform
 * @property {Record<string, string>} versions
 * @property {(text: string) => void} sendToMain
 * @property {string} receiver name of the global that takes main's messages
 *
 * @typedef {(exports: object, require: (id: string) => unknown, module: object, process: object, global: object) => void} Preload
 */

/**
 * Chromium's debugging protocol does not say when a title changes, so this world does.
 * @param {(text: string) => void} sendToMain
 */
function reportTitle(sendToMain) {
  const report = () => sendToMain(JSON.stringify({ op: 'title', title: document.title }));
  document.addEventListener('DOMContentLoaded', () => {
    report();
    new MutationObserver(report).observe(document.head, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
}

const ELECTRON = ['electron', 'electron/renderer', 'electron/common'];

/**
 * "Electron Isolated Context": runs a sandboxed preload with what Electron gives it there.
 * @param {World} world
 * @param {Preload} preload
 */
export function startIsolatedWorld(world, preload) {
  const bridge = new Bridge(world.token, 'preload');
  const { ipcRenderer, receive } = createIpcRenderer(world.sendToMain);
  Object.defineProperty(globalThis, world.receiver, { value: receive });
  const electron = strict('electron (in the preload)', {
    ipcRenderer,
    contextBridge: strict('contextBridge', {
      /**
       * @param {string} key
       * @param {unknown} api
       */
      exposeInMainWorld: (key, api) => bridge.expose(key, api),
    }),
  });
  /** @param {string} id */
  const require = (id) => {
    if (ELECTRON.includes(id)) return electron;
    throw new Error(`module not found: ${id}`);
  };
  const process = strict('process (in the preload)', {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: world.platform,
    versions: world.versions,
    argv: world.argv,
    env: {},
  });
  reportTitle(world.sendToMain);
  const module = { exports: {} };
  try {
    preload(module.exports, require, module, process, globalThis);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    world.sendToMain(JSON.stringify({ op: 'preload-error', message, stack }));
  }
}
