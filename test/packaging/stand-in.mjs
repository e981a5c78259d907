import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectFolder } from '../../main/start/set-up.mjs';

/** What marks the fuses in a binary: the mark, the version of their form, how many there are, one digit for each. */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_FORM = 1;
/** As Electron delivers them: 1 is on. */
const FUSES_AS_DELIVERED = '101100011';

/**
 * Makes a folder that electron-builder takes for Electron's own, where that cannot be fetched. Its binary starts the
 * packaged archive under the double of Electron.
 */
export function makeStandIn(folder) {
  for (const name of ['resources', 'locales']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'electron'), binary());
  writeFileSync(join(folder, 'version'), electronVersion());
  for (const name of ['LICENSE', 'LICENSES.chromium.html'])
    writeFileSync(join(folder, name), 'A stand-in.\n');
  for (const name of ['en-US', 'de']) writeFileSync(join(folder, 'locales', `${name}.pak`), '');
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler']) writeFileSync(join(folder, name), '');
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'])
    chmodSync(join(folder, name), 0o755);
}

function electronVersion() {
  const manifest = createRequire(join(projectFolder, 'x.js')).resolve('electron/package.json');
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}

/** The shell never reads beyond its last line, so the fuses can stand behind it. */
function binary() {
  const double = join(projectFolder, 'test', 'electron-double', 'dist', 'electron');
  const script = [
    '#!/bin/sh',
    'here=$(dirname "$(readlink -f "$0")")',
    'export DOUBLE_RESOURCES="$here/resources"',
    `exec "${double}" "$@"`,
    '',
  ].join('\n');
  const head = Buffer.from([FUSE_FORM, FUSES_AS_DELIVERED.length]);
  return Buffer.concat([Buffer.from(script + FUSE_MARK), head, Buffer.from(FUSES_AS_DELIVERED)]);
}
