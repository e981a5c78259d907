import { chromium } from '../chromium/chromium.mjs';
import { note } from '../model/trace.mjs';

/** @import { Target } from '../chromium/targets.mjs' */

/**
 * Windows that pages open by themselves. Chromium makes each as a held target, and its opener announces it; which of
 * the two is heard first is open, so both wait in line for the other.
 */

/** @type {boolean[]} */
const decisions = [];
/** @type {Target[]} */
const held = [];

/** @param {boolean} isAllowed what the app's window-open handler said about the next of them */
export function decideStranger(isAllowed) {
  decisions.push(isAllowed);
  settle();
}

export async function watchStrangers() {
  const { targets } = await chromium;
  targets.onStranger((target) => {
    held.push(target);
    settle();
  });
}

function settle() {
  while (held.length > 0 && decisions.length > 0) {
    const target = /** @type {Target} */ (held.shift());
    const work = decisions.shift() ? letGo(target) : refuse(target);
    work.catch((error) => note('stranger-gone', { message: error.message }));
  }
}

/**
 * Let be: Electron would make a window of it. Here it is only a second page, which a test can count.
 * @param {Target} target
 */
async function letGo({ session }) {
  await session.send('Runtime.runIfWaitingForDebugger');
}

/**
 * A held page may share its opener's process and so hold it too: it must be let go to be closed.
 * @param {Target} target
 */
async function refuse(target) {
  const { targets } = await chromium;
  await Promise.all([letGo(target), targets.close(target.id)]);
}
