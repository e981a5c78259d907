import { describe, expect, test } from 'vitest';
import { done, refused } from '../../../shared/terms/problem.ts';
import type { FileContent, JobDetail } from '../../../shared/view/job.ts';
import { digestView, jobDetailView, jobRowView } from '../../build/views.ts';
import { ready, settled, type Wired } from '../screen/wired.ts';

const ID = 'owner/sender/job';
const file = (path: string, sha256: string) => ({
  path,
  kind: 'file' as const,
  size: 9,
  sha256,
  executable: false,
  shown: true,
  why: null,
  hiddenCharacters: 0,
});

/** One job whose page follows `disk`, which the test changes. */
async function opened(first: Partial<JobDetail> = {}, content?: FileContent) {
  const disk: { job: Partial<JobDetail> | null } = { job: first };
  const all = await ready({
    'jobs.snapshot': async () => done({ revision: 1, jobs: [jobRowView({ id: ID, ...rowOf(first) })] }),
    'jobs.show': async ({ id }) =>
      disk.job === null
        ? refused('no-such-job', 'Gone.', 'Go back.')
        : done(jobDetailView({ id, ...disk.job })),
    ...(content === undefined ? {} : { 'jobs.file': async () => done(content) }),
  });
  let revision = 1;
  return {
    all,
    opened: () => all.screen.detail.state.getState().opened,
    state: () => all.screen.detail.state.getState(),
    async becomes(job: Partial<JobDetail> | null) {
      disk.job = job;
      const changed = job === null ? [] : [jobRowView({ id: ID, files: revision + 9, ...rowOf(job) })];
      const removed = job === null ? [ID] : [];
      all.push({
        name: 'jobs.changed',
        payload: { from: revision, revision: revision + 1, changed, removed },
      });
      revision += 1;
      await settled();
    },
  };
}

function rowOf({ digest, status, arriving }: Partial<JobDetail>) {
  return {
    ...(digest === undefined ? {} : { digest }),
    ...(status === undefined ? {} : { status }),
    ...(arriving === undefined ? {} : { arriving }),
  };
}

function openDetail({ screen }: Wired): JobDetail {
  const { opened: now } = screen.detail.state.getState();
  if (now.kind !== 'open') throw new Error(`It is ${now.kind}.`);
  return now.detail;
}

describe('the job on the page', () => {
  test('follows a state that changed around the same bytes', async () => {
    const job = await opened();
    await job.becomes({ status: 'approved' });
    expect(openDetail(job.all).status).toBe('approved');
    expect(job.opened()).toMatchObject({ disk: 'same' });
  });

  test('stays as it was read when the bytes change, until it is asked for again', async () => {
    const job = await opened({ runScript: 'before' });
    const { shownAt } = job.state();
    job.all.pass(5_000);
    await job.becomes({ digest: digestView('b'), runScript: 'after' });
    expect(openDetail(job.all)).toMatchObject({ digest: digestView('a'), runScript: 'before' });
    expect(job.opened()).toMatchObject({ disk: 'changed' });
    expect(job.state().shownAt).toBe(shownAt);
    await job.all.screen.detail.showAgain();
    expect(openDetail(job.all)).toMatchObject({ digest: digestView('b'), runScript: 'after' });
    expect(job.opened()).toMatchObject({ disk: 'same' });
    expect(job.state().shownAt).toBe(shownAt + 5_000);
  });

  test('follows the disk while it is arriving', async () => {
    const job = await opened({ digest: null, arriving: { present: 1, expected: 2 } });
    await job.becomes({ digest: digestView('b') });
    expect(openDetail(job.all).digest).toBe(digestView('b'));
  });

  test('is said to be gone when its folder is', async () => {
    const job = await opened();
    await job.becomes(null);
    expect(job.opened()).toMatchObject({ kind: 'open', disk: 'gone' });
  });

  test('that cannot be read says so', async () => {
    const all = await ready({ 'jobs.show': async () => refused('read-failed', 'No.', 'Wait.') });
    expect(all.screen.detail.state.getState().opened).toMatchObject({
      kind: 'refused',
      problem: { code: 'read-failed' },
    });
  });

  test('is the last one asked for, however late the answers come', async () => {
    const all = await ready();
    all.screen.detail.show('owner/sender/one');
    all.screen.detail.show('owner/sender/two');
    await settled();
    expect(openDetail(all).id).toBe('owner/sender/two');
  });
});

describe('a file', () => {
  const text = (sha256: string): FileContent => ({
    kind: 'text',
    path: 'code/a.py',
    sha256,
    text: 'print()',
  });
  const listing = [file('code/a.py', 'a'.repeat(64))];

  test('is read once', async () => {
    const job = await opened({ listing }, text('a'.repeat(64)));
    await job.all.screen.detail.readFile('code/a.py');
    await job.all.screen.detail.readFile('code/a.py');
    expect(job.state().loads.get('code/a.py')).toMatchObject({ kind: 'read', content: { text: 'print()' } });
    expect(job.all.asked('jobs.file')).toHaveLength(1);
  });

  test('is not shown when its bytes are not those of the list', async () => {
    const job = await opened({ listing }, text('b'.repeat(64)));
    await job.all.screen.detail.readFile('code/a.py');
    expect(job.state().loads.get('code/a.py')).toEqual({ kind: 'differs' });
  });

  test('that was refused is asked for again', async () => {
    let fails = true;
    const all = await ready({
      'jobs.show': async ({ id }) => done(jobDetailView({ id, listing })),
      'jobs.file': async () => (fails ? refused('read-failed', 'No.', 'Wait.') : done(text('a'.repeat(64)))),
    });
    await all.screen.detail.readFile('code/a.py');
    expect(all.screen.detail.state.getState().loads.get('code/a.py')?.kind).toBe('refused');
    fails = false;
    await all.screen.detail.readFile('code/a.py');
    expect(all.screen.detail.state.getState().loads.get('code/a.py')?.kind).toBe('read');
  });
});
