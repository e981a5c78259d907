import type { Session } from 'electron';
import { isOwnAddress } from '../page-scheme.ts';

/** What pages of this session may ask of the machine and of the world: nothing. */
export function hardenSession(session: Session): void {
  refusePermissionRequests(session);
  refusePermissionChecks(session);
  refuseDevices(session);
  refuseOutsideRequests(session);
  refuseDownloads(session);
  fetchNoDictionaries(session);
}

/** Promise: every permission that a page asks for is refused. */
function refusePermissionRequests(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
}

/** Promise: every permission that a page looks up is refused. */
function refusePermissionChecks(session: Session): void {
  session.setPermissionCheckHandler(() => false);
}

/** Promise: no USB, serial or HID device is given to a page. */
function refuseDevices(session: Session): void {
  session.setDevicePermissionHandler(() => false);
}

/** Promise: nothing is requested but the files of our own page. */
function refuseOutsideRequests(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwnAddress(url) }));
}

/** Promise: a page puts no file on the disk. */
function refuseDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault());
}

/** Promise: no dictionary is fetched for checking spelling. */
function fetchNoDictionaries(session: Session): void {
  session.setSpellCheckerEnabled(false);
}
