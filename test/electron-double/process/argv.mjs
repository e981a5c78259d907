import { resolve } from 'node:path';

/**
 * @typedef {object} Arguments
 * @property {string | undefined} app folder, file or archive, absolute
 * @property {readonly string[]} requires files to be required first
 * @property {readonly string[]} switches everything with a dash, the app's own too
 */

/**
 * The argument contract of the electron binary: `electron [-r file] [--switch] <app> [arguments]`. A packaged binary
 * knows its app and takes none.
 * @param {readonly string[]} args without the binary
 * @param {string | undefined} packagedApp
 * @returns {Arguments}
 */
export function parseArguments(args, packagedApp) {
  const requires = [];
  const switches = [];
  let app = packagedApp;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (isRequire(arg) && app === undefined) {
      at += 1;
      requires.push(resolve(args[at] ?? ''));
    } else if (arg.startsWith('-')) switches.push(arg);
    else app ??= resolve(arg);
  }
  return { app, requires, switches };
}

/** @param {string} arg */
function isRequire(arg) {
  return arg === '-r' || arg === '--require';
}

/**
 * Value of `--name=value` among some switches.
 * @param {readonly string[]} switches
 * @param {string} name
 */
export function switchValue(switches, name) {
  const found = switches.find((one) => one.startsWith(`--${name}=`));
  return found?.slice(name.length + 3);
}
