import { describe, expect, test } from 'vitest';
import type { Output } from '../../../shared/contract/index.ts';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { JobDetail, JobRow } from '../../../shared/view/job.ts';
import type { Handlers } from '../../../shared/wire/answer.ts';
import { deferred } from '../../build/deferred.ts';
import { digestView, jobDetailView, jobRowView } from '../../build/views.ts';
import { ready, settled } from '../screen/wired.ts';

const row = (id: string, given: Partial<JobRow> = {}) =>
  jobRowView({ id, folder: id, name: id, order: id, ...given });

/** Three waiting jobs, the second on the page. */
async function three(detail: Partial<JobDetail> = {}, given: Partial<Handlers> = {}) {
  const all = await ready({
    'jobs.snapshot': async () =>
      done({ revision: 1, jobs: ['job-1', 'job-2', 'job-3'].map((id) => row(id)) }),
    'jobs.show': async ({ id }) => done(jobDetailView({ ...row(id), ...detail })),
    ...given,
  });
  all.screen.inbox.choose('job-2');
  await settled();
  const { decision, inbox, view } = all.screen;
  return {
    all,
    decision,
    view: () => view.state.getState(),
    deciding: () => decision.state.getState().deciding,
    chosen: () => inbox.state.getState().chosen,
    last: () => decision.state.getState().last,
    diskShows: (id: string, status: 'approved' | 'rejected', from = 1) =>
      all.push({
        name: 'jobs.changed',
        payload: { from, revision: from + 1, changed: [row(id, { status })], removed: [] },
      }),
  };
}

describe('approving', () => {
  test('sends the digest that is shown, after a question', async () => {
    const { all, decision, deciding } = await three();
    decision.askApprove();
    expect(deciding().kind).toBe('confirming');
    expect(all.asked('jobs.approve')).toEqual([]);
    await decision.confirm();
    expect(all.asked('jobs.approve')).toEqual([
      { id: 'job-2', digest: digestView('a'), reason: null, acknowledged: [] },
    ]);
  });

  test('is not over before the disk shows it; then the next job is on the page', async () => {
    const { decision, deciding, chosen, last, diskShows, view } = await three();
    decision.askApprove();
    await decision.confirm();
    expect(deciding()).toMatchObject({ kind: 'writing', written: true });
    expect(chosen()).toBe('job-2');
    diskShows('job-2', 'approved');
    expect(deciding().kind).toBe('idle');
    expect(chosen()).toBe('job-3');
    expect(last()).toEqual({ action: 'approve', name: 'job-2', next: 'job-3' });
    expect(view().focus.on).toBe('page');
  });

  test('waits for the answer too when the disk shows it first', async () => {
    const answer = deferred<Reply<Output<'jobs.approve'>>>();
    const { decision, deciding, diskShows, chosen } = await three(
      {},
      { 'jobs.approve': () => answer.promise },
    );
    decision.askApprove();
    const confirmed = decision.confirm();
    diskShows('job-2', 'approved');
    await settled();
    expect(deciding()).toMatchObject({ kind: 'writing', written: false });
    answer.resolve(done(row('job-2', { status: 'approved' })));
    await confirmed;
    expect(deciding().kind).toBe('idle');
    expect(chosen()).toBe('job-3');
  });

  test('needs a tick for every acknowledgement', async () => {
    const { all, decision } = await three({ acknowledge: ['hidden-characters'] });
    decision.askApprove();
    await decision.confirm();
    expect(all.asked('jobs.approve')).toEqual([]);
    decision.tick('hidden-characters', true);
    decision.tick('hidden-characters', false);
    await decision.confirm();
    expect(all.asked('jobs.approve')).toEqual([]);
    decision.tick('hidden-characters', true);
    await decision.confirm();
    expect(all.asked('jobs.approve')).toMatchObject([{ acknowledged: ['hidden-characters'] }]);
  });

  test('is not even asked about where it is not permitted', async () => {
    const { decision, deciding } = await three({
      approve: { allowed: false, reasons: [{ code: 'malformed-job', text: 'A link.' }] },
    });
    decision.askApprove();
    expect(deciding().kind).toBe('idle');
  });

  test('without a question does nothing', async () => {
    const { all, decision } = await three();
    await decision.confirm();
    decision.askApprove();
    decision.cancel();
    await decision.confirm();
    expect(all.asked('jobs.approve')).toEqual([]);
  });

  test('the question goes when another job is on the page', async () => {
    const { all, decision, deciding } = await three();
    decision.askApprove();
    all.pass(10);
    all.screen.inbox.choose('job-1');
    await settled();
    expect(deciding().kind).toBe('idle');
  });

  test('two confirmations write once', async () => {
    const { all, decision } = await three();
    decision.askApprove();
    await Promise.all([decision.confirm(), decision.confirm()]);
    expect(all.asked('jobs.approve')).toHaveLength(1);
  });

  test('of bytes that changed meanwhile still sends what was shown, and shows the difference', async () => {
    const changes = [
      { path: 'run.sh', change: 'content', hunks: [{ before: 1, after: 1, lines: ['-a', '+b'] }] },
    ];
    const { all, decision, deciding, view } = await three(
      {},
      { 'jobs.approve': async () => refused('content-changed', 'It changed.', 'Look again.', { changes }) },
    );
    const changed = [row('job-2', { digest: digestView('b') })];
    all.push({ name: 'jobs.changed', payload: { from: 1, revision: 2, changed, removed: [] } });
    decision.askApprove();
    await decision.confirm();
    expect(all.asked('jobs.approve')).toMatchObject([{ digest: digestView('a') }]);
    expect(deciding().kind).toBe('idle');
    expect(view().dialog).toMatchObject({ kind: 'changed', changes });
  });

  test('refused in any other way says so and keeps the job', async () => {
    const { decision, deciding, chosen } = await three(
      {},
      { 'jobs.approve': async () => refused('log-unwritable', 'The log is full.', 'Free space.') },
    );
    decision.askApprove();
    await decision.confirm();
    expect(deciding()).toMatchObject({ kind: 'refused', problem: { code: 'log-unwritable' } });
    expect(chosen()).toBe('job-2');
    decision.cancel();
    expect(deciding().kind).toBe('idle');
  });

  test('details of another form than agreed show no changes', async () => {
    const { decision, view } = await three(
      {},
      { 'jobs.approve': async () => refused('content-changed', 'It changed.', 'Look.', { changes: 'many' }) },
    );
    decision.askApprove();
    await decision.confirm();
    expect(view().dialog).toMatchObject({ kind: 'changed', changes: [] });
  });
});

describe('rejecting', () => {
  test('sends the reason with the digest shown', async () => {
    const { all, decision, diskShows, last } = await three();
    await decision.reject('Too small');
    expect(all.asked('jobs.reject')).toEqual([{ id: 'job-2', digest: digestView('a'), reason: 'Too small' }]);
    diskShows('job-2', 'rejected');
    expect(last()).toMatchObject({ action: 'reject', next: 'job-3' });
  });

  test('works for a job without a digest, with an empty reason', async () => {
    const { all, decision } = await three({ digest: null });
    await decision.reject('');
    expect(all.asked('jobs.reject')).toEqual([{ id: 'job-2', digest: null, reason: '' }]);
  });

  test('is not sent where it is not permitted', async () => {
    const { all, decision } = await three({ reject: { allowed: false, reasons: [] } });
    await decision.reject('No');
    expect(all.asked('jobs.reject')).toEqual([]);
  });
});

describe('after a decision', () => {
  test('the reader who has moved on stays where they are', async () => {
    const { all, decision, diskShows, chosen } = await three();
    decision.askApprove();
    await decision.confirm();
    all.screen.inbox.choose('job-1');
    diskShows('job-2', 'approved');
    expect(chosen()).toBe('job-1');
  });

  test('the last job that waited stays on the page', async () => {
    const { all, decision, chosen, last } = await three();
    decision.askApprove();
    await decision.confirm();
    const changed = ['job-1', 'job-2', 'job-3'].map((id) => row(id, { status: 'approved' }));
    all.push({ name: 'jobs.changed', payload: { from: 1, revision: 2, changed, removed: [] } });
    expect(chosen()).toBe('job-2');
    expect(last()?.next).toBeNull();
  });

  test('a lost connection leaves nothing pretending to be written', async () => {
    const { all, decision, deciding } = await three({}, { 'jobs.approve': () => new Promise(() => {}) });
    decision.askApprove();
    const confirmed = decision.confirm();
    all.down();
    await confirmed;
    expect(deciding()).toMatchObject({ kind: 'refused', problem: { code: 'unavailable' } });
  });
});
