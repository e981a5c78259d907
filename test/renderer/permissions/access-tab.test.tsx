// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { done, refused } from '../../../shared/terms/problem.ts';
import type { JobDetail } from '../../../shared/view/job.ts';
import type { JobAccess } from '../../../shared/view/permissions.ts';
import { jobAccessView } from '../../build/permission-answers.ts';
import { all, said, the } from '../screen/find.ts';
import { jobs, rowOf } from '../screen/jobs.ts';
import { page } from '../screen/page.tsx';
import { datasite } from './datasite.ts';

const UNPROVEN = {
  proven: false,
  others: ['*@lab.example', 'bob@lab.example'],
  sentence: 'Bob@lab.example and everyone at lab.example could also have written here.',
};
const ANA = 'app_data/job/inbox/ana@lab.example';

const opened = async (access: Partial<JobAccess>, detail: Partial<JobDetail> = {}, given = {}) => {
  const view = await page({
    ...jobs([rowOf('count', detail)], detail),
    ...datasite(),
    'permissions.job': async () => done(jobAccessView(access)),
    ...given,
  });
  for (const clear of all('button', 'clear')) await view.click(clear);
  await view.click(the('option'));
  await view.click(the('tab', 'Access'));
  return view;
};
const panel = () => said(the('tabpanel', 'Access'));
const cells = (name: string) =>
  [...the('region', name).querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => said(cell)),
  );

describe('the badge of a sender', () => {
  const badge = (detail: Partial<JobDetail>) =>
    opened({}, detail).then(() => said(the('article', 'Job').querySelector('header') ?? undefined));

  test('says of a waiting job that only they can write there', async () => {
    expect(await badge({})).toContain('verified: only they can write here');
  });

  test('says of a decided job no more than that they are verified', async () => {
    expect(await badge({ status: 'approved' })).toMatch(/sender@example.orgverifiedsubmitted/);
  });

  test('says why a sender is not proven, and leads to everything about it', async () => {
    const view = await page({
      ...jobs([rowOf('count', { proof: UNPROVEN })]),
      'permissions.job': async () => done(jobAccessView({ proof: UNPROVEN })),
    });
    const button = the('button', `sender unproven: ${UNPROVEN.sentence}`);
    expect(button.title).toContain(UNPROVEN.sentence);
    await view.click(button);
    expect(the('tab', 'Access').getAttribute('aria-selected')).toBe('true');
    expect(panel()).toContain(UNPROVEN.sentence);
  });

  test('is not there where nobody can judge', async () => {
    expect(await badge({ proof: null })).not.toMatch(/verified|unproven/);
  });
});

describe('Access', () => {
  test('names everyone who can write or read, by which rule, each once', async () => {
    const holder = { who: 'ana@lab.example', file: `${ANA}/syft.pub.yaml`, pattern: '**' };
    await opened({
      writers: [holder, { ...holder, who: '*' }],
      readers: [holder, { ...holder }, { ...holder, who: '*@lab.example', pattern: 'out/**' }],
    });
    expect(cells('Who can write here')).toEqual([
      ['ana@lab.example', '**', `${ANA}/syft.pub.yaml`],
      ['anyone', '**', `${ANA}/syft.pub.yaml`],
    ]);
    expect(cells('Who can read here')).toEqual([
      ['ana@lab.example', '**', `${ANA}/syft.pub.yaml`],
      ['anyone at lab.example', 'out/**', `${ANA}/syft.pub.yaml`],
    ]);
  });

  test('says when it is nobody, and that no file has a say', async () => {
    await opened({});
    expect(panel()).toContain('Who can write hereNobody but you.');
    expect(panel()).toContain('No rule file has a say here.');
  });

  test('says what the proof rests on, and leads to the folder of each file', async () => {
    const file = { path: `${ANA}/syft.pub.yaml`, changedAt: '2026-02-28T10:00:00.000Z' };
    const view = await opened({ restsOn: [file] });
    expect(cells('What the proof rests on')).toEqual([[file.path, '28 Feb 2026, 10:00:00']]);
    await view.click(the('button', file.path));
    expect(the('heading', 'Permissions')).toBeDefined();
    expect(the('textbox', 'Folder or file')).toHaveProperty('value', `${ANA}/`);
    expect(the('treeitem', /^ana@lab.example/).getAttribute('aria-selected')).toBe('true');
  });

  test('says when rules changed after the job arrived', async () => {
    await opened({ rulesChangedSince: 'public/syft.pub.yaml changed.' });
    expect(panel()).toContain('Rules changed since this job arrived. public/syft.pub.yaml changed.');
  });

  test.each([
    [{ holds: true, sentence: 'Nobody but you may change it.' }, 'Closed to later edits. Nobody but you'],
    [{ holds: false, sentence: 'A file above forbids it.' }, 'A file above forbids it.'],
  ])('says of an approved job whether it is closed: %j', async (freeze, words) => {
    await opened({ freeze }, { status: 'approved' });
    expect(panel()).toContain(words);
  });

  test('says nothing of closing while nothing is approved', async () => {
    await opened({});
    expect(panel()).not.toMatch(/closed/i);
  });

  test('is asked for again when the job or its proof changed', async () => {
    const view = await opened({});
    const row = rowOf('count', { proof: UNPROVEN });
    await view.does(() =>
      view.push({
        name: 'jobs.changed',
        payload: { from: 1, revision: 2, changed: [row], removed: [] },
      }),
    );
    expect(view.asked('permissions.job')).toHaveLength(2);
  });

  test('says why it cannot be told', async () => {
    const given = { 'permissions.job': async () => refused('read-failed', 'Unreadable.', 'Wait.') };
    await opened({}, {}, given);
    expect(said(the('alert'))).toBe('Unreadable. Wait.');
  });

  test('is not asked for in other people’s datasites', async () => {
    const view = await opened({}, { own: false, proof: null, datasite: 'peer@example.org' });
    expect(panel()).toContain('Nothing is known about who can write into other people’s datasites.');
    expect(view.asked('permissions.job')).toEqual([]);
  });

  test('shows nothing of the job before', async () => {
    const view = await page({
      ...jobs([rowOf('first'), rowOf('second')]),
      'permissions.job': async ({ id }: { id: string }) =>
        id.endsWith('first')
          ? done(jobAccessView({ rulesChangedSince: 'Of the first.' }))
          : new Promise<never>(() => {}),
    });
    await view.click(the('tab', 'Access'));
    expect(panel()).toContain('Of the first.');
    await view.press('j');
    await view.click(the('tab', 'Access'));
    expect(panel()).toBe('Reading the rules…');
    expect(all('alert')).toEqual([]);
  });
});
