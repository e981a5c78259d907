const LIGHT = '#f6f7f9';
const DARK = '#0e1116';

/** The ground of the page's style sheet, so that the window does not flash white before the page is drawn. */
export function groundColour(isDark: boolean): string {
  return isDark ? DARK : LIGHT;
}
