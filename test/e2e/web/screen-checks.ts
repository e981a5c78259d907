import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readPng } from './small-png.ts';

/** What axe must not find; what it calls minor or moderate is advice. */
const GRAVE = new Set<string | null | undefined>(['serious', 'critical']);
/** A ring around the smallest control has more points than this. */
const RING_POINTS = 60;
const MOST_STOPS = 80;
const AROUND = 6;

/** What is wrong with the screen shown: grave for a screen reader or weak eyes, or out of reach to the left or right. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const grave = violations
    .filter((one) => GRAVE.has(one.impact))
    .flatMap((one) => one.nodes.map((node) => `${one.id} (${one.impact}): ${node.target.join(' ')}`));
  return [...grave, ...(await page.evaluate(reachesOut))];
}

/** Elements that stick out of the window, and controls that are cut by a box that does not scroll. */
function reachesOut(): readonly string[] {
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent?.slice(0, 40) ?? ''}”`;
  const isDrawn = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const { clientWidth, scrollWidth } = document.documentElement;
  const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide in ${clientWidth}`] : [];
  for (const element of document.querySelectorAll('body *')) {
    const box = element.getBoundingClientRect();
    // What is only for screen readers is one point large and may lie anywhere.
    if (box.width <= 1 || box.height <= 1 || !isDrawn(element)) continue;
    const isControl = element.matches('button, input, textarea, select, a, [role=tab], [role=checkbox]');
    let limit = { left: 0, right: clientWidth };
    let scrolls = false;
    for (let at = element.parentElement; at !== null && !scrolls; at = at.parentElement) {
      const overflow = getComputedStyle(at).overflowX;
      scrolls = overflow === 'auto' || overflow === 'scroll';
      if (overflow !== 'hidden' && overflow !== 'clip') continue;
      const { left, right } = at.getBoundingClientRect();
      // Text that is cut with an ellipsis is cut on purpose; a control never is.
      if (isControl) limit = { left: Math.max(limit.left, left), right: Math.min(limit.right, right) };
      else scrolls = true;
    }
    if (!scrolls && (box.left < limit.left - 1 || box.right > limit.right + 1)) {
      found.push(`${nameOf(element)} from ${Math.round(box.left)} to ${Math.round(box.right)}`);
    }
  }
  return found;
}

/** Everything Tab reaches, and those stops at which nobody would see where the focus is. */
export async function focusStops(
  page: Page,
): Promise<{ readonly all: readonly string[]; readonly unseen: readonly string[] }> {
  const all: string[] = [];
  const unseen: string[] = [];
  await page.evaluate(forgetStops);
  const isFull = () => all.length >= MOST_STOPS;
  for (let stop = await nextStop(page); stop !== 'seen' && !isFull(); stop = await nextStop(page)) {
    if (stop === 'outside') continue;
    all.push(stop);
    // What moved while it was looked at, as when something above it comes in, is looked at again.
    if (!(await isRingSeen(page)) && !(await isRingSeen(page))) unseen.push(stop);
  }
  return { all, unseen };
}

function forgetStops(): void {
  for (const one of document.querySelectorAll('[data-stop]')) one.removeAttribute('data-stop');
}

async function nextStop(page: Page): Promise<string> {
  await page.keyboard.press('Tab');
  return page.evaluate(markStop);
}

interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Name of the element that has the focus now; `outside` between the last and the first, `seen` when it had it before. */
function markStop(): string {
  const element = document.activeElement;
  if (element === null || element === document.body) return 'outside';
  if (element.hasAttribute('data-stop')) return 'seen';
  element.setAttribute('data-stop', '');
  const name = element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? '';
  return `${element.tagName.toLowerCase()} “${name}”`;
}

function focusedBox(): Clip {
  const { x, y, width, height } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
  return { x, y, width, height };
}

async function isRingSeen(page: Page): Promise<boolean> {
  const clip = await page.evaluate(focusedBox);
  const view = page.viewportSize() ?? { width: 0, height: 0 };
  const x = Math.max(0, clip.x - AROUND);
  const y = Math.max(0, clip.y - AROUND);
  const width = Math.min(view.width, clip.x + clip.width + AROUND) - x;
  const height = Math.min(view.height, clip.y + clip.height + AROUND) - y;
  // What lies outside the window after Tab came to it cannot be seen.
  if (width <= 0 || height <= 0) return false;
  const area = { clip: { x, y, width, height }, animations: 'disabled', caret: 'hide' } as const;
  const withFocus = await page.screenshot(area);
  const focused = await page.evaluateHandle(() => {
    const element = document.activeElement;
    if (element instanceof HTMLElement) element.blur();
    return element;
  });
  const without = await page.screenshot(area);
  await focused.evaluate((element) => {
    if (element instanceof HTMLElement) element.focus({ preventScroll: true });
  });
  return differingPoints(withFocus, without) > RING_POINTS;
}

function differingPoints(one: Buffer, other: Buffer): number {
  const [a, b] = [readPng(one), readPng(other)];
  let points = 0;
  a.lines.forEach((line, row) => {
    for (let at = 0; at < line.length; at += a.step) {
      const same = line
        .subarray(at, at + a.step)
        .equals(b.lines[row]?.subarray(at, at + b.step) ?? Buffer.alloc(0));
      if (!same) points++;
    }
  });
  return points;
}
