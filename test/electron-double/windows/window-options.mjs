import { checkOptions, notModelled } from '../model/strict.mjs';

// What the double takes. Looks (frame, colours, icons) are taken and not drawn: it has no window manager.
const WINDOW = new Set([
  'width',
  'height',
  'x',
  'y',
  'minWidth',
  'minHeight',
  'center',
  'show',
  'title',
  'icon',
  'backgroundColor',
  'darkTheme',
  'frame',
  'autoHideMenuBar',
  'titleBarStyle',
  'titleBarOverlay',
  'trafficLightPosition',
  'paintWhenInitiallyHidden',
  'webPreferences',
]);

const PREFERENCES = new Set([
  'preload',
  'additionalArguments',
  'devTools',
  'spellcheck',
  'backgroundThrottling',
  'navigateOnDragDrop',
  'safeDialogs',
  'disableDialogs',
  'enableWebSQL',
  'webgl',
  'plugins',
]);

/**
 * The safe side of each switch: the only one the double can show, and the only one we ever want.
 * @type {Readonly<Record<string, boolean>>}
 */
const SAFE = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
};

/**
 * Refuses what the double would ignore, and every preference that weakens the window.
 * @param {Electron.BrowserWindowConstructorOptions} options
 */
export function checkWindowOptions(options) {
  checkOptions('BrowserWindow', options, WINDOW);
  const preferences = options.webPreferences ?? {};
  checkOptions('webPreferences', preferences, new Set([...PREFERENCES, ...Object.keys(SAFE)]));
  for (const [key, value] of Object.entries(preferences)) {
    if (key in SAFE && value !== SAFE[key]) throw notModelled(`webPreferences.${key}: ${value}`);
  }
}
