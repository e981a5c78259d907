/** Chromium's numbers for the failures a load can meet here. @type {Record<string, number>} */
const NUMBERS = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_INVALID_URL: -300,
};

/**
 * The error with which `loadURL` refuses, as Electron words it.
 * @param {string} netError such as net::ERR_ABORTED
 * @param {string} url
 */
export function loadError(netError, url) {
  const code = netError.replace('net::', '');
  const errno = NUMBERS[code] ?? -2;
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url });
}
