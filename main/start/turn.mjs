import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const LOCK = join(
  tmpdir(),
  `gatehouse-set-up-${createHash('sha256').update(project).digest('hex').slice(0, 16)}`,
);
const LOOK_PACE = 100;
/** No set-up takes longer; what is older was left behind. */
const LONGEST = 20 * 60_000;

/** Waits until no other start is setting this project up, telling so once; returns how to let the next one go on. */
export function takeTurn(onWait) {
  let isWaiting = false;
  while (!wasTaken()) {
    if (!isWaiting) onWait();
    isWaiting = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_PACE);
  }
  const release = () => rmSync(LOCK, { force: true });
  // A set-up that fails ends the process at once.
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
}

/** True when the turn is ours, and also when nobody can keep turns here: doing it twice is better than not at all. */
function wasTaken() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') return true;
  }
  if (isHeld()) return false;
  try {
    rmSync(LOCK, { force: true });
    return false;
  } catch {
    return true;
  }
}

function isHeld() {
  try {
    const holder = Number(readFileSync(LOCK, 'utf8'));
    return Date.now() - statSync(LOCK).mtimeMs < LONGEST && isAlive(holder);
  } catch (error) {
    // It went away between two looks; whatever else makes it unreadable will not go away.
    return error.code === 'ENOENT';
  }
}

function isAlive(pid) {
  // Just made, its number not yet written.
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
