import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Looks at what lies around the archive. */
export function checkFolder(unpacked) {
  assert.deepEqual(readdirSync(join(unpacked, 'resources')), ['app.asar']);
  assert.deepEqual(readdirSync(join(unpacked, 'locales')), ['en-US.pak']);
  const names = readdirSync(unpacked).sort();
  assert.ok(names.includes('gatehouse'), `there is no program among ${names}`);
  assert.ok(!names.includes('electron'), 'the program still bears the name of Electron');
}
