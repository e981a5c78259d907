import { app } from '../app/app.mjs';
import { notModelled } from '../model/strict.mjs';

/** @import { BrowserWindow } from '../windows/browser-window.mjs' */

/**
 * @typedef {object} Role
 * @property {string} label
 * @property {string} [accelerator]
 * @property {readonly string[]} [submenu] roles inside; '-' is a separator
 * @property {(window: BrowserWindow | undefined) => void} [act] without it, clicking is not modelled
 */

/** Electron's roles by their names in small letters. @type {Readonly<Record<string, Role>>} */
const ROLES = {
  about: { label: `About ${app.name}`, act: () => app.showAboutPanel() },
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', act: () => app.quit() },
  close: { label: 'Close Window', accelerator: 'CommandOrControl+W', act: (window) => window?.close() },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', act: (window) => window?.minimize() },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R', act: (window) => window?.reload() },
  forcereload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R', act: (window) => window?.reload() },
  toggledevtools: {
    label: 'Toggle Developer Tools',
    accelerator: 'Ctrl+Shift+I',
    act: (window) => window?.webContents.toggleDevTools(),
  },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: 'F11',
    act: (window) => window?.setFullScreen(!window.isFullScreen()),
  },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
  redo: { label: 'Redo', accelerator: 'Shift+CommandOrControl+Z' },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X' },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C' },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V' },
  delete: { label: 'Delete' },
  selectall: { label: 'Select All', accelerator: 'CommandOrControl+A' },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
  help: { label: 'Help' },
  appmenu: { label: app.name, submenu: ['about', '-', 'quit'] },
  filemenu: { label: 'File', submenu: ['quit'] },
  editmenu: {
    label: 'Edit',
    submenu: ['undo', 'redo', '-', 'cut', 'copy', 'paste', 'delete', '-', 'selectAll'],
  },
  viewmenu: { label: 'View', submenu: ['reload', 'toggleDevTools', '-', 'resetZoom', 'zoomIn', 'zoomOut'] },
  windowmenu: { label: 'Window', submenu: ['minimize', 'close'] },
};

/** @param {string} role */
export function roleOf(role) {
  const found = ROLES[role.toLowerCase()];
  if (!found) throw notModelled(`menu role ${role}`);
  return found;
}

/**
 * @param {string} role
 * @param {BrowserWindow | undefined} window
 */
export function actRole(role, window) {
  const { act } = roleOf(role);
  if (!act) throw notModelled(`clicking the menu role ${role}`);
  act(window);
}
