import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const HERE = import.meta.dirname;
const DOUBLE = join(HERE, 'dist');

/** @typedef {import('./launch.d.mts').Choice} Choice */

/** Name of the binary inside a dist folder. */
function binaryName() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} path */
function readLine(path) {
  try {
    return readFileSync(path, 'utf8').trim().replace(/^v/, '');
  } catch {
    return '';
  }
}

/**
 * Looks for the binary of the installed electron package. Never through `require('electron')`: that would try to
 * download it.
 * @param {string} root
 * @returns {{ executable: string, version: string } | { missing: string }}
 */
function findElectron(root) {
  let manifest;
  try {
    manifest = createRequire(join(root, 'package.json')).resolve('electron/package.json');
  } catch {
    return { missing: 'the electron package is not installed' };
  }
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (dist !== undefined && resolve(dist) !== DOUBLE) return inFolder(dist, readLine(join(dist, 'version')));
  const own = join(dirname(manifest), 'dist');
  const found = readLine(join(own, 'version'));
  if (found !== '' && found !== version) return { missing: `its binary is ${found}, its package ${version}` };
  return inFolder(own, version);
}

/**
 * @param {string} dist
 * @param {string} version
 */
function inFolder(dist, version) {
  const executable = join(dist, binaryName());
  return isExecutable(executable) ? { executable, version } : { missing: 'its binary was not downloaded' };
}

/** @type {typeof import('./launch.d.mts').chooseElectron} */
export function chooseElectron(root, wanted = process.env.TEST_ELECTRON) {
  const real = findElectron(root);
  if (wanted !== 'double' && 'executable' in real) {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
    return { backend: 'electron', ...real, env: dist ? { ELECTRON_OVERRIDE_DIST_PATH: dist } : {}, why: '' };
  }
  const why = 'missing' in real ? real.missing : 'asked for';
  if (wanted === 'electron') throw new Error(`The real Electron was asked for, but ${why}.`);
  return {
    backend: 'double',
    executable: join(DOUBLE, 'electron'),
    version: readLine(join(DOUBLE, 'version')),
    env: { ELECTRON_OVERRIDE_DIST_PATH: DOUBLE },
    why,
  };
}

/** @type {typeof import('./launch.d.mts').sayChoice} */
export function sayChoice({ backend, version, why }) {
  if (backend === 'electron') return `Desktop tests run on Electron ${version}.`;
  return `Desktop tests run on the double of Electron (${version}), because ${why === 'asked for' ? 'it was asked for' : why}.`;
}

/** @type {typeof import('./launch.d.mts').launchOptions} */
export function launchOptions(choice, args, env = {}) {
  // Playwright looks the binary up in its own process, so the variable is needed there too.
  Object.assign(process.env, choice.env);
  const observer = choice.backend === 'electron' ? ['-r', join(HERE, 'observe.cjs')] : [];
  /** @type {Record<string, string>} */
  const inherited = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) inherited[name] = value;
  // Without `null` Playwright would hold pages to light colours, whatever the app's theme says.
  return { args: [...observer, ...args], env: { ...inherited, ...choice.env, ...env }, colorScheme: null };
}
