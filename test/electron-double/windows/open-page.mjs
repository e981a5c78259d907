import { chromium } from '../chromium/chromium.mjs';
import { ISOLATED_WORLD, SEND } from '../ipc/preload-script.mjs';

/** @import { CdpEvent } from '../chromium/pipe.mjs' */
/** @import { Size } from '../chromium/targets.mjs' */

/** @typedef {{ source: string, worldName?: string }} Script */

/** @param {Size} size what the page shall think its window is */
export function metrics({ width, height }) {
  return { width, height, deviceScaleFactor: 1, mobile: false };
}

/**
 * Opens an empty page that is watched from its first step on.
 * @param {Size} size
 * @param {readonly Script[]} scripts
 * @param {(event: CdpEvent) => void} listener
 */
export async function openPage(size, scripts, listener) {
  const { targets } = await chromium;
  const target = await targets.open(size);
  const { session } = target;
  session.listen(listener);
  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Log.enable'),
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    session.send('Runtime.addBinding', { name: SEND, executionContextName: ISOLATED_WORLD }),
    ...scripts.map((script) => session.send('Page.addScriptToEvaluateOnNewDocument', script)),
    session.send('Emulation.setDeviceMetricsOverride', metrics(size)),
    session.send('Runtime.runIfWaitingForDebugger'),
  ]);
  return target;
}
