/** A rectangle on the desktop, in the screen's own points. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window was, and whether it filled the screen. */
export interface WindowPlace extends Area {
  readonly maximized: boolean;
}

/** Where the window's place is kept from one start to the next. */
export interface WindowMemory {
  read(): Promise<WindowPlace | null>;
  write(place: WindowPlace): Promise<unknown>;
}

/** Size of a new window, and its place when there is one to return to; without a place the system centres it. */
export interface Placing {
  readonly width: number;
  readonly height: number;
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly maximized: boolean;
}

export const MIN_SIZE = { width: 900, height: 600 } as const;
const FIRST_SIZE = { width: 1360, height: 860 } as const;
/** So much of the window's upper edge must be seen, so that it can be taken hold of. */
const HOLD = { width: 120, height: 40 } as const;

/** Fits the remembered place to the screens of today (their work areas, the main one first). */
export function placeWindow(remembered: WindowPlace | null, workAreas: readonly Area[]): Placing {
  if (remembered === null) {
    return { ...sizeWithin(FIRST_SIZE, workAreas[0]), at: null, maximized: false };
  }
  const home = workAreas.find((area) => canBeHeld({ ...remembered, ...sizeWithin(remembered, area) }, area));
  return {
    ...sizeWithin(remembered, home ?? workAreas[0]),
    at: home === undefined ? null : { x: remembered.x, y: remembered.y },
    maximized: remembered.maximized,
  };
}

type Size = Pick<Area, 'width' | 'height'>;

function sizeWithin(wanted: Size, area: Size | undefined): Size {
  return {
    width: Math.max(MIN_SIZE.width, Math.min(wanted.width, area?.width ?? wanted.width)),
    height: Math.max(MIN_SIZE.height, Math.min(wanted.height, area?.height ?? wanted.height)),
  };
}

function canBeHeld(place: Area, area: Area): boolean {
  const seen = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  const isTopSeen = place.y >= area.y && place.y + HOLD.height <= area.y + area.height;
  return seen >= HOLD.width && isTopSeen;
}
