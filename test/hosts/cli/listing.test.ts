import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { composeForReading } from '../../../main/compose-cli.ts';
import type { CliWorld } from '../../../main/hosts/cli/command-line.ts';
import type { JobPlace } from '../../../shared/terms/ids.ts';
import { JOB_STATUSES } from '../../../shared/terms/job-status.ts';
import { done } from '../../../shared/terms/problem.ts';
import { fileView, jobSummary, stateView } from '../../../shared/view/job.ts';
import { senderProofView } from '../../../shared/view/permissions.ts';
import { LATER, type Ran, runCli } from '../../build/command-line.ts';
import { sha256 } from '../../build/jobs.ts';
import { copyFixture, makeBox, OWNER } from '../../build/syft-box.ts';

const listed = z.array(z.strictObject(jobSummary.shape));
const shown = z.strictObject({
  ...jobSummary.shape,
  files: z.array(
    z.strictObject(
      fileView.pick({ path: true, kind: true, size: true, sha256: true, executable: true, shown: true })
        .shape,
    ),
  ),
  runScript: z.string().nullable(),
  state: stateView.strict().nullable(),
  proof: senderProofView.strict().nullable(),
});

const upstreamOrder = z
  .object({
    jobs_property_order_after_scan: z.array(z.tuple([z.string(), z.string(), z.string(), z.string()])),
  })
  .parse(JSON.parse(readFileSync(join('test', 'fixtures', 'syft-job.view.json'), 'utf8')))
  .jobs_property_order_after_scan.map(([datasite, sender, name]) => `${datasite}/${sender}/${name}`);

let box = '';
let list: Ran;

const run = (...args: readonly string[]) => runCli([...args, '--box', box, '--owner', OWNER], LATER);
const jobs = () => listed.parse(JSON.parse(list.out));
const job = (name: string) => {
  const found = jobs().find((one) => `${one.sender}/${one.folder}` === name);
  if (found === undefined) throw new Error(`${name} is not listed`);
  return found;
};
const show = async (name: string) => {
  const ran = await run('show', name, '--json');
  expect(ran).toMatchObject({ code: 0, err: '' });
  return shown.parse(JSON.parse(ran.out));
};
const fixture = (path: string) =>
  readFileSync(join('test', 'fixtures', 'syft-job', OWNER, 'app_data', 'job', path));

beforeAll(async () => {
  box = copyFixture('syft-job');
  list = await run('list', '--json');
});

afterAll(() => rmSync(box, { recursive: true, force: true }));

describe('list --json', () => {
  it('prints one array and nothing besides, each element with exactly these keys', () => {
    expect(list).toMatchObject({ code: 0, err: '' });
    expect(list.out.endsWith(']\n')).toBe(true);
    for (const row of z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(list.out))) {
      expect(Object.keys(row)).toEqual([
        'id',
        'source',
        'datasite',
        'sender',
        'folder',
        'name',
        'status',
        'arriving',
        'defects',
        'submittedAt',
        'firstSeenAt',
        'digest',
        'files',
      ]);
    }
  });

  it('names every job by where it lies', () => {
    expect(jobs()).toHaveLength(46);
    for (const row of jobs()) {
      expect(row).toMatchObject({ source: 'syft-job', name: row.folder });
      expect(row.id).toBe(`${row.datasite}/${row.sender}/${row.folder}`);
      expect(row.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    }
    expect(new Set(jobs().map((row) => row.id)).size).toBe(46);
    expect([...new Set(jobs().map((row) => row.status))].sort()).toEqual([...JOB_STATUSES].sort());
    expect(jobs().filter((row) => row.datasite !== OWNER)).toMatchObject([
      { id: `peer.owner@other.org/${OWNER}/my-request` },
    ]);
  });

  it('has the order of the Python client, its hidden jobs in between', () => {
    // One it names by what the config claims; one it rejects while listing, which moves it behind those that wait.
    const aside = ['another-name', 'received-bad'].map((name) => `${OWNER}/alice@uni.edu/${name}`);
    const theirs = upstreamOrder.filter((id) => !aside.includes(id));
    const known = new Set(theirs);
    expect(
      jobs()
        .map((row) => row.id)
        .filter((id) => known.has(id)),
    ).toEqual(theirs);
  });

  it('tells what is wrong, when it was sent, when it was first seen, and how much it holds', () => {
    expect(job('alice@uni.edu/analysis')).toMatchObject({
      status: 'done',
      defects: [],
      arriving: null,
      submittedAt: '2026-11-21T20:14:53.452738Z',
      firstSeenAt: '2026-11-21T20:14:53.515913Z',
      files: 3,
    });
    expect(job('alice@uni.edu/name-differs').defects).toMatchObject([{ code: 'name-differs' }]);
    expect(job('alice@uni.edu/no-config').arriving).toEqual({ present: 1, expected: 2 });
    expect(job('alice@uni.edu/bad-yaml')).toMatchObject({ submittedAt: null });
    expect(job('alice@uni.edu/bad-hidden-file').defects).toMatchObject([
      { code: 'extra-entry', path: '.DS_Store' },
    ]);
    expect(Date.parse(job('alice@uni.edu/just-received').firstSeenAt)).not.toBeNaN();
  });

  it('is the same however often it is asked, and makes nothing in the datasite', async () => {
    expect(await run('list', '--json')).toEqual(list);
    expect(() => readFileSync(join(box, OWNER, 'app_data', 'gatehouse', 'lock'))).toThrow('ENOENT');
  });

  it.each([
    ['as it comes', (places: readonly JobPlace[]) => places],
    ['backwards', (places: readonly JobPlace[]) => places.toReversed()],
  ])(
    'orders jobs alike in everything by where they lie, though the disk lists them %s',
    async (_how, turn) => {
      const many = makeBox();
      const senders = ['d', 'b', 'a', 'c', 'e'].map((name) => `${name}@uni.edu`);
      for (const sender of senders) for (const name of ['two', 'one']) many.addJob(name, {}, sender);
      const read: CliWorld['read'] = async (where) => {
        const reading = await composeForReading(where);
        if (!reading.ok) return reading;
        const { source } = reading.value;
        return done({ ...reading.value, source: { ...source, list: async () => turn(await source.list()) } });
      };
      const ran = await runCli(['list', '--json', '--box', many.root], { ...LATER, read });
      many.remove();
      expect(listed.parse(JSON.parse(ran.out)).map((row) => `${row.folder} ${row.sender}`)).toEqual([
        ...['a', 'b', 'c', 'd', 'e'].map((name) => `one ${name}@uni.edu`),
        ...['a', 'b', 'c', 'd', 'e'].map((name) => `two ${name}@uni.edu`),
      ]);
    },
  );

  it('says what it could not look at, and lists the rest', async () => {
    const barred = makeBox();
    barred.addJob('count');
    mkdirSync(join(barred.root, 'peer@lab.org', 'app_data', 'job'), { recursive: true });
    symlinkSync(barred.jobPath(''), join(barred.root, 'peer@lab.org', 'app_data', 'job', 'inbox'));
    const ran = await runCli(['list', '--json', '--box', barred.root, '--owner', OWNER], LATER);
    const plain = await runCli(['list', '--box', barred.root, '--owner', OWNER], LATER);
    barred.remove();
    expect(ran.code).toBe(0);
    expect(listed.parse(JSON.parse(ran.out)).map((row) => row.folder)).toEqual(['count']);
    expect(JSON.parse(ran.err)).toMatchObject({
      code: 'read-failed',
      what: expect.stringContaining('“peer@lab.org/app_data/job/inbox” is not entered'),
    });
    expect(plain).toMatchObject({ code: 0, err: expect.stringContaining('All others are listed.\n') });
  });

  it('is not hidden by a job that cannot be read', async () => {
    const read: CliWorld['read'] = async (where) => {
      const reading = await composeForReading(where);
      if (!reading.ok) return reading;
      const { source } = reading.value;
      const failing: typeof source.read = (place) =>
        place.folder === 'analysis'
          ? Promise.reject(new Error('the disk does not answer'))
          : source.read(place);
      return done({ ...reading.value, source: { ...source, read: failing } });
    };
    const ran = await runCli(['list', '--json', '--box', box, '--owner', OWNER], { ...LATER, read });
    expect(listed.parse(JSON.parse(ran.out))).toEqual(jobs().filter((row) => row.folder !== 'analysis'));
    expect(JSON.parse(ran.err).what).toBe(
      '“owner@lab.org/alice@uni.edu/analysis” could not be read: the disk does not answer.',
    );
  });

  it('is an empty array where no job ever came', async () => {
    const empty = makeBox();
    expect(await runCli(['list', '--json', '--box', empty.root])).toEqual({ code: 0, out: '[]\n', err: '' });
    expect(await runCli(['list', '--box', empty.root])).toEqual({ code: 0, out: 'No jobs.\n', err: '' });
    empty.remove();
  });
});

describe('list', () => {
  it('prints one line a job in the same order', async () => {
    const { code, out, err } = await run('list');
    const lines = out.trimEnd().split('\n');
    expect({ code, err, lines: lines.length }).toEqual({ code: 0, err: '', lines: 46 });
    for (const [index, row] of jobs().entries()) {
      expect(lines[index]).toContain(row.arriving === null ? row.status : 'arriving 1/2');
      expect(lines[index]).toContain(`${row.sender}/${row.folder}`);
      expect(lines[index]).toContain(row.digest?.slice(7, 19));
    }
  });

  it('says of a job that is arriving how much of it is here', async () => {
    const fresh = makeBox();
    fresh.addJob('half', { 'code/script.sh': null });
    const { out } = await runCli(['list', '--box', fresh.root], LATER);
    fresh.remove();
    expect(out).toMatch(/^arriving 2\/3 /);
  });
});

describe('show --json', () => {
  it('adds every file, run.sh and the state', async () => {
    const script = fixture('inbox/alice@uni.edu/analysis/run.sh').toString('utf8');
    const config = fixture('inbox/alice@uni.edu/analysis/config.yaml').toString('utf8');
    const found = await show('alice@uni.edu/analysis');
    expect(found).toEqual({
      ...job('alice@uni.edu/analysis'),
      files: [
        {
          path: 'code/script.sh',
          kind: 'file',
          size: script.length,
          sha256: sha256(script),
          executable: false,
          shown: true,
        },
        {
          path: 'config.yaml',
          kind: 'file',
          size: config.length,
          sha256: sha256(config),
          executable: false,
          shown: true,
        },
        {
          path: 'run.sh',
          kind: 'file',
          size: script.length,
          sha256: sha256(script),
          executable: true,
          shown: true,
        },
      ],
      runScript: script,
      state: {
        status: 'done',
        receivedAt: '2026-11-21T20:14:53.515913Z',
        approvedBy: OWNER,
        approvedAt: '2026-11-21T20:14:53.806263Z',
        approvalMethod: 'manual',
        rejectedBy: null,
        rejectedAt: null,
        reviewReason: null,
        completedAt: '2026-11-21T20:14:54.314181Z',
        returnCode: 0,
      },
      proof: {
        proven: true,
        others: [],
        sentence: 'Only alice@uni.edu and the owner may write here.',
      },
    });
  });

  it('shows every job there is, and counts its files as the list does', async () => {
    for (const row of jobs()) {
      const { files, runScript, state, proof, ...summary } = await show(row.id);
      expect({ ...summary, files: files.length }).toEqual(row);
      expect(runScript === null).toBe(!files.some((file) => file.path === 'run.sh' && file.shown));
      expect(state?.status ?? 'received').toBe(row.status);
      expect(proof === null).toBe(row.datasite !== OWNER);
    }
  });

  it.each([
    ['alice@uni.edu/bad-run-is-dir', 'a folder'],
    ['alice@uni.edu/bad-no-run', 'not there'],
  ])('has no run.sh to show of %s, where it is %s', async (name) => {
    expect((await show(name)).runScript).toBeNull();
  });
});

describe('show', () => {
  it('prints run.sh whole below the facts', async () => {
    const { code, out } = await run('show', 'alice@uni.edu/name-differs');
    expect(code).toBe(0);
    expect(out).toContain('name-differs');
    expect(out).toContain(job('alice@uni.edu/name-differs').digest ?? 'no digest');
    expect(out.endsWith(`run.sh\n${fixture('inbox/alice@uni.edu/name-differs/run.sh')}`)).toBe(true);
  });

  it('says where there is no run.sh', async () => {
    expect((await run('show', 'alice@uni.edu/bad-no-run')).out).toContain('There is no run.sh');
  });
});

describe('the name of a job', () => {
  const id = `${OWNER}/alice@uni.edu/single file`;

  it.each(['alice@uni.edu/single file', id])('may be %s', async (name) => {
    expect((await show(name)).id).toBe(id);
  });

  it('may lead to another datasite', async () => {
    expect((await show(`peer.owner@other.org/${OWNER}/my-request`)).datasite).toBe('peer.owner@other.org');
  });

  it.each([
    'analysis',
    '',
    '/',
    'alice@uni.edu/',
    '/analysis',
    'a/b/c/d',
    `${OWNER}//analysis`,
    'alice@uni.edu/analysis/',
  ])('is no name as %j', async (name) => {
    const { code, out, err } = await run('show', name, '--json');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(err)).toMatchObject({
      code: 'bad-request',
      next: expect.stringContaining('sender/folder'),
    });
  });

  it.each([
    'alice@uni.edu/nothing',
    'nobody@uni.edu/analysis',
    'alice@uni.edu/loose-file.txt',
    'alice@uni.edu/syft.pub.yaml',
    'alice@uni.edu/..',
    'alice@uni.edu/.',
    '../alice@uni.edu',
    './alice@uni.edu/analysis',
    `${OWNER}/../inbox`,
    `../${OWNER}/analysis`,
    'alice@uni.edu/analysis\0',
    'alice@uni.edu/ANALYSIS',
    `${'x'.repeat(300)}/analysis`,
  ])('leads to no job as %j', async (name) => {
    const { code, out, err } = await run('show', name, '--json');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(err)).toMatchObject({ code: 'no-such-job' });
  });
});
