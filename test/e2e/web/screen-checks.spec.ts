import { expect, test } from '@playwright/test';
import { faultsOf, focusStops } from './screen-checks.ts';

// The checks of the screens are worth something only when they find what is put there to be found.
const PAGE = '<!doctype html><html lang="en"><title>t</title><main><h1>t</h1>';

test('a page without faults has none', async ({ page }) => {
  await page.setContent(`${PAGE}<button>Approve</button><button>Reject</button>`);
  expect(await faultsOf(page)).toEqual([]);
  expect(await focusStops(page)).toEqual({ all: ['button “Approve”', 'button “Reject”'], unseen: [] });
});

for (const [what, html, fault] of [
  ['pale text', '<p style="color:#bbb;background:#fff">pale</p>', 'color-contrast'],
  ['a button without a name', '<button></button>', 'button-name'],
  ['a field without a label', '<input type="text">', 'label'],
  ['a wide element', '<div style="width:3000px;height:9px">wide</div>', 'div. “wide” from'],
  [
    'a button that is cut',
    '<div style="width:40px;overflow:hidden"><button style="width:90px">Approve</button></div>',
    'button. “Approve” from',
  ],
] as const) {
  test(`${what} is found`, async ({ page }) => {
    await page.setContent(PAGE + html);
    expect((await faultsOf(page)).join('\n')).toContain(fault);
  });
}

test('text cut on purpose and boxes that scroll are no faults', async ({ page }) => {
  const cut =
    '<div style="width:90px;overflow:hidden;white-space:nowrap"><b>a long name of a long job</b></div>';
  const scrolling =
    '<div style="width:90px;overflow:auto" tabindex="0"><p style="width:3000px">code</p></div>';
  await page.setContent(PAGE + cut + scrolling);
  expect(await faultsOf(page)).toEqual([]);
});

test('a focus that nobody sees is found', async ({ page }) => {
  await page.setContent(`${PAGE}<button>Approve</button><button style="outline:none">Reject</button>`);
  expect(await focusStops(page)).toEqual({
    all: ['button “Approve”', 'button “Reject”'],
    unseen: ['button “Reject”'],
  });
});
