import { expect, test } from './sample-app.ts';

test('values come back equal, whatever structured clone can carry', async ({ start }) => {
  const { page } = await start();
  const seen = await page.evaluate(async () => {
    const sent = {
      date: new Date(5),
      map: new Map([[1, new Set(['two'])]]),
      bytes: new Uint8Array([1, 2, 255]),
      floats: new Float64Array([0.5, -1]),
      pattern: /a+/gi,
      big: 10n,
      nothing: undefined,
      empty: null,
      numbers: [Number.NaN, -0, Number.POSITIVE_INFINITY],
      text: 'wide \u{1f600} and \u202e turned',
      $: 'a key of ours',
    };
    const back = (await window.sample.ask('echo', sent)) as typeof sent;
    return {
      date: back.date instanceof Date && back.date.getTime(),
      map: back.map instanceof Map && [...(back.map.get(1) ?? [])],
      bytes: back.bytes instanceof Uint8Array && [...back.bytes],
      floats: back.floats instanceof Float64Array && [...back.floats],
      pattern: back.pattern instanceof RegExp && String(back.pattern),
      big: back.big === 10n,
      nothing: 'nothing' in back && back.nothing === undefined,
      empty: back.empty,
      numbers: back.numbers.map((n, at) => Object.is(n, sent.numbers[at])),
      text: back.text === sent.text,
      $: back.$,
    };
  });
  expect(seen).toEqual({
    date: 5,
    map: ['two'],
    bytes: [1, 2, 255],
    floats: [0.5, -1],
    pattern: '/a+/gi',
    big: true,
    nothing: true,
    empty: null,
    numbers: [true, true, true],
    text: true,
    $: 'a key of ours',
  });
});

test('an error in main arrives as a refusal with its words and no more', async ({ start }) => {
  const { page } = await start();
  const said = await page.evaluate(async () => {
    const words = (error: Error) => `${error.name}: ${error.message}`;
    const ask = (verb: string, ...args: unknown[]) =>
      window.sample.ask(verb, ...args).then(() => 'answered', words);
    return [await ask('fail'), await ask('unclonable'), await ask('nobody')];
  });
  expect(said).toEqual([
    "Error: Error invoking remote method 'fail': RangeError: out of reach",
    "Error: Error invoking remote method 'unclonable': Error: An object could not be cloned.",
    "Error: Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  ]);
});

test('main sends to the page, and a listener taken off hears no more', async ({ start }) => {
  const { app, page } = await start();
  await page.getByRole('button', { name: 'Tick' }).click();
  await expect(page.getByTestId('ticks')).toHaveText('7');
  const send = (n: number) =>
    app.evaluate(({ BrowserWindow }, value) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send('tick', value);
    }, n);
  await page.evaluate(() => {
    const heard: unknown[] = [];
    const stop = window.sample.on('tick', (n) => {
      heard.push(n);
      if (n === 8) stop();
    });
    Reflect.set(window, 'heard', heard);
  });
  for (const n of [8, 9]) await send(n);
  await expect(page.getByTestId('ticks')).toHaveText('9');
  expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([8]);
});

test('a message without an answer reaches main with its sender', async ({ start }) => {
  const { page } = await start();
  const noted = await page.evaluate(
    () =>
      new Promise((resolve) => {
        window.sample.on('noted', (...args) => resolve(args));
        window.sample.note('hello');
      }),
  );
  expect(noted).toEqual(['hello', true]);
});

test('what the preload exposes is a frozen copy', async ({ start }) => {
  const { page } = await start();
  const seen = await page.evaluate(() => {
    const tries: [string, () => void][] = [
      ['replace a function', () => Object.assign(window.sample, { ask: () => 'stolen' })],
      ['replace a deep field', () => Object.assign(window.sample.nested, { text: 'changed' })],
      ['grow a list', () => window.sample.nested.list.push(4)],
      ['replace the whole', () => Object.assign(window, { sample: 1 })],
    ];
    const passed = tries.filter(([, act]) => {
      try {
        act();
        return true;
      } catch {
        return false;
      }
    });
    return {
      passed: passed.map(([name]) => name),
      keys: Object.keys(window.sample),
      nested: window.sample.nested,
    };
  });
  expect(seen).toEqual({
    passed: [],
    keys: ['ask', 'note', 'on', 'nested'],
    nested: { list: [1, 2, 3], text: 'deep' },
  });
});
