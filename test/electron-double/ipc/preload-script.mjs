import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';

/** Chromium names the preload's world so; Electron does too. */
export const ISOLATED_WORLD = 'Electron Isolated Context';
/** The functions that join the isolated world and main, by name. */
export const SEND = '__doubleSend';
export const RECEIVE = '__doubleReceive';

const SHARED = ['bridge.mjs'];
const ISOLATED = ['codec.mjs', '../model/strict.mjs', ...SHARED, 'ipc-renderer.mjs', 'isolated-world.mjs'];
const MAIN = [...SHARED, 'main-world.mjs'];

/**
 * The given modules as one plain script: they import only each other, so the lines that join them can go.
 * @param {readonly string[]} names
 */
function join(names) {
  const texts = names.map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'));
  return texts
    .join('\n')
    .replace(/^import .*$/gm, '')
    .replace(/^export /gm, '');
}

/** @param {string} token */
export function mainWorldScript(token) {
  return `(() => {
    if (window.top !== window) return;
    ${join(MAIN)}
    startMainWorld(${JSON.stringify(token)});
  })()`;
}

/**
 * @param {object} options
 * @param {string} options.token
 * @param {string[]} options.extraArguments
 * @param {string} options.preload its text, or ''
 * @param {string} options.path where it lies, for stack traces
 */
export function isolatedWorldScript({ token, extraArguments, preload, path }) {
  const { electron = '', chrome = '', node } = process.versions;
  const world = {
    token,
    receiver: RECEIVE,
    argv: ['electron', ...extraArguments],
    platform: process.platform,
    versions: { electron, chrome, node },
  };
  return `(() => {
    if (window.top !== window) return;
    ${join(ISOLATED)}
    const sendToMain = globalThis.${SEND};
    delete globalThis.${SEND};
    startIsolatedWorld({ ...${JSON.stringify(world)}, sendToMain }, function (exports, require, module, process, global) {
${preload}
    });
  })()
//# sourceURL=${path}`;
}

/**
 * Reads a preload and makes sure that it is a script: one with a syntax error would otherwise vanish.
 * @param {string} path
 */
export function readPreload(path) {
  const text = readFileSync(path, 'utf8');
  new Script(`(function (exports, require, module, process, global) {${text}\n})`, { filename: path });
  return text;
}
