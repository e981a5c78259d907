// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { done, refused } from '../../../shared/terms/problem.ts';
import type { JobDetail } from '../../../shared/view/job.ts';
import { jobDetailView } from '../../build/views.ts';
import { all, said, the } from '../screen/find.ts';
import { jobs, rowOf } from '../screen/jobs.ts';
import { page } from '../screen/page.tsx';

const approved = (given: Partial<JobDetail> = {}) => rowOf('count', { status: 'approved', ...given });
const opened = async (detail: Partial<JobDetail> = {}, given = {}) => {
  const view = await page({ ...jobs([approved(detail)]), ...given });
  await view.click(the('button', 'clear'));
  await view.click(the('option'));
  return view;
};
const back = { from: 1, revision: 2, changed: [rowOf('count', { status: 'pending' })], removed: [] };

test('an approval is taken back after a question, and the job stays on the page', async () => {
  let row = approved();
  const view = await opened({}, { 'jobs.show': async () => done(jobDetailView(row)) });
  await view.click(the('button', 'Withdraw…'));
  expect(said(the('dialog', 'Withdraw this approval'))).toContain('count');
  await view.click(the('button', 'Withdraw', the('dialog')));
  expect(view.asked('jobs.withdraw')).toEqual([
    { id: 'owner@example.org/sender@example.org/count', digest: `sha256:${'a'.repeat(64)}` },
  ]);
  expect(said(the('region', 'Decision'))).toContain('Waiting to see the withdrawal on disk');
  row = rowOf('count');
  await view.does(() => view.push({ name: 'jobs.changed', payload: back }));
  expect(said(document.querySelector('[role=status][aria-live]') ?? undefined)).toBe(
    'Withdrew the approval of “count”. It waits again.',
  );
  expect(said(the('article', 'Job'))).toContain('count');
  expect(all('button', 'Withdraw…')).toEqual([]);
});

test('a job that began to run meanwhile is no longer written about', async () => {
  const view = await opened();
  await view.click(the('button', 'Withdraw…'));
  await view.click(the('button', 'Withdraw', the('dialog')));
  const running = { ...back, changed: [approved({ status: 'running' })] };
  await view.does(() => view.push({ name: 'jobs.changed', payload: running }));
  expect(said(the('region', 'Decision'))).not.toContain('Waiting to see');
});

test('a refusal is shown where the decision was made', async () => {
  const view = await opened(
    {},
    { 'jobs.withdraw': async () => refused('wrong-state', 'It is running.', 'Wait for it.') },
  );
  await view.click(the('button', 'Withdraw…'));
  await view.click(the('button', 'Withdraw', the('dialog')));
  expect(said(the('alert'))).toContain('It is running. Wait for it.');
});

test('the question can be left', async () => {
  const view = await opened();
  await view.click(the('button', 'Withdraw…'));
  await view.click(the('button', 'Cancel'));
  await view.click(the('button', 'Withdraw…'));
  await view.press('Escape');
  expect(all('dialog')).toEqual([]);
  expect(view.asked('jobs.withdraw')).toEqual([]);
});

test.each<[string, Partial<JobDetail>]>([
  ['in another datasite', { own: false, datasite: 'peer@example.org' }],
  ['that runs', { status: 'running' }],
  ['that is over', { status: 'done' }],
])('nothing is to be withdrawn of a job %s', async (_, detail) => {
  await opened(detail);
  expect(all('button', 'Withdraw…')).toEqual([]);
});

test('of a job that runs it is said that it is too late', async () => {
  const view = await opened({ status: 'running' });
  await view.does(() => the('button', 'More').focus());
  await view.press('ArrowDown');
  expect(said(the('menuitem', /^Withdraw/))).toBe('Withdraw: too late, it is running');
  expect(the('menuitem', /^Withdraw/).getAttribute('aria-disabled')).toBe('true');
});

test('without a connection there is no question', async () => {
  const view = await opened({}, { 'jobs.withdraw': async () => done(rowOf('count')) });
  await view.click(the('button', 'Withdraw…'));
  await view.becomes({ is: 'down' });
  expect(all('dialog')).toEqual([]);
});
