import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIST = new URL('../dist/', import.meta.url).pathname;

/** Version of Electron whose surface the double models. */
export function modelledVersion() {
  return readFileSync(join(DIST, 'version'), 'utf8')
    .trim()
    .replace(/-double$/, '');
}

/**
 * Makes this Node process look like Electron's main process.
 * @param {readonly string[]} args
 * @param {string | undefined} resources folder of a packaged app
 */
export function looksLikeElectron(args, resources) {
  process.argv = [join(DIST, 'electron'), ...args];
  setVersion('electron', modelledVersion());
  const isPackaged = resources !== undefined;
  Object.assign(process, {
    type: 'browser',
    resourcesPath: resources ?? join(DIST, 'resources'),
    ...(isPackaged ? {} : { defaultApp: true }),
  });
}

/**
 * @param {'electron' | 'chrome'} name
 * @param {string} value
 */
export function setVersion(name, value) {
  Object.defineProperty(process.versions, name, { value, enumerable: true });
}
