import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from '../app/quitting.mjs';

/** @typedef {{ path: string, main: string, pkg: import('../model/facts.mjs').Facts['pkg'] }} AppFolder */

/**
 * What a packaged binary would start: the archive or folder in its resources.
 * @param {string | undefined} resources
 */
export function packagedApp(resources) {
  if (resources === undefined) return undefined;
  return ['app.asar', 'app'].map((name) => join(resources, name)).find((path) => existsSync(path));
}

/**
 * An app as a readable folder. Plain Node cannot read into archives, so one is unpacked to a throw-away folder.
 * @param {string} app
 * @returns {AppFolder}
 */
export function openApp(app) {
  const path = app.endsWith('.asar') ? unpack(app) : app;
  if (!statSync(path).isDirectory()) return { path, main: path, pkg: {} };
  /** @type {AppFolder['pkg']} */
  const pkg = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  return { path, main: join(path, pkg.main ?? 'index.js'), pkg };
}

/** @param {string} archive */
function unpack(archive) {
  const folder = mkdtempSync(join(tmpdir(), 'electron-double-asar-'));
  atExit(() => rmSync(folder, { recursive: true, force: true }));
  createRequire(import.meta.url)('@electron/asar').extractAll(archive, folder);
  return folder;
}
