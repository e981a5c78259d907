/** @type {() => void} */
let announceReady;
let hasStarted = false;

/** Settles when the app may open windows. @type {Promise<void>} */
export const ready = new Promise((resolve) => {
  announceReady = resolve;
});

export function isReady() {
  return hasStarted;
}

export function becomeReady() {
  hasStarted = true;
  announceReady();
}

/**
 * Electron refuses much before 'ready', and so does the double.
 * @param {string} sentence
 */
export function requireReady(sentence) {
  if (!hasStarted) throw new Error(sentence);
}

/** @param {string} sentence */
export function requireStarting(sentence) {
  if (hasStarted) throw new Error(sentence);
}
