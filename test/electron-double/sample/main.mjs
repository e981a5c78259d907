/**
 * A hardened app in small: everything a real one does that the double must carry. Its tests lie in ../tests.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  protocol,
  session,
  shell,
  Tray,
} from 'electron';

const HERE = import.meta.dirname;
const HOME = 'app://sample/page.html';
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const FILES = new Map([
  ['/page.html', 'text/html'],
  ['/page.js', 'text/javascript'],
  ['/page.css', 'text/css'],
]);

let isQuitting = false;

/** @param {Request} request */
async function servePage(request) {
  const { host, pathname } = new URL(request.url);
  const type = FILES.get(pathname);
  if (host !== 'sample' || type === undefined) return new Response('no such page', { status: 404 });
  const headers = { 'content-type': type, 'content-security-policy': POLICY };
  return new Response(await readFile(join(HERE, pathname)), { headers });
}

/** @param {Electron.IpcMainInvokeEvent} event */
function checkSender({ senderFrame }) {
  if (senderFrame?.origin !== 'app://sample') throw new Error('this sender may not ask');
}

/** @type {Record<string, (window: BrowserWindow, ...args: never[]) => unknown>} */
const VERBS = {
  echo: (_window, value) => value,
  fail: () => {
    throw new RangeError('out of reach');
  },
  unclonable: () => ({ run: () => 1 }),
  tick: (window, n) => window.webContents.send('tick', n),
  notify: (window, title) => {
    const notification = new Notification({ title, body: 'body' });
    notification.on('click', () => window.show());
    notification.show();
  },
  ask: async (window, message) =>
    (await dialog.showMessageBox(window, { message, buttons: ['Go', 'Cancel'] })).response,
  open: (_window, url) => shell.openExternal(url),
};

/** @param {BrowserWindow} window */
function harden(window) {
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => event.preventDefault());
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !details.url.startsWith('app://sample/') });
  });
}

function openWindow() {
  const window = new BrowserWindow({
    width: 900,
    height: 600,
    minWidth: 400,
    minHeight: 300,
    show: false,
    webPreferences: {
      preload: join(HERE, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      devTools: false,
    },
  });
  harden(window);
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    if (isQuitting || process.env.SAMPLE_TRAY !== '1') return;
    event.preventDefault();
    window.hide();
  });
  window.webContents.on('render-process-gone', () => window.webContents.reload());
  for (const [verb, act] of Object.entries(VERBS)) {
    ipcMain.handle(verb, (event, ...args) => {
      checkSender(event);
      return act(window, .../** @type {never[]} */ (args));
    });
  }
  ipcMain.on('note', (event, text) =>
    event.reply('noted', text, event.senderFrame === window.webContents.mainFrame),
  );
  return window;
}

/** @param {BrowserWindow} window */
function dress(window) {
  const tray = new Tray(join(HERE, 'icon.png'));
  tray.setToolTip('Sample · 3 waiting');
  const menu = Menu.buildFromTemplate([
    { label: 'Open', click: () => window.show() },
    { type: 'separator' },
    { label: 'Quit', click: () => app.quit() },
  ]);
  tray.setContextMenu(menu);
  tray.on('click', () => window.show());
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'fileMenu' }, { role: 'editMenu' }]));
  nativeTheme.on('updated', () => window.webContents.send('theme', nativeTheme.shouldUseDarkColors));
  powerMonitor.on('resume', () => window.webContents.send('tick', -1));
}

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();

if (app.requestSingleInstanceLock({ asked: process.env.SAMPLE_ASK ?? '' })) {
  app.on('before-quit', () => {
    isQuitting = true;
  });
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => {
    protocol.handle('app', servePage);
    const window = openWindow();
    dress(window);
    app.on('second-instance', (_event, _argv, folder, extra) => {
      window.setTitle(`second from ${folder === process.cwd() ? 'here' : folder}: ${JSON.stringify(extra)}`);
      window.show();
    });
    void window.loadURL(HOME);
  });
} else {
  app.quit();
}
