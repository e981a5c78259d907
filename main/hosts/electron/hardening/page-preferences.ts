import type { WebPreferences } from 'electron';

/** How every page of ours runs: in a sandbox, apart from the preload, without Node and without ways around the page. */
export function pagePreferences(preload: string, isPackaged: boolean): WebPreferences {
  return {
    preload,
    // Promise: a page is held by the system's sandbox.
    sandbox: true,
    // Promise: a page cannot reach what the preload holds.
    contextIsolation: true,
    // Promise: no Node in pages, their workers or their frames.
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    // Promise: a page cannot make a webview.
    webviewTag: false,
    // Promise: no page reads another origin, and nothing comes in unencrypted.
    webSecurity: true,
    allowRunningInsecureContent: false,
    // Promise: a file dropped on the window is not opened in it.
    navigateOnDragDrop: false,
    // Promise: no requests for dictionaries.
    spellcheck: false,
    // Promise: no DevTools in the packaged app.
    devTools: !isPackaged,
  };
}
