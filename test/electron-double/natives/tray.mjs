import { requireReady } from '../app/lifecycle.mjs';
import { Modelled } from '../model/modelled.mjs';
import { refuseWhenGone } from '../windows/gone.mjs';
import { nativeImage } from './native-image.mjs';

/** @import { Menu } from './menu.mjs' */
/** @import { NativeImage } from './native-image.mjs' */

/** @param {NativeImage | string} image */
function checkImage(image) {
  const found = typeof image === 'string' ? nativeImage.createFromPath(image) : image;
  if (found.isEmpty()) throw new Error(`Failed to load image from path '${image}'`);
}

/** An icon that is never drawn. Tests find it, its menu and its words in `__natives.trays`. */
export class Tray extends Modelled {
  #life;

  /** @param {NativeImage | string} image */
  constructor(image) {
    requireReady('Cannot create Tray before app is ready');
    checkImage(image);
    const life = { isGone: false };
    super('Tray', refuseWhenGone(life));
    this.#life = life;
  }

  /** @param {NativeImage | string} image */
  setImage(image) {
    checkImage(image);
  }

  /** @param {NativeImage | string} image */
  setPressedImage(image) {
    checkImage(image);
  }

  /** @param {string} _text */
  setToolTip(_text) {}

  /** @param {string} _text shown on macOS only */
  setTitle(_text) {}

  /** @param {Menu | null} _menu */
  setContextMenu(_menu) {}

  popUpContextMenu() {}

  destroy() {
    this.#life.isGone = true;
  }

  isDestroyed() {
    return this.#life.isGone;
  }
}
