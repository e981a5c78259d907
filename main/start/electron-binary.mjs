import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const EXECUTABLES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const DOWNLOAD_LIMIT = 10 * 60_000;

/**
 * Path of Electron's executable, or null where it is not on this machine. `require('electron')` is never used to find
 * out, because it would start a download and fail loudly without a network.
 */
export function electronBinary(projectFolder) {
  const packageFolder = electronPackage(projectFolder);
  if (packageFolder === null) return null;
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = override ?? join(packageFolder, 'dist');
  const binary = join(folder, EXECUTABLES[process.platform] ?? 'electron');
  try {
    accessSync(binary, constants.X_OK);
  } catch {
    return null;
  }
  if (override !== undefined) return binary;
  const wanted = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;
  const versionFile = join(folder, 'version');
  const found = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : '';
  return found === wanted ? binary : null;
}

/** Tries to fetch Electron's executable the way its own package does; true when it is there afterwards. */
export function fetchElectron(projectFolder) {
  const packageFolder = electronPackage(projectFolder);
  if (packageFolder === null) return false;
  const installer = join(packageFolder, 'install.js');
  if (!existsSync(installer)) return false;
  spawnSync(process.execPath, [installer], { cwd: packageFolder, stdio: 'ignore', timeout: DOWNLOAD_LIMIT });
  return electronBinary(projectFolder) !== null;
}

function electronPackage(projectFolder) {
  try {
    return dirname(createRequire(join(projectFolder, 'x.js')).resolve('electron/package.json'));
  } catch {
    return null;
  }
}
