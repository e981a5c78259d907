import { Modelled } from '../model/modelled.mjs';

/** @typedef {'system' | 'light' | 'dark'} ThemeSource */

const SOURCES = ['system', 'light', 'dark'];

let isSystemDark = false;
/** @type {(() => void)[]} */
const followers = [];

/** @param {() => void} follower called when pages must change their colours */
export function followTheme(follower) {
  followers.push(follower);
}

/** @param {boolean} isDark what the desktop around would say */
export function setSystemDark(isDark) {
  isSystemDark = isDark;
  announce();
}

function announce() {
  for (const follower of followers) follower();
  nativeTheme.emit('updated');
}

class NativeTheme extends Modelled {
  /** @type {ThemeSource} */
  #source = 'system';

  inForcedColorsMode = false;
  shouldUseHighContrastColors = false;
  shouldUseInvertedColorScheme = false;
  prefersReducedTransparency = false;

  constructor() {
    super('NativeTheme');
  }

  get shouldUseDarkColors() {
    return this.#source === 'system' ? isSystemDark : this.#source === 'dark';
  }

  get themeSource() {
    return this.#source;
  }

  set themeSource(source) {
    if (!SOURCES.includes(source))
      throw new TypeError(`Error processing argument: ${source} is no theme source`);
    this.#source = source;
    announce();
  }
}

export const nativeTheme = new NativeTheme();
