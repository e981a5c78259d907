// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { done, refused } from '../../../shared/terms/problem.ts';
import type { JobDetail } from '../../../shared/view/job.ts';
import { all, said, the } from '../screen/find.ts';
import { fileView, jobs, MAIN_SHA, rowOf } from '../screen/jobs.ts';
import { page } from '../screen/page.tsx';

const one = (detail: Partial<JobDetail> = {}, given = {}) =>
  page({ ...jobs([rowOf('count')], detail), ...given });
const code = () => document.querySelector('.cm-content')?.textContent ?? null;

describe('the head of a job', () => {
  test('names job, sender, time, digest and source', async () => {
    await one();
    const head = said(the('article', 'Job').querySelector('header') ?? undefined);
    expect(head).toBe(
      'countsender@example.orgverified: only they can write heresubmitted 09:00 todaysha256 aaaa…aaaasyft-job',
    );
  });

  test('says when it was first seen where the claim does not fit', async () => {
    await one({ submittedAt: '2026-02-01T09:00:00Z' });
    expect(said(the('article', 'Job'))).toContain('submitted 09:00 on 1 Feb (claimed)first seen 09:00 today');
  });

  test('says when it was first seen where nothing was claimed', async () => {
    await one({ submittedAt: null });
    expect(said(the('article', 'Job'))).toMatch(/first seen 09:00 today/);
    expect(said(the('article', 'Job'))).not.toContain('submitted');
  });

  test('gives times to machines and on hover', async () => {
    await one();
    const time = the('article', 'Job').querySelector('time');
    expect(time?.dateTime).toBe('2026-03-01T09:00:00.000Z');
    expect(time?.title).toBe('2026-03-01T09:00:00.000Z');
  });

  test('says whose the job is when it is not ours', async () => {
    await one({ own: false, datasite: 'peer@example.org' });
    expect(said(the('article', 'Job'))).toContain('in the datasite of peer@example.org; its owner decides');
  });
});

test('every defect is said, those that rule the job out first, with its place', async () => {
  await one({
    defects: [
      { code: 'file-unlisted', path: 'code/x.py', text: 'Not in the list.' },
      { code: 'hidden-characters', path: 'run.sh', text: 'Five of them.' },
      { code: 'link', path: 'code/data', text: 'A link.' },
      { code: 'link', path: 'code/data', text: 'A link.' },
    ],
  });
  expect(said(the('region', 'What is odd about this job'))).toBe(
    'This job can only be rejectedcode/dataA link.code/dataA link.' +
      'To be acknowledged before approvingrun.shFive of them.' +
      'Worth knowingcode/x.pyNot in the list.',
  );
});

describe('run.sh', () => {
  test('comes first, in the viewer, and counts as viewed', async () => {
    await one({ runScript: 'set -e\npython main.py\n' });
    expect(the('tab', 'run.sh').getAttribute('aria-selected')).toBe('true');
    expect(code()).toContain('python main.py');
    expect(said(the('region', 'Decision'))).toContain('1 of 2 files viewed · covers exactly these bytes');
  });

  test('that cannot be shown says why', async () => {
    const listing = [
      fileView('run.sh', { shown: false, why: 'Not text: only its size and hash can be shown.' }),
    ];
    await one({ runScript: null, listing });
    expect(said(the('tabpanel'))).toContain('Not text: only its size and hash can be shown.');
  });

  test('that is missing is said to be missing', async () => {
    await one({ runScript: null, listing: [] });
    expect(said(the('tabpanel'))).toContain('This job has no run.sh.');
  });
});

describe('files', () => {
  const listing = [
    fileView('code', { kind: 'folder', shown: false, sha256: null, why: 'A folder.' }),
    fileView('code/.hidden', { sha256: MAIN_SHA }),
    fileView('code/data', { kind: 'link', shown: false, sha256: null, why: 'A link: it is never followed.' }),
    fileView('code/main.py', { size: 3_400, hiddenCharacters: 2, sha256: 'd'.repeat(64) }),
    fileView('run.sh'),
  ];
  const rows = () =>
    all('option', undefined, the('listbox', 'Files of the job')).map((option) => said(option));

  test('are all listed, with size, hash, bit, kind and why they are not shown', async () => {
    const view = await one({ listing });
    await view.click(the('tab', 'Files5'));
    expect(rows()).toEqual([
      'code',
      'code/.hidden120 Bffff…ffffviewed',
      'code/datalink · A link: it is never followed.120 B',
      'code/main.py2 hidden characters3.4 kBdddd…dddd',
      'run.shexecutable120 Beeee…eeeeviewed',
    ]);
  });

  test('are gone through with [ and ], and remembered by their bytes', async () => {
    const view = await one({ listing });
    await view.press('[');
    expect(the('tab', 'Files5').getAttribute('aria-selected')).toBe('true');
    expect(said(the('tabpanel'))).toContain('This file is no longer the one that is listed.');
    await view.press('[');
    expect(said(the('tabpanel'))).toContain('This file is not shown.');
    await view.press('[');
    expect(code()).toContain('import pandas');
    expect(said(the('region', 'Decision'))).toContain('2 of 4 files viewed');
    await view.press(']');
    await view.press(']');
    await view.press(']');
    await view.press(']');
    expect(code()).toContain('python main.py');
  });

  test('that cannot be read say why', async () => {
    const view = await one(
      {},
      { 'jobs.file': async () => refused('read-failed', 'The disk is away.', 'Wait.') },
    );
    await view.click(the('tab', /^Files/));
    expect(said(the('alert'))).toBe('The disk is away. Wait.');
  });

  test('that turn out not to be text say why', async () => {
    const notShown = { kind: 'not-shown' as const, path: 'x', sha256: MAIN_SHA, size: 1, why: 'Too long.' };
    const view = await one({}, { 'jobs.file': async () => done(notShown) });
    await view.click(the('tab', /^Files/));
    expect(said(the('tabpanel'))).toContain('Too long.');
  });
});

describe('details', () => {
  test('keep what the sender claims apart from what is known', async () => {
    const view = await one({
      claims: {
        name: 'Other name',
        type: 'python',
        entrypoint: 'main.py',
        dependencies: ['pandas', 'requests'],
        files: [],
        jobType: 'local',
        datasets: [{ datasite: 'owner@example.org', names: ['admissions'] }],
      },
    });
    await view.click(the('tab', 'Details'));
    const panel = said(the('tabpanel'));
    expect(panel).toContain('Placeowner@example.org/sender@example.org/count');
    expect(panel).toContain(`Digestsha256:${'a'.repeat(64)}`);
    expect(panel).toContain(
      'What the sender claimsFrom the sender’s own config file. Nothing of it is proven.',
    );
    expect(panel).toContain('NameOther name');
    expect(panel).toContain('Dependenciespandasrequests');
    expect(panel).toContain('Datasetsowner@example.org: admissions');
    expect(panel).toContain('nothing was decided');
  });

  test('show every value of the state', async () => {
    const state = {
      status: 'rejected' as const,
      receivedAt: '2026-03-01T09:00:06Z',
      approvedBy: null,
      approvedAt: null,
      approvalMethod: null,
      rejectedBy: 'owner@example.org',
      rejectedAt: '2026-03-01T10:00:00Z',
      reviewReason: 'Too small',
      completedAt: null,
      returnCode: null,
    };
    const view = await one({ state });
    await view.click(the('tab', 'Details'));
    const panel = said(the('tabpanel'));
    expect(panel).toContain('Statusrejected');
    expect(panel).toContain('Rejected byowner@example.org');
    expect(panel).toContain('ReasonToo small');
    expect(panel).toContain('Return codenone');
  });
});

describe('a job that cannot be opened', () => {
  test('says why', async () => {
    await one({}, { 'jobs.show': async () => refused('no-such-job', 'It is gone.', 'Go back.') });
    expect(said(the('alert'))).toBe('It is gone. Go back.');
  });

  test('that left the disk stays readable and says so', async () => {
    const view = await one();
    await view.does(() =>
      view.push({
        name: 'jobs.changed',
        payload: { from: 1, revision: 2, changed: [], removed: [rowOf('count').id] },
      }),
    );
    expect(said(the('article', 'Job'))).toContain('This job is no longer on disk.');
    expect(the('button', 'Approve').getAttribute('aria-disabled')).toBe('true');
    view.pass(1_000);
    await view.press('a');
    expect(all('group', 'Confirm the approval')).toEqual([]);
  });
});
