/**
 * What this run of the double was started with; boot fills it in before the app's code is read.
 * @typedef {object} Facts
 * @property {string} appPath folder (or file) that holds the app
 * @property {{ name?: string, productName?: string, version?: string, main?: string, type?: string }} pkg its package.json
 * @property {boolean} isPackaged started from a resources folder, as an installed app is
 * @property {readonly string[]} switches arguments with dashes, as typed
 */

/** @type {Facts} */
export const facts = { appPath: process.cwd(), pkg: {}, isPackaged: false, switches: [] };

/** @param {Facts} found */
export function stateFacts(found) {
  Object.assign(facts, found);
}

/** Electron takes the product's name for windows and folders. */
export function appName() {
  return facts.pkg.productName ?? facts.pkg.name ?? 'Electron';
}
