/**
 * Records what an app asks of the desktop, the same way on the double and on the real Electron: members of Electron's
 * objects are wrapped, nothing else. Tests read it in the main process as `__natives`:
 *
 *   log            every call, in order: { what: 'shell.openExternal', ...details }
 *   trays          { tray, toolTip, menu, image } of each tray seen, newest last
 *   notifications  each notification shown
 *   shortcuts      callbacks of global shortcuts, by accelerator
 *   answers        what dialogs answer next, by name: answers.showMessageBox.push({ response: 1 })
 *
 * Dialogs never appear and nothing is opened outside. An unscripted dialog answers as Escape would.
 *
 * @typedef {Record<string, unknown>} Details
 * @typedef {(...args: unknown[]) => unknown} Member
 * @typedef {(self: unknown, args: readonly unknown[]) => Details} DetailsOf
 */

const electron = require('electron');

/** @type {{ what: string, [detail: string]: unknown }[]} */
const log = [];
/** @type {{ tray: unknown, toolTip?: unknown, menu?: unknown, image?: unknown }[]} */
const trays = [];
/** @type {unknown[]} */
const notifications = [];
/** @type {Map<unknown, unknown>} */
const shortcuts = new Map();
/** @type {Record<string, object[]>} */
const answers = { showMessageBox: [], showMessageBoxSync: [], showOpenDialog: [], showSaveDialog: [] };

/**
 * @param {string} owner its name in the log
 * @param {object} target
 * @param {string} name
 * @param {DetailsOf} detailsOf
 * @param {Member} [instead] done in place of the real thing
 */
function watch(owner, target, name, detailsOf, instead) {
  const original = /** @type {Member} */ (Reflect.get(target, name));
  /**
   * @this {unknown}
   * @param {unknown[]} args
   */
  function observed(...args) {
    log.push({ what: `${owner}.${name}`, ...detailsOf(this, args) });
    return (instead ?? original).apply(this, args);
  }
  Reflect.set(target, name, observed);
}

/** @param {unknown} image */
function describeImage(image) {
  if (typeof image === 'string') return image;
  const native = /** @type {Electron.NativeImage} */ (image);
  return { ...native.getSize(), isTemplate: native.isTemplateImage() };
}

/** @param {unknown} menu */
function labelsOf(menu) {
  const { items } = /** @type {Electron.Menu | null} */ (menu) ?? { items: [] };
  return items.map((item) => (item.type === 'separator' ? '-' : item.label));
}

/** @param {unknown} tray */
function entryOf(tray) {
  const known = trays.find((entry) => entry.tray === tray);
  if (known) return known;
  const entry = { tray };
  trays.push(entry);
  return entry;
}

function watchTray() {
  const { prototype } = electron.Tray;
  watch('Tray', prototype, 'setToolTip', (tray, [toolTip]) => {
    Object.assign(entryOf(tray), { toolTip });
    return { toolTip };
  });
  watch('Tray', prototype, 'setContextMenu', (tray, [menu]) => {
    Object.assign(entryOf(tray), { menu });
    return { labels: labelsOf(menu) };
  });
  watch('Tray', prototype, 'setImage', (tray, [image]) => {
    Object.assign(entryOf(tray), { image });
    return { image: describeImage(image) };
  });
  watch('Tray', prototype, 'setTitle', (_tray, [title]) => ({ title }));
  watch('Tray', prototype, 'destroy', (tray) => {
    trays.splice(trays.indexOf(entryOf(tray)), 1);
    return {};
  });
}

function watchNotifications() {
  const { prototype } = electron.Notification;
  watch('Notification', prototype, 'show', (shown) => {
    notifications.push(shown);
    const { title, body, silent } = /** @type {Electron.Notification} */ (shown);
    return { title, body, silent };
  });
  watch('Notification', prototype, 'close', (closed) => ({
    title: Reflect.get(/** @type {object} */ (closed), 'title'),
  }));
}

/**
 * @param {'showMessageBox' | 'showMessageBoxSync' | 'showOpenDialog' | 'showSaveDialog'} name
 * @param {(options: Electron.MessageBoxOptions) => unknown} onEscape
 */
function watchDialog(name, onEscape) {
  /** @param {readonly unknown[]} args a window may come first */
  const optionsOf = (args) => /** @type {Electron.MessageBoxOptions} */ (args.at(-1) ?? {});
  /** @type {Member} */
  const answer = (...args) => {
    const given = answers[name]?.shift() ?? onEscape(optionsOf(args));
    return name.endsWith('Sync') ? given : Promise.resolve(given);
  };
  watch('dialog', electron.dialog, name, (_dialog, args) => ({ options: optionsOf(args) }), answer);
}

/** @param {Electron.MessageBoxOptions} options */
function escapeOf({ buttons = [], cancelId }) {
  const cancel = buttons.findIndex((label) => /^(cancel|no)$/i.test(label));
  return cancelId ?? Math.max(0, cancel);
}

function watchDialogs() {
  watchDialog('showMessageBox', (options) => ({ response: escapeOf(options), checkboxChecked: false }));
  watchDialog('showMessageBoxSync', escapeOf);
  watchDialog('showOpenDialog', () => ({ canceled: true, filePaths: [] }));
  watchDialog('showSaveDialog', () => ({ canceled: true, filePath: '' }));
  watch(
    'dialog',
    electron.dialog,
    'showErrorBox',
    (_dialog, [title, content]) => ({ title, content }),
    () => undefined,
  );
}

function watchOutside() {
  const { shell, clipboard, globalShortcut } = electron;
  watch(
    'shell',
    shell,
    'openExternal',
    (_shell, [url]) => ({ url }),
    async () => undefined,
  );
  watch(
    'shell',
    shell,
    'openPath',
    (_shell, [path]) => ({ path }),
    async () => '',
  );
  watch(
    'shell',
    shell,
    'showItemInFolder',
    (_shell, [path]) => ({ path }),
    () => undefined,
  );
  watch(
    'shell',
    shell,
    'beep',
    () => ({}),
    () => undefined,
  );
  watch('clipboard', clipboard, 'writeText', (_clipboard, [text]) => ({ text }));
  watch('globalShortcut', globalShortcut, 'register', (_shortcut, [accelerator, callback]) => {
    shortcuts.set(accelerator, callback);
    return { accelerator };
  });
}

function watchApp() {
  const { app, Menu } = electron;
  watch('Menu', Menu, 'setApplicationMenu', (_menu, [menu]) => ({ labels: labelsOf(menu) }));
  watch('Menu', Menu.prototype, 'popup', (menu) => ({ labels: labelsOf(menu) }));
  watch('app', app, 'enableSandbox', () => ({}));
  watch('app', app, 'setLoginItemSettings', (_app, [settings]) => ({ settings }));
  watch('app', app, 'setAsDefaultProtocolClient', (_app, [scheme]) => ({ scheme }));
  watch('app', app, 'setBadgeCount', (_app, [count]) => ({ count }));
  watch(
    'app',
    app,
    'relaunch',
    () => ({}),
    () => undefined,
  );
}

watchTray();
watchNotifications();
watchDialogs();
watchOutside();
watchApp();
Object.assign(globalThis, { __natives: { log, trays, notifications, shortcuts, answers } });
