import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Area, MIN_SIZE, placeWindow } from '../../../main/hosts/electron/window-place.ts';

const main: Area = { x: 0, y: 25, width: 1920, height: 1055 };
const right: Area = { x: 1920, y: 0, width: 1280, height: 1024 };

const at = (x: number, y: number, width = 1000, height = 700) => ({ x, y, width, height, maximized: false });

describe('the place of the window', () => {
  it('is of the design and centred at the first start', () => {
    expect(placeWindow(null, [main])).toEqual({ width: 1360, height: 860, at: null, maximized: false });
  });

  it.each([
    ['a small screen', { x: 0, y: 0, width: 1280, height: 720 }, { width: 1280, height: 720 }],
    ['a screen below the smallest window', { x: 0, y: 0, width: 800, height: 500 }, MIN_SIZE],
  ])('fits %s', (_name, area, size) => {
    expect(placeWindow(null, [area])).toMatchObject(size);
  });

  it.each([
    ['where it was', at(40, 50), { x: 40, y: 50 }],
    ['partly beyond the left edge', at(-800, 50), { x: -800, y: 50 }],
    ['on the second screen', at(2000, 30), { x: 2000, y: 30 }],
    ['on a screen that is gone', at(4000, 30), null],
    ['above every screen', at(100, -300), null],
    ['below the lower edge', at(100, 1070), null],
    ['with only a sliver in sight', at(-950, 50), null],
  ])('is found again: %s', (_name, remembered, place) => {
    expect(placeWindow(remembered, [main, right])).toEqual({
      width: 1000,
      height: 700,
      at: place,
      maximized: false,
    });
  });

  it('shrinks to the screen it is on', () => {
    expect(placeWindow(at(1930, 10, 1900, 1050), [main, right])).toMatchObject({ width: 1280, height: 1024 });
  });

  it('keeps that it filled the screen', () => {
    expect(placeWindow({ ...at(0, 30), maximized: true }, [main]).maximized).toBe(true);
  });

  const coordinate = fc.integer({ min: -10_000, max: 10_000 });
  const length = fc.integer({ min: 1, max: 10_000 });
  const area = fc.record({ x: coordinate, y: coordinate, width: length, height: length });

  it('is never too small to use, and never out of reach, whatever was remembered', () => {
    fc.assert(
      fc.property(area, fc.array(area, { minLength: 1, maxLength: 3 }), (remembered, areas) => {
        const placing = placeWindow({ ...remembered, maximized: false }, areas);
        expect(placing.width).toBeGreaterThanOrEqual(MIN_SIZE.width);
        expect(placing.height).toBeGreaterThanOrEqual(MIN_SIZE.height);
        const { at: place } = placing;
        const isHeld = areas.some(
          (screen) =>
            place !== null &&
            place.y >= screen.y &&
            place.y < screen.y + screen.height &&
            place.x < screen.x + screen.width &&
            place.x + placing.width > screen.x,
        );
        expect(place === null || isHeld).toBe(true);
      }),
    );
  });
});
