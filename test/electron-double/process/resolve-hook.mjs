/** Module resolution on Node 20, run in Node's own loader thread; see modules.mjs. */

/** @type {{ names: readonly string[], url: string }} */
let known;

/** @param {{ names: readonly string[], url: string }} data */
export function initialize(data) {
  known = data;
}

/**
 * @param {string} specifier
 * @param {object} context
 * @param {(specifier: string, context: object) => object} next
 */
export function resolve(specifier, context, next) {
  return known.names.includes(specifier) ? { url: known.url, shortCircuit: true } : next(specifier, context);
}
