import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^electron-double-(\d+)-/;
const TRIES = 50;
const PAUSE_MS = 10;

/** A throw-away profile, named after the process that answers for it. Those of processes that were killed are removed. */
export function makeProfile() {
  for (const name of readdirSync(tmpdir())) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) removeFolder(join(tmpdir(), name));
  }
  return mkdtempSync(join(tmpdir(), `electron-double-${process.pid}-`));
}

/**
 * Chromium's processes go on writing for a moment after they were killed, so one removal is not enough.
 * @param {string} profile
 */
export function removeProfile(profile) {
  for (let left = TRIES; left > 0; left -= 1) {
    removeFolder(profile);
    pause();
    if (!existsSync(profile)) return;
  }
}

/** @param {string} folder */
function removeFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Something was written between listing and removing; the next try or the next start removes it.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function pause() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}
