// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { done, refused } from '../../../shared/terms/problem.ts';
import type { JobDetail } from '../../../shared/view/job.ts';
import type { Handlers } from '../../../shared/wire/answer.ts';
import { digestView } from '../../build/views.ts';
import { all, describedBy, said, the } from '../screen/find.ts';
import { fileView, jobs, KEYS_ON, rowOf } from '../screen/jobs.ts';
import { page, type TestPage } from '../screen/page.tsx';

const AWAKE_MS = 400;
const ROWS = [rowOf('job-1'), rowOf('job-2')];

/** The first of two jobs on the page, long enough for the keys to be awake. */
async function first(detail: Partial<JobDetail> = {}, given: Partial<Handlers> = {}): Promise<TestPage> {
  const view = await page({ ...jobs(ROWS, detail), ...given });
  view.pass(AWAKE_MS);
  return view;
}

const question = () => all('group', 'Confirm the approval')[0];
const diskShows = (view: TestPage, status: 'approved' | 'rejected') =>
  view.does(() =>
    view.push({
      name: 'jobs.changed',
      payload: { from: 1, revision: 2, changed: [rowOf('job-1', { status })], removed: [] },
    }),
  );

describe('approving', () => {
  test('a asks, Enter confirms, and only the disk makes it so', async () => {
    const view = await first();
    await view.press('a');
    expect(view.asked('jobs.approve')).toEqual([]);
    expect(said(question())).toContain('You have not looked at code/main.py. Approve all the same?');
    await view.press('Enter');
    expect(view.asked('jobs.approve')).toMatchObject([{ digest: digestView('a'), acknowledged: [] }]);
    expect(said(the('region', 'Decision'))).toContain('Waiting to see the approval on disk…');
    expect(said(the('option', /job-1/))).not.toContain('approved');
    await diskShows(view, 'approved');
    expect(document.activeElement).toBe(the('heading', 'job-2'));
    expect(said(document.querySelector('[role=status][aria-live=polite]') ?? undefined)).toBe(
      'Approved “job-1”. Next: job-2.',
    );
  });

  test('the button asks the same question; Escape takes it back', async () => {
    const view = await first();
    await view.click(the('button', 'Approve'));
    expect(question()).toBeDefined();
    await view.press('Escape');
    expect(question()).toBeUndefined();
    expect(view.asked('jobs.approve')).toEqual([]);
  });

  test('the second click of a double click presses nothing', async () => {
    const view = await first();
    await view.click(the('button', 'Approve'), { detail: 1 });
    await view.click(the('button', 'Approve', question()), { detail: 2 });
    expect(view.asked('jobs.approve')).toEqual([]);
    await view.click(the('button', 'Approve', question()), { detail: 1 });
    expect(view.asked('jobs.approve')).toHaveLength(1);
  });

  test('a held Enter confirms nothing', async () => {
    const view = await first();
    await view.press('a');
    await view.press('Enter', { repeat: true });
    expect(view.asked('jobs.approve')).toEqual([]);
  });

  test('every acknowledgement needs its tick', async () => {
    const defects = [{ code: 'hidden-characters' as const, path: 'code/main.py', text: 'Five of them.' }];
    const view = await first({ defects, acknowledge: ['hidden-characters'] });
    await view.press('a');
    const tick = the('checkbox', 'I have seen: hidden characters');
    expect(document.activeElement).toBe(tick);
    await view.press('Enter');
    await view.click(the('button', 'Approve', question()));
    expect(view.asked('jobs.approve')).toEqual([]);
    await view.click(tick);
    await view.press('Enter');
    expect(view.asked('jobs.approve')).toMatchObject([{ acknowledged: ['hidden-characters'] }]);
  });

  test('the question says when every file was viewed', async () => {
    const view = await first({ listing: [fileView('run.sh')] });
    await view.press('a');
    expect(said(question())).toContain('You have viewed every file.');
  });

  test('the question counts what it does not name, and says what cannot be shown', async () => {
    const listing = ['a', 'b', 'c', 'd', 'e'].map((path) =>
      fileView(path, { shown: path !== 'a', sha256: path }),
    );
    const view = await first({ listing });
    await view.press('a');
    expect(said(question())).toContain('a (cannot be shown), b, c and 2 more');
  });

  test('a refusal says what and what next, and can be put away', async () => {
    const view = await first(
      {},
      { 'jobs.approve': async () => refused('log-unwritable', 'The disk is full.', 'Free some space.') },
    );
    await view.press('a');
    await view.press('Enter');
    expect(said(the('alert'))).toContain('The disk is full. Free some space.');
    await view.click(the('button', 'Dismiss'));
    expect(all('alert')).toEqual([]);
  });
});

describe('decision keys', () => {
  test('are dead for 0.4 s after another job is on the page', async () => {
    const view = await first();
    await view.press('j');
    await view.press('a');
    await view.press('r');
    view.pass(AWAKE_MS - 1);
    await view.press('a');
    expect(question()).toBeUndefined();
    expect(all('dialog')).toEqual([]);
    view.pass(1);
    await view.press('a');
    expect(question()).toBeDefined();
  });

  test.each([
    ['auto-repeat', { repeat: true }],
    ['Ctrl', { ctrlKey: true }],
    ['Alt', { altKey: true }],
    ['Meta', { metaKey: true }],
  ])('ignore %s', async (_, given) => {
    const view = await first();
    await view.press('a', given);
    await view.press('r', given);
    expect(question()).toBeUndefined();
    expect(all('dialog')).toEqual([]);
  });

  test('are no keys when single letters are switched off', async () => {
    const view = await first({}, { 'preferences.show': async () => done({ ...KEYS_ON, singleKeys: false }) });
    await view.press('a');
    await view.press('r');
    await view.press('j');
    expect(question()).toBeUndefined();
    expect(all('dialog')).toEqual([]);
    expect(said(the('heading', 'job-1'))).toBe('job-1');
  });
});

describe('rejecting', () => {
  test('r asks for a reason and sends it', async () => {
    const view = await first();
    await view.press('r');
    expect(said(the('dialog'))).toContain('Its sender can read the reason you give.');
    expect(document.activeElement).toBe(the('textbox', 'Reason'));
    await view.type(the('textbox', 'Reason'), ' Groups too small. ');
    await view.click(the('button', 'Reject', the('dialog')));
    expect(view.asked('jobs.reject')).toMatchObject([
      { reason: 'Groups too small.', digest: digestView('a') },
    ]);
    await diskShows(view, 'rejected');
    expect(document.activeElement).toBe(the('heading', 'job-2'));
  });

  test('the reason may be empty; Cancel sends nothing', async () => {
    const view = await first();
    await view.click(the('button', 'Reject…'));
    await view.click(the('button', 'Cancel'));
    expect(view.asked('jobs.reject')).toEqual([]);
    await view.click(the('button', 'Reject…'));
    await view.click(the('button', 'Reject', the('dialog')));
    expect(view.asked('jobs.reject')).toMatchObject([{ reason: '' }]);
  });
});

describe('a button that may not be pressed', () => {
  const reasons = [
    { code: 'malformed-job', text: 'It holds a link.' },
    { code: 'still-arriving', text: 'The job is still arriving.' },
  ];

  test('says every reason, to the eye and to a screen reader', async () => {
    const view = await first({ approve: { allowed: false, reasons } });
    const button = the('button', 'Approve');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(describedBy(button)).toBe(
      'Approving is not possible. It holds a link. The job is still arriving.',
    );
    expect(said(the('region', 'Decision'))).toContain('This job can only be rejected');
    await view.click(button);
    await view.press('a');
    expect(question()).toBeUndefined();
  });

  test('holds for rejecting too', async () => {
    const wrong = [{ code: 'wrong-state', text: 'The job is already done.' }];
    const no = { allowed: false, reasons: wrong };
    const view = await first({ approve: no, reject: no, status: 'done' });
    expect(describedBy(the('button', 'Reject…'))).toBe('Rejecting is not possible. The job is already done.');
    await view.press('r');
    expect(all('dialog')).toEqual([]);
  });
});

describe('a job that changed', () => {
  const changed = rowOf('job-1', { digest: digestView('b') });
  const change = (view: TestPage) =>
    view.does(() =>
      view.push({ name: 'jobs.changed', payload: { from: 1, revision: 2, changed: [changed], removed: [] } }),
    );

  test('on disk while it is read says so and stays as it was', async () => {
    const view = await first();
    const before = view.asked('jobs.show').length;
    await change(view);
    expect(said(the('article', 'Job'))).toContain('This job changed while you were reading.');
    await view.click(the('button', 'Show the new version'));
    expect(view.asked('jobs.show')).toHaveLength(before + 1);
    expect(said(the('article', 'Job'))).not.toContain('changed while you were reading');
  });

  test('between display and click is refused with the difference', async () => {
    const changes = [
      {
        path: 'run.sh',
        change: 'content',
        hunks: [{ before: 3, after: 3, lines: [' cd code', '-old', '+new'] }],
      },
      { path: 'code/extra.py', change: 'added', hunks: null },
    ];
    const view = await first(
      {},
      {
        'jobs.approve': async () =>
          refused('content-changed', 'The job changed.', 'Look again.', { changes }),
      },
    );
    await view.press('a');
    await view.press('Enter');
    const dialog = the('dialog');
    expect(said(dialog)).toContain('run.sh has other content');
    expect(said(dialog)).toContain('code/extra.py was added');
    const lines = [...dialog.querySelectorAll('tbody tr')].map((line) => said(line));
    expect(lines).toEqual(['33 cd code', '4-old', '4+new']);
    const before = view.asked('jobs.show').length;
    await view.click(the('button', 'Look at it again'));
    expect(all('dialog')).toEqual([]);
    expect(view.asked('jobs.show')).toHaveLength(before + 1);
  });
});
