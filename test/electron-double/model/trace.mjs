/**
 * What happened inside the double that no patch of Electron's members could see: requests that left the app,
 * navigations and windows asked for by a page, scripts that failed. Tests read it as `__double.trace`.
 * @type {{ what: string, [detail: string]: unknown }[]}
 */
export const trace = [];

/**
 * @param {string} what
 * @param {Record<string, unknown>} details
 */
export function note(what, details) {
  trace.push({ what, ...details });
}
