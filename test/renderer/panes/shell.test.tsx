// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { healthViewOf, sessionViewOf } from '../../build/views.ts';
import { all, said, the } from '../screen/find.ts';
import { jobs, KEYS_ON, rowOf } from '../screen/jobs.ts';
import { page, signedOut } from '../screen/page.tsx';

const one = (given = {}) => page({ ...jobs([rowOf('count')]), ...given });
const noDatasite = { 'session.show': async () => done(sessionViewOf({ datasite: null })) };

describe('the frame', () => {
  test('says whose datasite it is, where it lies, and that nothing is approved by itself', async () => {
    await one({
      'session.show': async () =>
        done(
          sessionViewOf({ datasite: { box: '/home/me/SyftBox', owner: 'me@lab.example', practice: true } }),
        ),
    });
    const bar = said(document.querySelector('header') ?? undefined);
    expect(bar).toContain('me@lab.example/home/me/SyftBoxpractice');
    expect(bar).toContain('Manual only · nothing is approved without you');
  });

  test('leads to the screens there are and to no other', async () => {
    await one();
    const items = all('button', undefined, the('navigation')).map((item) => said(item));
    expect(items).toEqual(['Inbox11 waiting', 'Permissions', 'Activity', 'Settings']);
  });

  test('is walked with g and a second key, and Escape goes back', async () => {
    const view = await one();
    await view.press('g');
    await view.press('y');
    expect(said(the('heading', 'Activity'))).toBe('Activity');
    await view.press('g');
    await view.press(',');
    expect(the('button', 'Settings').getAttribute('aria-current')).toBe('page');
    await view.press('Escape');
    expect(the('button', /^Inbox/).getAttribute('aria-current')).toBe('page');
  });

  test('? shows all keys', async () => {
    const view = await one();
    await view.press('?');
    expect(said(the('dialog', 'Keys'))).toContain('approve: asks before it does');
    await view.click(the('button', 'Close'));
    expect(all('dialog')).toEqual([]);
  });
});

describe('without a connection', () => {
  test('everything is locked, and it is said', async () => {
    const view = await one();
    view.pass(1_000);
    await view.becomes({ is: 'down' });
    expect(said(the('alert'))).toContain('The connection to Gatehouse is lost.');
    expect(said(the('alert'))).toContain('Lost at 12:00 today');
    expect(all('button')).toEqual([]);
    await view.press('a');
    await view.press('r');
    expect(all('dialog')).toEqual([]);
    expect(document.querySelector('[aria-label="Confirm the approval"]')).toBeNull();
  });

  test('an open dialog is locked too, and keeps what was written', async () => {
    const view = await one();
    view.pass(1_000);
    await view.press('r');
    await view.type(the('textbox', 'Reason'), 'Because');
    await view.becomes({ is: 'down' });
    expect(all('dialog')).toEqual([]);
    await view.becomes({ is: 'up' });
    expect(the('textbox', 'Reason')).toHaveProperty('value', 'Because');
  });

  test('it comes back by itself, read afresh', async () => {
    const view = await one();
    await view.becomes({ is: 'down' });
    await view.becomes({ is: 'up' });
    expect(all('alert')).toEqual([]);
    expect(view.asked('jobs.snapshot')).toHaveLength(2);
    expect(the('button', 'Approve')).toBeDefined();
  });
});

describe('ill health', () => {
  const ill = (given: Parameters<typeof healthViewOf>[0]) =>
    one({ 'health.show': async () => done(healthViewOf(given)) });

  test('that keeps anything from being decided is said on every screen', async () => {
    const view = await ill({ log: { writable: false, why: 'No space left.', entries: 4 } });
    expect(said(the('alert'))).toBe('The log cannot be written, so nothing is decided. No space left.');
    await view.click(the('button', 'Activity'));
    expect(all('alert')).toHaveLength(1);
  });

  test('that keeps anything from being seen is said too', async () => {
    await ill({ watching: 'stopped', watchingWhy: 'The folder is gone.' });
    expect(said(the('alert'))).toContain('what is listed may be out of date. The folder is gone.');
  });

  test('polling is only told in Settings', async () => {
    await ill({ watching: 'polling', watchingWhy: 'No watches left.' });
    expect(all('alert')).toEqual([]);
  });
});

describe('signed out', () => {
  test('says how to sign in, and hands over what was pasted', async () => {
    const pasted: string[] = [];
    const refusal: Reply<null> = refused('bad-request', 'This is not a sign-in link.', 'Paste all of it.');
    const view = await page({}, signedOut(null), async (text) => {
      pasted.push(text);
      return refusal;
    });
    expect(said(the('main'))).toContain('You are not signed in');
    await view.type(the('textbox', 'Address with its one-time token'), 'http://127.0.0.1:1/#launch=x');
    await view.does(() => document.querySelector('form')?.requestSubmit());
    expect(pasted).toEqual(['http://127.0.0.1:1/#launch=x']);
    expect(said(the('alert'))).toContain('This is not a sign-in link. Paste all of it.');
  });

  test('says why, where there is a why', async () => {
    await page({}, signedOut({ code: 'not-signed-in', what: 'The link was used.', next: 'Print another.' }));
    expect(said(the('alert'))).toBe('The link was used. Print another.');
  });

  test('shows nothing of the jobs that were on the screen', async () => {
    const view = await one();
    await view.becomes(signedOut(null));
    expect(said()).not.toContain('count');
  });
});

describe('the first run', () => {
  const candidate = { box: '/home/me/SyftBox', owner: 'me@lab.example', foundBy: 'config.json', waiting: 3 };

  test('shows what was found, with proof, and opens it', async () => {
    const view = await page({
      'session.show': async () => done(sessionViewOf({ datasite: null, candidates: [candidate] })),
      'session.open': async ({ box, owner }) =>
        done(sessionViewOf({ datasite: { box, owner, practice: false } })),
    });
    expect(said(the('main'))).toContain('me@lab.example · 3 waiting/home/me/SyftBox · config.json');
    expect(said(the('main'))).toContain('Nothing is approved unless you say so.');
    await view.click(the('button', 'Open me@lab.example'));
    expect(view.asked('session.open')).toEqual([{ box: '/home/me/SyftBox', owner: 'me@lab.example' }]);
    expect(the('navigation', 'Screens')).toBeDefined();
  });

  test('opens a folder that is typed, or says why not', async () => {
    const view = await page(noDatasite);
    await view.type(the('textbox', 'SyftBox folder'), ' /elsewhere ');
    await view.type(the('textbox', 'Owner’s address'), 'me@lab.example');
    await view.does(() => document.querySelector('form')?.requestSubmit());
    expect(view.asked('session.open')).toEqual([{ box: '/elsewhere', owner: 'me@lab.example' }]);
    expect(said(the('alert'))).toBe('That is no datasite. Choose another.');
  });

  test('opens the practice datasite', async () => {
    const view = await page(noDatasite);
    await view.click(the('button', 'Open the practice datasite'));
    expect(view.asked('session.practice')).toEqual([{}]);
    expect(the('navigation', 'Screens')).toBeDefined();
  });
});

describe('settings', () => {
  const settings = async (given = {}) => {
    const view = await one(given);
    await view.click(the('button', 'Settings'));
    return view;
  };

  test('change the theme of the page, as main answers', async () => {
    const view = await settings({
      'preferences.change': async () => done({ ...KEYS_ON, theme: 'dark' as const }),
    });
    await view.click(the('radio', 'Dark'));
    expect(view.asked('preferences.change')).toEqual([{ theme: 'dark' }]);
    expect(document.documentElement.dataset.theme).toBe('dark');
  });

  test('switch single letters off', async () => {
    const view = await settings({
      'preferences.change': async () => done({ ...KEYS_ON, singleKeys: false }),
    });
    await view.click(the('checkbox', 'Single letters are keys'));
    expect(view.asked('preferences.change')).toEqual([{ singleKeys: false }]);
    await view.press('?');
    expect(all('dialog')).toEqual([]);
  });

  test('tell how Gatehouse fares in plain words', async () => {
    await settings({
      'health.show': async () =>
        done(
          healthViewOf({
            watching: 'polling',
            watchingWhy: 'The system has no watches left.',
            log: { writable: false, why: 'No space left.', entries: 4 },
            troubles: [{ at: '2026-03-01T11:00:00Z', what: 'A folder could not be read.' }],
          }),
        ),
    });
    const text = said(the('main'));
    expect(text).toContain('Changes are looked for every few seconds. The system has no watches left.');
    expect(text).toContain('The log cannot be written, so nothing is decided. No space left.');
    expect(text).toContain('A folder could not be read.');
    expect(text).toContain('Last full looknot yet');
  });
});
