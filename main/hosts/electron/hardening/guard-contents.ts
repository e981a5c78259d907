import type { WebContents } from 'electron';
import { PAGE_URL } from '../page-scheme.ts';

/** Keeps one page where it is: it goes nowhere, opens nothing and takes nothing in. */
export function guardContents(contents: WebContents): void {
  refuseNavigation(contents);
  refuseFrameNavigation(contents);
  refuseRedirects(contents);
  refuseWindows(contents);
  refuseWebviews(contents);
}

/** Promise: the window shows our page and nothing else; the page may only load itself again. */
function refuseNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (withoutFragment(event.url) !== PAGE_URL) event.preventDefault();
  });
}

/** Promise: no frame inside the page is filled with anything. */
function refuseFrameNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
}

/** Promise: no answer sends the window elsewhere. */
function refuseRedirects(contents: WebContents): void {
  contents.on('will-redirect', (event) => event.preventDefault());
}

/** Promise: the page opens no window. */
function refuseWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Promise: no webview is attached, whatever made it. */
function refuseWebviews(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? '';
}
