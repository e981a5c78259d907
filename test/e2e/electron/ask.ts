import type { Page } from '@playwright/test';

/** Asks main a question as the page would, through the bridge alone; gives the whole reply. */
export async function ask(page: Page, verb: string, input: object = {}): Promise<{ value?: unknown }> {
  const text = await page.evaluate(
    ({ verb, input }) =>
      new Promise<string>((answered) => {
        const { gatehouse } = window;
        if (gatehouse === undefined) throw new Error('The page has no bridge.');
        const id = 900_000 + Math.floor(performance.now());
        const stop = gatehouse.onMessage((text) => {
          if (JSON.parse(text).id !== id) return;
          stop();
          answered(text);
        });
        gatehouse.send(JSON.stringify({ kind: 'request', id, verb, input }));
      }),
    { verb, input },
  );
  return JSON.parse(text);
}
