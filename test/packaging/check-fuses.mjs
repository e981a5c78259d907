import assert from 'node:assert/strict';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

const OFF = '0'.charCodeAt(0);
const ON = '1'.charCodeAt(0);

const WANTED = {
  RunAsNode: OFF,
  EnableCookieEncryption: ON,
  EnableNodeOptionsEnvironmentVariable: OFF,
  EnableNodeCliInspectArguments: OFF,
  EnableEmbeddedAsarIntegrityValidation: ON,
  OnlyLoadAppFromAsar: ON,
  LoadBrowserProcessSpecificV8Snapshot: OFF,
  GrantFileProtocolExtraPrivileges: OFF,
};

/** Reads the fuses of the packaged program. */
export async function checkFuses(unpacked) {
  const wire = await getCurrentFuseWire(join(unpacked, 'gatehouse'));
  const found = Object.fromEntries(Object.keys(WANTED).map((name) => [name, wire[FuseV1Options[name]]]));
  assert.deepEqual(found, WANTED);
}
