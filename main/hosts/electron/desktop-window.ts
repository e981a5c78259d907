import { BrowserWindow, screen } from 'electron';
import { pagePreferences } from './hardening/page-preferences.ts';
import { PAGE_URL } from './page-scheme.ts';
import { colourGround, presentGround } from './theme.ts';
import { MIN_SIZE, placeWindow, type WindowMemory, type WindowPlace } from './window-place.ts';

/** What the window is made of. */
export interface WindowParts {
  readonly preload: string;
  readonly icon: string;
  readonly isPackaged: boolean;
  readonly memory: WindowMemory;
}

/** Opens the one window, hidden and empty, where the last one was. */
export async function openWindow({ preload, icon, isPackaged, memory }: WindowParts): Promise<BrowserWindow> {
  const placing = placeWindow(await memory.read(), workAreas());
  const window = new BrowserWindow({
    width: placing.width,
    height: placing.height,
    ...placing.at,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: 'Gatehouse',
    backgroundColor: presentGround(),
    // The other systems take the icon from the installed program.
    ...(process.platform === 'linux' ? { icon } : {}),
    webPreferences: pagePreferences(preload, isPackaged),
  });
  colourGround(window);
  window.once('ready-to-show', () => {
    if (placing.maximized) window.maximize();
    window.show();
  });
  return window;
}

/** Loads our page into the window; resolves when it is loaded. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(PAGE_URL);
}

/** Where the window is now, as it should be found again. */
export function placeOf(window: BrowserWindow): WindowPlace {
  const { x, y, width, height } = window.getNormalBounds();
  return { x, y, width, height, maximized: window.isMaximized() };
}

/** Brings the window before everything else. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function workAreas() {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id);
  return [main, ...others].map((display) => display.workArea);
}
