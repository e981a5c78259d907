/** Faults of the sample app that the double's own tests must notice. */
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** @type {import('../faults.mjs').Plan} */
export const plan = {
  root: import.meta.dirname,
  copy: ['package.json', 'main.mjs', 'preload.cjs', 'page.html', 'page.js', 'page.css', 'icon.png'],
  variable: 'SAMPLE_FOLDER',
  command: [
    process.execPath,
    join(ROOT, 'node_modules/@playwright/test/cli.js'),
    'test',
    '-c',
    resolve(import.meta.dirname, '../playwright.config.ts'),
    // A spec that failed for want of time passes the second time; one that saw the fault does not.
    '--retries=1',
    '--max-failures=1',
    '--timeout=20000',
    '--reporter=dot',
  ],
  faults: [
    {
      name: 'a page may navigate away',
      file: 'main.mjs',
      find: '(event) => event.preventDefault()',
      replace: '() => {}',
      only: ['navigation'],
    },
    {
      name: 'a page may open windows',
      file: 'main.mjs',
      find: "{ action: 'deny' }",
      replace: "{ action: 'allow' }",
      only: ['navigation'],
    },
    {
      name: 'permissions are granted on request and check',
      file: 'main.mjs',
      find: 'setPermissionCheckHandler(() => false)',
      replace: 'setPermissionCheckHandler(() => true); defaultSession.setPermissionRequestHandler(null)',
      only: ['isolation'],
    },
    {
      name: 'the sender is not checked',
      file: 'main.mjs',
      find: 'checkSender(event);',
      replace: '',
      only: ['isolation'],
    },
    {
      name: 'inline scripts and eval are allowed',
      file: 'main.mjs',
      find: "script-src 'self'",
      replace: "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
      only: ['isolation'],
    },
    {
      name: 'inline styles are allowed',
      file: 'main.mjs',
      find: "style-src 'self'",
      replace: "style-src 'self' 'unsafe-inline'",
      only: ['isolation'],
    },
    {
      name: 'any file of the app is served',
      file: 'main.mjs',
      find: "host !== 'sample' || type === undefined",
      replace: "host !== 'sample'",
      only: ['isolation'],
    },
    {
      name: 'the preload is not found',
      file: 'main.mjs',
      find: "'preload.cjs'",
      replace: "'preload.js'",
      only: ['ipc'],
    },
    {
      name: 'the preload uses a module of node',
      file: 'preload.cjs',
      find: "require('electron')",
      replace: "require('node:fs')",
      only: ['ipc'],
    },
    {
      name: 'the preload exposes another name',
      file: 'preload.cjs',
      find: "exposeInMainWorld('sample'",
      replace: "exposeInMainWorld('simple'",
      only: ['ipc'],
    },
    {
      name: 'the page is not isolated',
      file: 'main.mjs',
      find: 'contextIsolation: true',
      replace: 'contextIsolation: false',
      only: ['ipc'],
    },
    {
      name: 'closing to the tray destroys the window',
      file: 'main.mjs',
      find: 'window.hide();',
      replace: 'window.destroy();',
      only: ['life'],
    },
    {
      name: 'every start is a first start',
      file: 'main.mjs',
      find: "if (app.requestSingleInstanceLock({ asked: process.env.SAMPLE_ASK ?? '' }))",
      replace: 'if (true)',
      only: ['life'],
    },
    {
      name: 'a crashed page stays away',
      file: 'main.mjs',
      find: '() => window.webContents.reload()',
      replace: '() => {}',
      only: ['life'],
    },
    {
      name: 'a notification leads nowhere',
      file: 'main.mjs',
      find: "notification.on('click', () => window.show());",
      replace: '',
      only: ['natives'],
    },
    {
      name: 'the tray leads nowhere',
      file: 'main.mjs',
      find: "{ label: 'Open', click: () => window.show() }",
      replace: "{ label: 'Open', click: () => {} }",
      only: ['natives'],
    },
    {
      name: 'a listener is never taken off',
      file: 'preload.cjs',
      find: 'ipcRenderer.off(channel, heard);',
      replace: '',
      only: ['ipc'],
    },
  ],
};
