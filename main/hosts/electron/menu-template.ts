import type { MenuItemConstructorOptions } from 'electron';

/** What the menu depends on. */
export interface MenuFacts {
  readonly platform: string;
  readonly isPackaged: boolean;
}

/** The application's menu, of standard entries only; the packaged app has no way to reload or to inspect. */
export function menuTemplate({ platform, isPackaged }: MenuFacts): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  return [
    isMac ? { role: 'appMenu' } : { role: 'fileMenu' },
    { role: 'editMenu' },
    viewMenu(isPackaged),
    { role: 'windowMenu' },
    ...(isMac ? [] : [helpMenu]),
  ];
}

function viewMenu(isPackaged: boolean): MenuItemConstructorOptions {
  const forUs: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { role: 'toggleDevTools' },
    { type: 'separator' },
  ];
  return {
    label: 'View',
    submenu: [
      ...(isPackaged ? [] : forUs),
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
}

const helpMenu: MenuItemConstructorOptions = { role: 'help', submenu: [{ role: 'about' }] };
