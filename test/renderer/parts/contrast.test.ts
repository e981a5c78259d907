import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const AA = 4.5;
const AA_SHAPES = 3;
const css = readFileSync(new URL('../../../renderer/style/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split(':root[data-theme="dark"]');
const themes = { light: colours(light), dark: { ...colours(light), ...colours(dark) } };

const GROUNDS = ['bg', 'panel', 'chip', 'code', 'accent-soft', 'ok-soft', 'warn-soft', 'bad-soft'];
const TEXT = ['ink', 'ink-2'];
const PAIRS: readonly (readonly [ink: string, ground: string])[] = [
  ...TEXT.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
  ...['bg', 'panel', 'chip', 'code', 'accent-soft'].map((ground) => ['ink-3', ground] as const),
  ...['bg', 'panel', 'chip', 'accent-soft'].map((ground) => ['accent', ground] as const),
  ...['ok', 'warn', 'bad'].flatMap((ink) =>
    ['panel', 'code', `${ink}-soft`].map((ground) => [ink, ground] as const),
  ),
  ...['accent', 'ok', 'bad'].map((ground) => [`on-${ground}`, ground] as const),
  ...['keyword', 'string', 'number', 'comment', 'name'].flatMap((ink) =>
    ['code', 'code-active', 'code-selection'].map((ground) => [`code-${ink}`, ground] as const),
  ),
  ...['added', 'removed', 'found'].map((ground) => ['ink', ground] as const),
];

test('each theme has its own colours', () => {
  expect(themes.light.bg).not.toBe(themes.dark.bg);
});

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  test.each(PAIRS)('%s on %s can be read', (ink, ground) => {
    expect(contrast(themes[theme], ink, ground)).toBeGreaterThanOrEqual(AA);
  });

  test.each([
    ['accent', 'panel'],
    ['accent', 'bg'],
    ['accent', 'code'],
    ['line-strong', 'panel'],
    ['line-strong', 'bg'],
  ])('the shape %s on %s can be seen', (shape, ground) => {
    expect(contrast(themes[theme], shape, ground)).toBeGreaterThanOrEqual(AA_SHAPES);
  });
});

function colours(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1], found[2]]),
  );
}

function contrast(theme: Readonly<Record<string, string>>, one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(theme[one]), luminance(theme[other])].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** Relative luminance of `#rrggbb`, as WCAG reckons it. */
function luminance(colour: string | undefined): number {
  if (colour === undefined) throw new Error('No such colour.');
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
