import { requireReady } from '../app/lifecycle.mjs';
import { Modelled } from '../model/modelled.mjs';

/** What a panel leaves of the one display. */
export const workArea = { x: 0, y: 0, width: 1920, height: 1040 };

const DISPLAY = {
  id: 1,
  label: 'Double',
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  size: { width: 1920, height: 1080 },
  workArea,
  workAreaSize: { width: workArea.width, height: workArea.height },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
};

/** One display, always the same. */
class Screen extends Modelled {
  constructor() {
    super('Screen');
  }

  getPrimaryDisplay() {
    requireReady("The 'screen' module can't be used before the app 'ready' event");
    return DISPLAY;
  }

  getAllDisplays() {
    return [this.getPrimaryDisplay()];
  }

  /** @param {Electron.Rectangle} _bounds */
  getDisplayMatching(_bounds) {
    return this.getPrimaryDisplay();
  }

  /** @param {Electron.Point} _point */
  getDisplayNearestPoint(_point) {
    return this.getPrimaryDisplay();
  }

  getCursorScreenPoint() {
    return { x: 0, y: 0 };
  }
}

export const screen = new Screen();
