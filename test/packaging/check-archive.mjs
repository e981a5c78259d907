import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, getRawHeader } from '@electron/asar';
import { projectFolder } from '../../main/start/set-up.mjs';

const SINGLE = [
  'LICENSE',
  'package.json',
  'assets/icons/png/256x256.png',
  'assets/practice/links.json',
  'out/main/electron.js',
];
const FOLDERS = ['out/main/parts', 'out/preload', 'out/renderer', 'assets/practice/datasite'];
/** Written anew by electron-builder, which leaves out what only development needs. */
const REWRITTEN = 'package.json';

/** Compares the archive with the project, file by file and byte by byte. */
export function checkArchive(unpacked) {
  const archive = join(unpacked, 'resources', 'app.asar');
  const files = filesIn(getRawHeader(archive).header);
  const wanted = [...SINGLE, ...FOLDERS.flatMap(filesBelow)].sort();
  assert.deepEqual([...files.keys()].sort(), wanted);
  for (const [path, entry] of files) {
    assert.ok(entry.unpacked !== true, `${path} lies outside the archive`);
    assert.equal(entry.link, undefined, `${path} is a link`);
    assert.equal(entry.integrity?.algorithm, 'SHA256', `${path} has no digest`);
    if (path === REWRITTEN) continue;
    const packed = extractFile(archive, path);
    assert.ok(packed.equals(readFileSync(join(projectFolder, path))), `${path} differs from the project's`);
  }
  checkManifest(JSON.parse(extractFile(archive, REWRITTEN).toString('utf8')));
}

/** Every file of an archive by its path, with what its head says of it. */
function filesIn(folder, above = '') {
  const found = new Map();
  for (const [name, entry] of Object.entries(folder.files)) {
    const path = above === '' ? name : `${above}/${name}`;
    if (entry.files === undefined) found.set(path, entry);
    else for (const [inner, one] of filesIn(entry, path)) found.set(inner, one);
  }
  return found;
}

function filesBelow(folder) {
  return readdirSync(join(projectFolder, folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((path) => statSync(join(projectFolder, path)).isFile());
}

function checkManifest(manifest) {
  const project = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
  for (const key of ['name', 'productName', 'version', 'main', 'type']) {
    assert.equal(manifest[key], project[key], `${key} of package.json`);
  }
  for (const key of ['scripts', 'devDependencies'])
    assert.ok(!(key in manifest), `package.json holds ${key}`);
}
