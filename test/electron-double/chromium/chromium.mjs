import { Browser } from './browser.mjs';
import { Targets } from './targets.mjs';

/** @typedef {{ browser: Browser, targets: Targets }} Chromium */

/** @type {(chromium: Chromium) => void} */
let announce;

/** The one Chromium of this process, once it answers. @type {Promise<Chromium>} */
export const chromium = new Promise((resolve) => {
  announce = resolve;
});

/**
 * Starts Chromium. The returned function ends it and removes its profile.
 * @param {string | undefined} debuggingPort
 */
export function startChromium(debuggingPort) {
  const browser = new Browser({ debuggingPort });
  const targets = new Targets(browser.pipe);
  const up = targets.watch().then(async () => {
    const { product } = await browser.pipe.send('Browser.getVersion');
    announce({ browser, targets });
    return product.replace(/^.*\//, '');
  });
  return { up, dispose: () => browser.dispose() };
}
