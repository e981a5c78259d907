import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { electronBinary, fetchElectron } from './electron-binary.mjs';
import { checkNode, ensureBuild, ensureDependencies, projectFolder, say } from './set-up.mjs';

const args = process.argv.slice(2);
checkNode();
ensureDependencies();
ensureBuild();

const binary = args.includes('--web') ? null : desktopBinary();
const child =
  binary === null
    ? startProgram(process.execPath, [join(projectFolder, 'out', 'main', 'headless.js'), ...args])
    : startProgram(binary, [projectFolder, ...args]);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  // A program that was killed did not end well; shells count such an end from 128.
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
});
child.on('error', (error) => {
  say(`Gatehouse could not be started: ${error.message}`);
  process.exitCode = 1;
});

function desktopBinary() {
  if (!hasScreen()) {
    say('There is no screen to open a window on, so the screens open in your browser instead.');
    return null;
  }
  const found = electronBinary(projectFolder);
  if (found !== null) return found;
  say('Fetching Electron (once) …');
  if (fetchElectron(projectFolder)) return electronBinary(projectFolder);
  say(
    'Electron is not on this machine and could not be fetched, so the screens open in your browser instead.',
  );
  return null;
}

/** A server may have Electron but nothing to draw on. */
function hasScreen() {
  const { DISPLAY, WAYLAND_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY || ELECTRON_OVERRIDE_DIST_PATH);
}

function startProgram(command, programArgs) {
  return spawn(command, programArgs, { cwd: process.cwd(), stdio: 'inherit' });
}
