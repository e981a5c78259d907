// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { hasHiddenCharacter } from '../../../main/core/jobs/hidden-characters.ts';
import { done } from '../../../shared/terms/problem.ts';
import type { JobDetail, JobRow } from '../../../shared/view/job.ts';
import { activityRowView, sessionViewOf } from '../../build/views.ts';
import { all, said, the } from '../screen/find.ts';
import { fileView, jobs, rowOf } from '../screen/jobs.ts';
import { page } from '../screen/page.tsx';

const EVIL =
  '<img src=x onerror=alert(1)><b id=canary>\u202eevil\u2066\u200b\u0007\u001b[31m\r\n\t&amp;javascript:';
const row: JobRow = rowOf(EVIL, {
  name: EVIL,
  sender: EVIL,
  datasite: EVIL,
  defects: [{ code: 'link', path: EVIL, text: EVIL }],
});
const detail: Partial<JobDetail> = {
  listing: [
    fileView(EVIL, { hiddenCharacters: 3 }),
    fileView('b', { shown: false, why: EVIL }),
    fileView('run.sh'),
  ],
  runScript: EVIL,
  approve: { allowed: false, reasons: [{ code: 'x', text: EVIL }] },
  claims: {
    name: EVIL,
    type: 'bash',
    entrypoint: EVIL,
    dependencies: [EVIL],
    files: [EVIL],
    jobType: 'local',
    datasets: [{ datasite: EVIL, names: [EVIL] }],
  },
};

/** The page holds no element that the text asked for, and no hidden character outside the code's own marks. */
function isHarmless(): void {
  expect(document.querySelector('#canary, img:not(.cm-widgetBuffer), script, [onerror]')).toBeNull();
  expect(said()).toContain('<img src=x onerror=alert(1)>');
  const strings = [...document.body.querySelectorAll('*')].flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent ?? ''),
    ...['title', 'aria-label', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
  ]);
  // A tab in code is a tab.
  expect(strings.map((text) => text.replaceAll('\t', ' ')).filter(hasHiddenCharacter)).toEqual([]);
}

describe('hostile text', () => {
  test.each(['run.sh', 'Files3', 'Details'])('in every field of a job is only text: %s', async (tab) => {
    const view = await page(jobs([row], detail));
    await view.click(the('tab', tab));
    isHarmless();
  });

  test('in a question is only text', async () => {
    const view = await page(jobs([row], { ...detail, approve: { allowed: true, reasons: [] } }));
    view.pass(1_000);
    await view.press('a');
    expect(all('group', 'Confirm the approval')).toHaveLength(1);
    isHarmless();
  });

  test('in the log is only text', async () => {
    const rows = [activityRowView({ text: EVIL, by: EVIL, reason: EVIL })];
    const view = await page({ ...jobs([]), 'activity.list': async () => done({ rows, more: false }) });
    await view.click(the('button', 'Activity'));
    isHarmless();
  });

  test('in a found folder is only text', async () => {
    const candidates = [{ box: EVIL, owner: EVIL, foundBy: 'environment', waiting: 1 }];
    await page({ 'session.show': async () => done(sessionViewOf({ datasite: null, candidates })) });
    isHarmless();
  });
});

describe('code', () => {
  test('shows every hidden character as a mark with its name', async () => {
    await page(jobs([rowOf('count')], { runScript: 'a = "\u202e\u2066x\u200b"\r\nb\u00a0= 1\n' }));
    const marks = [...document.querySelectorAll('.cm-content .hidden-mark')];
    expect(marks.map((mark) => mark.textContent)).toEqual(['RLO', 'LRI', 'ZWSP', 'CR', 'NBSP']);
    expect(marks.map((mark) => mark.classList.contains('hidden-quiet'))).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(marks[0]?.getAttribute('aria-label')).toBe('U+202E right-to-left override');
    expect(document.querySelector('.cm-content')?.textContent).not.toMatch(/[\u202e\u2066\u200b\r\u00a0]/);
  });

  test('keeps a lone carriage return inside its line', async () => {
    await page(jobs([rowOf('count')], { runScript: 'echo safe #\rrm -rf data\n' }));
    const lines = [...document.querySelectorAll('.cm-line')].map((line) => line.textContent);
    expect(lines).toEqual(['echo safe #CRrm -rf data', '']);
    expect(document.querySelector('.hidden-quiet')).toBeNull();
  });

  test('can be read and searched, not written', async () => {
    const view = await page(jobs([rowOf('count')]));
    const content = document.querySelector('.cm-content');
    expect(content?.getAttribute('contenteditable')).toBe('false');
    expect(content?.getAttribute('tabindex')).toBe('0');
    expect(content?.getAttribute('aria-label')).toBe('run.sh');
    await view.press('f', { ctrlKey: true });
    expect(document.querySelector('.cm-search')).not.toBeNull();
  });
});
