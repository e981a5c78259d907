/**
 * Starts an app's real main entry under the double. `dist/electron` runs this file with Electron's own arguments.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { becomeReady } from './app/lifecycle.mjs';
import { atExit, sayFarewell } from './app/quitting.mjs';
import { startChromium } from './chromium/chromium.mjs';
import { stateFacts } from './model/facts.mjs';
import { trace } from './model/trace.mjs';
import { openApp, packagedApp } from './process/app-folder.mjs';
import { parseArguments, switchValue } from './process/argv.mjs';
import { looksLikeElectron, setVersion } from './process/identity.mjs';
import { provideElectron } from './process/modules.mjs';

const require = createRequire(import.meta.url);
const resources = process.env.DOUBLE_RESOURCES;
const typed = process.argv.slice(2);

try {
  await start();
} catch (error) {
  fail(error);
}

async function start() {
  const args = parseArguments(typed, packagedApp(resources));
  if (args.app === undefined) throw new Error('electron double: no app given');
  // Before the process claims to be Electron: the archive's reader would then ask for Electron's file system.
  const { path, main, pkg } = openApp(args.app);
  looksLikeElectron(typed, resources);
  stateFacts({ appPath: path, pkg, isPackaged: resources !== undefined, switches: args.switches });

  const electron = await import('./electron.mjs');
  const { quitting } = await import('./app/app.mjs');
  const { watchStrangers } = await import('./windows/strangers.mjs');
  const { setSystemDark } = await import('./natives/native-theme.mjs');
  provideElectron({ ...electron });
  Object.assign(globalThis, { __double: { trace, setSystemDark } });
  require('./observe.cjs');
  watchProcess(
    () => quitting.quit(),
    () => quitting.hasBegun,
  );
  for (const file of args.requires) require(file);

  const loaded = loadMain(main, pkg.type === 'module');
  const isUp = openChromium(switchValue(args.switches, 'remote-debugging-port'));
  void watchStrangers();
  await loaded;
  // An app that quits at once still gets its 'ready', but nobody waits for a browser.
  if (!quitting.hasBegun) await isUp;
  becomeReady();
  electron.app.emit('will-finish-launching');
  electron.app.emit('ready', {}, {});
}

/**
 * @param {string} main
 * @param {boolean} isModulePackage
 */
async function loadMain(main, isModulePackage) {
  const isModule = main.endsWith('.mjs') || (isModulePackage && !main.endsWith('.cjs'));
  if (isModule) await import(pathToFileURL(main).href);
  else require(main);
}

/** @param {string | undefined} debuggingPort */
async function openChromium(debuggingPort) {
  const { up, dispose } = startChromium(debuggingPort);
  atExit(dispose);
  setVersion('chrome', await up);
}

/**
 * @param {() => void} quit
 * @param {() => boolean} isLeaving
 */
function watchProcess(quit, isLeaving) {
  // Electron quits in good order when it is told to end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, quit);
  process.on('exit', sayFarewell);
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', (reason) => {
    // Electron only warns; the double is stricter, but a load that was broken off is no mistake.
    if (isLeaving() || isBrokenOff(reason)) console.error(reason);
    else fail(reason);
  });
}

/** @param {unknown} reason */
function isBrokenOff(reason) {
  return reason instanceof Error && 'code' in reason && reason.code === 'ERR_ABORTED';
}

/** @param {unknown} error */
function fail(error) {
  console.error('A JavaScript error occurred in the main process');
  console.error(error);
  sayFarewell();
  process.exit(1);
}
