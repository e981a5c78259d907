import { mkdirSync } from 'node:fs';
import { preventable } from '../model/event.mjs';
import { appName, facts } from '../model/facts.mjs';
import { Modelled } from '../model/modelled.mjs';
import { commandLine } from './command-line.mjs';
import { isReady, ready, requireStarting } from './lifecycle.mjs';
import { getPath, setPath } from './paths.mjs';
import { atExit, Quitting } from './quitting.mjs';
import { SingleInstance } from './single-instance.mjs';

/** Electron's `app`: paths, the one-instance lock, the life from start to quit. */
class App extends Modelled {
  #instance = new SingleInstance(
    () => getPath('userData'),
    ({ argv, folder, extra }) => this.emit('second-instance', preventable(), argv, folder, extra),
  );
  /** @type {Set<string>} */
  #protocols = new Set();

  commandLine = commandLine;
  isPackaged = facts.isPackaged;
  name = appName();
  /** Only macOS has one. */
  dock = undefined;
  badgeCount = 0;

  constructor() {
    super('App');
    atExit(() => this.#instance.release());
  }

  // ------------------------------------------------------------ life

  whenReady() {
    return ready;
  }

  isReady() {
    return isReady();
  }

  quit() {
    quitting.quit();
  }

  exit(code = 0) {
    quitting.exit(code);
  }

  /** @param {Electron.RelaunchOptions} [_options] seen by observe.cjs only: nothing is started again */
  relaunch(_options) {}

  enableSandbox() {
    requireStarting('app.enableSandbox() can only be called before app is ready');
  }

  disableHardwareAcceleration() {
    requireStarting('app.disableHardwareAcceleration() can only be called before app is ready');
  }

  // ------------------------------------------------------------ one instance

  /** @param {unknown} [extra] */
  requestSingleInstanceLock(extra) {
    mkdirSync(getPath('userData'), { recursive: true });
    return this.#instance.request({ argv: process.argv, folder: process.cwd(), extra });
  }

  hasSingleInstanceLock() {
    return this.#instance.isHeld;
  }

  releaseSingleInstanceLock() {
    this.#instance.release();
  }

  // ------------------------------------------------------------ who and where

  getName() {
    return this.name;
  }

  /** @param {string} name */
  setName(name) {
    this.name = name;
  }

  getVersion() {
    return facts.pkg.version ?? '';
  }

  getAppPath() {
    return facts.appPath;
  }

  /** @param {string} name */
  getPath(name) {
    return getPath(name);
  }

  /**
   * @param {string} name
   * @param {string} path
   */
  setPath(name, path) {
    setPath(name, path);
  }

  /** @param {string} [path] */
  setAppLogsPath(path = getPath('logs')) {
    setPath('logs', path);
  }

  getLocale() {
    return 'en-US';
  }

  getSystemLocale() {
    return 'en-US';
  }

  getPreferredSystemLanguages() {
    return ['en-US'];
  }

  // ------------------------------------------------------------ the desktop around (what Linux answers)

  /** @param {string} _id only Windows uses it */
  setAppUserModelId(_id) {}

  /** @param {Electron.AboutPanelOptionsOptions} _options */
  setAboutPanelOptions(_options) {}

  showAboutPanel() {}

  /** @param {Electron.Settings} _settings Electron does nothing with them on Linux */
  setLoginItemSettings(_settings) {}

  /** @returns {Partial<Electron.LoginItemSettings>} */
  getLoginItemSettings() {
    return { openAtLogin: false, wasOpenedAtLogin: false };
  }

  /** @param {number} _count only Unity shows it */
  setBadgeCount(_count) {
    return false;
  }

  getBadgeCount() {
    return 0;
  }

  /** @param {string} scheme */
  setAsDefaultProtocolClient(scheme) {
    this.#protocols.add(scheme);
    return true;
  }

  /** @param {string} scheme */
  removeAsDefaultProtocolClient(scheme) {
    return this.#protocols.delete(scheme);
  }

  /** @param {string} scheme */
  isDefaultProtocolClient(scheme) {
    return this.#protocols.has(scheme);
  }

  /** @param {Electron.FocusOptions} [_options] windows are focused one by one in the double */
  focus(_options) {}
}

export const app = new App();

export const quitting = new Quitting((event, ...details) => app.emit(event, ...details));
