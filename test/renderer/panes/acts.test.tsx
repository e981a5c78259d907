// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { copyText } from '../../../renderer/parts/clipboard.ts';
import { digestView } from '../../build/views.ts';
import { all, said, the } from '../screen/find.ts';
import { jobs, rowOf } from '../screen/jobs.ts';
import { page } from '../screen/page.tsx';

const one = () => page(jobs([rowOf('count')], { runScript: `${'x'.repeat(300)}\necho two\necho three\n` }));
const live = () => said(document.querySelector('[role=status][aria-live=polite]') ?? undefined);

/** A clipboard that takes texts, or refuses them as a page without permission is refused. */
function clipboard(allows: boolean): readonly string[] {
  const texts: string[] = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
    if (!allows) throw new DOMException('Not allowed', 'NotAllowedError');
    texts.push(text);
  });
  return texts;
}

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, 'execCommand');
});

describe('copying', () => {
  test('the digest, beside it', async () => {
    const texts = clipboard(true);
    const view = await one();
    await view.click(the('button', 'Copy digest'));
    expect(texts).toEqual([digestView()]);
    expect(live()).toBe('Copied');
  });

  test('the place, from More, by keyboard', async () => {
    const texts = clipboard(true);
    const view = await one();
    const more = the('button', 'More');
    more.focus();
    await view.press('ArrowDown');
    await view.click(the('menuitem', 'Copy place'));
    expect(texts).toEqual(['owner@example.org/sender@example.org/count']);
  });

  test('says how to help oneself where the page may not', async () => {
    clipboard(false);
    Object.defineProperty(document, 'execCommand', { configurable: true, value: () => false });
    const view = await one();
    await view.click(the('button', 'Copy digest'));
    expect(live()).toContain('Select the text and copy it by hand.');
  });

  test('falls back to the older command, and leaves nothing behind', async () => {
    clipboard(false);
    const selected: string[] = [];
    Object.defineProperty(document, 'execCommand', {
      configurable: true,
      value: () => {
        const carrier = document.querySelector('textarea');
        selected.push(carrier?.value ?? '');
        return true;
      },
    });
    expect(await copyText('a text')).toBe(true);
    expect(selected).toEqual(['a text']);
    expect(document.querySelector('textarea')).toBeNull();
  });
});

describe('the viewer', () => {
  const content = () => document.querySelector('.cm-content');

  test('wraps lines when asked to, in every file from then on', async () => {
    const view = await one();
    expect(content()?.classList.contains('cm-lineWrapping')).toBe(false);
    await view.click(the('button', 'Wrap lines'));
    expect(the('button', 'Wrap lines').getAttribute('aria-pressed')).toBe('true');
    expect(content()?.classList.contains('cm-lineWrapping')).toBe(true);
    await view.click(the('tab', /^Files/));
    expect(content()?.classList.contains('cm-lineWrapping')).toBe(true);
  });

  test('numbers its lines and names its language', async () => {
    await one();
    const numbers = [...document.querySelectorAll('.cm-lineNumbers .cm-gutterElement')].map((line) =>
      said(line),
    );
    expect(numbers).toContain('4');
    expect(said(the('tabpanel'))).toContain('Shell · 3 lines');
  });

  test('finds by button too', async () => {
    const view = await one();
    await view.click(the('button', 'Find'));
    expect(document.querySelector('.cm-search [name=search]')).not.toBeNull();
  });

  test('where there is none, Ctrl+F searches the jobs', async () => {
    const view = await one();
    await view.click(the('tab', 'Details'));
    await view.press('f', { ctrlKey: true });
    expect(document.activeElement).toBe(the('searchbox', 'Search jobs'));
  });
});

describe('tabs', () => {
  test('are walked with the arrows', async () => {
    const view = await one();
    the('tab', 'run.sh').focus();
    await view.press('ArrowRight');
    expect(the('tab', /^Files/).getAttribute('aria-selected')).toBe('true');
    await view.press('ArrowLeft');
    expect(the('tab', 'run.sh').getAttribute('aria-selected')).toBe('true');
  });

  test('begin at run.sh for every job', async () => {
    const view = await page(jobs([rowOf('job-1'), rowOf('job-2')]));
    await view.click(the('tab', /^Files/));
    await view.press('j');
    expect(the('tab', 'run.sh').getAttribute('aria-selected')).toBe('true');
  });
});

test('every button and field has a name', async () => {
  const view = await one();
  for (const screen of ['Inbox', 'Activity', 'Settings']) {
    await view.click(the('button', new RegExp(`^${screen}`)));
    for (const role of ['button', 'searchbox', 'checkbox', 'radio', 'tab', 'listbox', 'region'])
      expect(all(role, '')).toEqual([]);
  }
});
