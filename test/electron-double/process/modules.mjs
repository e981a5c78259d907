import fs from 'node:fs';
import Module from 'node:module';

const ELECTRON = ['electron', 'electron/main', 'electron/common'];

/**
 * @typedef {(request: string, ...rest: unknown[]) => unknown} Load
 * @typedef {{ registerHooks?: (hooks: object) => void, register: (file: URL, options: object) => void, _load: Load }} Hookable
 */

/**
 * Lets `require('electron')` and `import 'electron'` mean the double, in this process only.
 * @param {object} electron what require gives: one object whose members tests may replace
 */
export function provideElectron(electron) {
  const hookable = /** @type {Hookable} */ (/** @type {unknown} */ (Module));
  const load = hookable._load;
  hookable._load = (request, ...rest) => {
    if (ELECTRON.includes(request)) return electron;
    return request === 'original-fs' ? fs : load.call(Module, request, ...rest);
  };
  const data = { names: ELECTRON, url: new URL('../electron.mjs', import.meta.url).href };
  if (hookable.registerHooks) {
    hookable.registerHooks({ resolve: resolver(data) });
  } else {
    // Node 20 resolves in a thread of its own.
    hookable.register(new URL('./resolve-hook.mjs', import.meta.url), { data });
  }
}

/** @param {{ names: readonly string[], url: string }} data */
function resolver({ names, url }) {
  /** @type {(specifier: string, context: object, next: (specifier: string, context: object) => object) => object} */
  return (specifier, context, next) =>
    names.includes(specifier) ? { url, shortCircuit: true } : next(specifier, context);
}
