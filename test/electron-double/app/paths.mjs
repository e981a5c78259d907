import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { appName } from '../model/facts.mjs';
import { atExit } from './quitting.mjs';

/** @typedef {Parameters<Electron.App['getPath']>[0]} PathName */

/** Electron on Linux follows XDG_CONFIG_HOME; without it a throw-away folder keeps tests out of the real home. */
function appDataFolder() {
  if (process.env.XDG_CONFIG_HOME) return process.env.XDG_CONFIG_HOME;
  const folder = mkdtempSync(join(tmpdir(), 'electron-double-home-'));
  atExit(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @type {Map<string, string> | undefined} */
let known;

function paths() {
  if (known) return known;
  const home = homedir();
  const appData = appDataFolder();
  const userData = join(appData, appName());
  known = new Map([
    ['home', home],
    ['appData', appData],
    ['userData', userData],
    ['sessionData', userData],
    ['temp', tmpdir()],
    ['exe', process.argv[0] ?? ''],
    ['logs', join(userData, 'logs')],
    ['crashDumps', join(userData, 'Crashpad')],
    ['desktop', join(home, 'Desktop')],
    ['documents', join(home, 'Documents')],
    ['downloads', join(home, 'Downloads')],
  ]);
  return known;
}

/** @param {string} name */
export function getPath(name) {
  const path = paths().get(name);
  if (path === undefined) throw new Error(`Failed to get '${name}' path`);
  return path;
}

/**
 * @param {string} name
 * @param {string} path
 */
export function setPath(name, path) {
  if (!paths().has(name)) throw new Error(`Failed to set path '${name}'`);
  if (!isAbsolute(path)) throw new Error('Path must be absolute');
  mkdirSync(path, { recursive: true });
  paths().set(name, path);
  // Until somebody says otherwise, Chromium's own files follow userData.
  if (name === 'userData') paths().set('sessionData', path);
}
