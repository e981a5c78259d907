/**
 * The `electron` module of the double: what an app's main process imports. Names of which nothing is modelled are here
 * too, because an app may import them; using one throws.
 */
import { absent, strict } from './model/strict.mjs';
import * as menus from './natives/menu.mjs';
import * as notifications from './natives/notification.mjs';
import * as trays from './natives/tray.mjs';
import * as windows from './windows/browser-window.mjs';

export { app } from './app/app.mjs';
export { ipcMain } from './ipc/ipc-main.mjs';
export { clipboard } from './natives/clipboard.mjs';
export { dialog } from './natives/dialog.mjs';
export { globalShortcut } from './natives/global-shortcut.mjs';
export { nativeImage } from './natives/native-image.mjs';
export { nativeTheme } from './natives/native-theme.mjs';
export { powerMonitor } from './natives/power-monitor.mjs';
export { screen } from './natives/screen.mjs';
export { shell } from './natives/shell.mjs';
export { net } from './policy/net.mjs';
export { protocol } from './policy/protocol.mjs';
export { session } from './policy/session.mjs';
export { webContents } from './windows/all-contents.mjs';

export const BrowserWindow = strict('BrowserWindow', windows.BrowserWindow);
export const Menu = strict('Menu', menus.Menu);
export const MenuItem = strict('MenuItem', menus.MenuItem);
export const Notification = strict('Notification', notifications.Notification);
export const Tray = strict('Tray', trays.Tray);

export const autoUpdater = absent('autoUpdater');
export const BaseWindow = absent('BaseWindow');
export const BrowserView = absent('BrowserView');
export const ClipboardItem = absent('ClipboardItem');
export const contentTracing = absent('contentTracing');
export const crashReporter = absent('crashReporter');
export const desktopCapturer = absent('desktopCapturer');
export const ImageView = absent('ImageView');
export const inAppPurchase = absent('inAppPurchase');
export const IpcMainServiceWorker = absent('IpcMainServiceWorker');
export const MessageChannelMain = absent('MessageChannelMain');
export const netLog = absent('netLog');
export const powerSaveBlocker = absent('powerSaveBlocker');
export const pushNotifications = absent('pushNotifications');
export const safeStorage = absent('safeStorage');
export const sharedTexture = absent('sharedTexture');
export const ShareMenu = absent('ShareMenu');
export const systemPreferences = absent('systemPreferences');
export const TouchBar = absent('TouchBar');
export const utilityProcess = absent('utilityProcess');
export const View = absent('View');
export const WebContentsView = absent('WebContentsView');
export const webFrameMain = absent('webFrameMain');
export const WebSocket = absent('WebSocket');
