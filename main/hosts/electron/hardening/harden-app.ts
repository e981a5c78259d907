import { type App, app, protocol, type WebContents } from 'electron';
import { PAGE_SCHEME } from '../page-scheme.ts';
import { guardContents } from './guard-contents.ts';

/** All that must be settled before Electron is ready, and for every page it will ever make. */
export function hardenApp(isPackaged: boolean): void {
  sandboxEveryPage();
  registerPageScheme();
  resolveNoNames(app.commandLine);
  if (isPackaged) dropDebuggingSwitches(app.commandLine);
  guardEveryPage();
}

/** Promise: every page is sandboxed, also one that forgets to ask for it. */
function sandboxEveryPage(): void {
  app.enableSandbox();
}

/** Promise: the page has an origin of its own, with the rules of a secure site and none of a file's. */
function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Promise: no name is ever looked up, so that not even a hint such as dns-prefetch leaves the machine. */
function resolveNoNames(switches: App['commandLine']): void {
  switches.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

const DEBUGGING_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
];

/** Promise: nobody attaches a debugger to the packaged app by starting it with a switch. */
function dropDebuggingSwitches(switches: App['commandLine']): void {
  for (const name of DEBUGGING_SWITCHES) switches.removeSwitch(name);
}

/** Promise: the guards stand before any page, also one that we did not open. */
function guardEveryPage(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => guardContents(contents));
}
