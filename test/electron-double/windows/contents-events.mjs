import { app } from '../app/app.mjs';
import { ipcMain, takeInvocation, takeMessage } from '../ipc/ipc-main.mjs';
import { preventable } from '../model/event.mjs';
import { note } from '../model/trace.mjs';
import { answerRequest } from './requests.mjs';

/** @import { Page } from './page.mjs' */
/** @import { WebContents } from './web-contents.mjs' */
/** @import { Request } from '../ipc/ipc-main.mjs' */

/** Console levels as Electron names them. @type {Record<string, string>} */
const LEVELS = { error: 'error', assert: 'error', warning: 'warning', debug: 'debug', verbose: 'debug' };

/**
 * Says in Electron's events what happens to a page.
 * @param {Page} page
 * @param {WebContents} contents
 * @param {string} preload where the preload lies
 */
export function relayEvents(page, contents, preload) {
  const { mainFrame } = contents;
  page.on('loading', (isLoading) =>
    contents.emit(isLoading ? 'did-start-loading' : 'did-stop-loading', preventable()),
  );
  page.on('navigated', (url) => contents.emit('did-navigate', preventable(), url, 200, 'OK'));
  page.on('navigated-within', (url, isMain) =>
    contents.emit('did-navigate-in-page', preventable(), url, isMain, 1, 1),
  );
  page.on('dom-ready', () => contents.emit('dom-ready', preventable()));
  page.on('loaded', () => contents.emit('did-finish-load', preventable()));
  page.on('failed', ({ errno, code, url }) =>
    contents.emit('did-fail-load', preventable(), errno, code, url, true, 1, 1),
  );
  page.on('titled', (title) => contents.emit('page-title-updated', preventable(), title, true));
  page.on('said', ({ level, message }) => {
    contents.emit(
      'console-message',
      preventable({ level: LEVELS[level] ?? 'info', message, frame: mainFrame }),
    );
  });
  page.on('crashed', () => {
    const details = { reason: 'crashed', exitCode: 1 };
    contents.emit('render-process-gone', preventable(), details);
    app.emit('render-process-gone', preventable(), contents, details);
  });
  page.on('request', (paused) => void answerRequest(page, contents, paused));
  page.on('posted', (message, isPresent) => {
    if (message.op === 'preload-error') preloadFailed(contents, preload, message);
    else void takePost(page, contents, message, isPresent);
  });
}

/**
 * @param {Page} page
 * @param {WebContents} contents
 * @param {Request} message
 * @param {boolean} isPresent whether the document that sent it is still there
 */
async function takePost(page, contents, message, isPresent) {
  const frame = isPresent ? contents.mainFrame : null;
  /** @type {import('../ipc/ipc-main.mjs').Sender} */
  const sender = { contents, frame, answer: (channel, ...args) => contents.send(channel, ...args) };
  const doors = [contents.ipc, ipcMain];
  if (message.op === 'send') takeMessage(message, sender, doors);
  else page.post(await takeInvocation(message, sender, doors));
}

/**
 * @param {WebContents} contents
 * @param {string} path
 * @param {{ message: string, stack?: string | undefined }} problem
 */
export function preloadFailed(contents, path, { message, stack }) {
  note('preload-error', { message });
  console.error(`Unable to load preload script: ${path}\n${stack ?? message}`);
  contents.emit('preload-error', preventable(), path, Object.assign(new Error(message), { stack }));
}
