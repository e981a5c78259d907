import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../../build/command-line.ts';
import { runLater } from '../../build/run-later.ts';
import { copyFixture, OWNER } from '../../build/syft-box.ts';
import { treeOf } from '../../build/tree.ts';

const FIXTURE = join('test', 'fixtures', 'syft-job');
const JOBS = `${OWNER}/app_data/job`;

function fixture(): string {
  const box = copyFixture('syft-job');
  onTestFinished(() => rmSync(box, { recursive: true, force: true }));
  return box;
}

interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Does with one approved job what the Python runner does with it, as formats.md has it: in the inbox, with its own files. */
function runAsTheRunnerDoes(box: string, name: string): Run {
  const job = join(box, JOBS, 'inbox', name);
  const review = join(box, JOBS, 'review', name);
  const state = readFileSync(join(review, 'state.yaml'), 'utf8');
  if (!state.endsWith('\nstatus: approved\n')) throw new Error('The runner runs approved jobs only.');
  mkdirSync(join(job, 'code', 'outputs'), { recursive: true });
  writeFileSync(join(review, 'state.yaml'), state.replace('status: approved', 'status: running'));
  chmodSync(join(job, 'run.sh'), 0o755);
  const { stdout, stderr, status } = spawnSync('bash', [join(job, 'run.sh')], {
    cwd: job,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      SYFTBOX_FOLDER: box,
      SYFTBOX_EMAIL: OWNER,
      SYFT_IS_IN_JOB: 'true',
      PYTHONUNBUFFERED: '1',
      SYFT_CLIENT_INSTALL_SOURCE: 'syft-client==0.1.117',
    },
  });
  cpSync(join(job, 'code', 'outputs'), join(review, 'outputs'), { recursive: true });
  rmSync(join(job, 'code', 'outputs'), { recursive: true });
  writeFileSync(join(review, 'stdout.txt'), stdout);
  writeFileSync(join(review, 'stderr.txt'), stderr);
  writeFileSync(join(review, 'returncode.txt'), String(status));
  const ended = status === 0 ? 'done' : 'failed';
  const finished = state
    .replace('completed_at: null', "completed_at: '2026-11-22T08:00:00.000001Z'")
    .replace('return_code: null', `return_code: ${status}`)
    .replace('status: approved', `status: ${ended}`);
  writeFileSync(join(review, 'state.yaml'), finished);
  return { stdout, stderr, code: status };
}

const show = async (box: string, name: string) => {
  const { out } = await runCli(['show', name, '--json', '--box', box, '--owner', OWNER]);
  return JSON.parse(out);
};

/** Contents of files by path below a folder; the frozen job's own permission file is left out. */
function contents(folder: string): readonly (readonly [string, string])[] {
  return [...treeOf(folder)]
    .filter(
      ([path, what]) => what.startsWith('file') && path !== 'syft.pub.yaml' && !path.endsWith('.gitkeep'),
    )
    .map(([path]) => [path, readFileSync(join(folder, path), 'base64')] as const);
}

describe('an approved job', () => {
  it.each([
    ['alice@uni.edu/bash-pending', 'pending bash\n'],
    ['alice@uni.edu/just-received', 'just arrived\n'],
    ['alice@uni.edu/analysis-v2', 'finished v2\n'],
    ['bob.smith+ds@inst.example/same-name', 'same name, other sender\n'],
    ['carol@third.example/stranger-received', 'not a set-up sender\n'],
  ])('%s still is what was read, and its run.sh runs', async (name, stdout) => {
    const box = fixture();
    const shown = await show(box, name);
    const submitted = contents(join(FIXTURE, JOBS, 'inbox', name));
    expect(await runLater(box, 'approve', name, '--digest', shown.digest)).toMatchObject({ code: 0 });
    expect(contents(join(box, JOBS, 'inbox', name))).toEqual(submitted);
    expect(await show(box, name)).toMatchObject({ status: 'approved', digest: shown.digest });
    expect(runAsTheRunnerDoes(box, name)).toMatchObject({ stdout, code: 0 });
    expect(contents(join(box, JOBS, 'inbox', name))).toEqual(submitted);
    expect(await show(box, name)).toMatchObject({
      status: 'done',
      digest: shown.digest,
      state: { status: 'done', approvedBy: OWNER, returnCode: 0, completedAt: '2026-11-22T08:00:00.000001Z' },
    });
  });

  it.each([
    'alice@uni.edu/analysis',
    'alice@uni.edu/shared-results',
    'alice@uni.edu/done-no-outputs',
    'alice@uni.edu/show-env',
    'bob.smith+ds@inst.example/fails',
  ])('%s gives what the real runner recorded, when it is sent anew and approved here', async (name) => {
    const box = fixture();
    const recorded = join(FIXTURE, JOBS, 'review', name);
    rmSync(join(box, JOBS, 'review', name), { recursive: true });
    expect(await show(box, name)).toMatchObject({ status: 'received', state: null });
    expect(await runLater(box, 'approve', name)).toMatchObject({ code: 0 });
    const run = runAsTheRunnerDoes(box, name);
    const theirs = (file: string) => readFileSync(join(recorded, file), 'utf8');
    // Made where the box lay in another folder, before any job had a permission file of its own.
    const stdout = run.stdout.replaceAll(box, '/home/do/SyftBox').replace(/^syft\.pub\.yaml\n/m, '');
    expect({ ...run, stdout, code: String(run.code) }).toEqual({
      stdout: theirs('stdout.txt'),
      stderr: theirs('stderr.txt'),
      code: theirs('returncode.txt'),
    });
    const outputs = join(box, JOBS, 'review', name, 'outputs');
    expect(contents(outputs)).toEqual(
      existsSync(join(recorded, 'outputs')) ? contents(join(recorded, 'outputs')) : [],
    );
    expect((await show(box, name)).status).toBe(run.code === 0 ? 'done' : 'failed');
  });

  it('that was rejected here is no job for the runner', async () => {
    const box = fixture();
    await runLater(box, 'reject', 'alice@uni.edu/bash-pending', '--reason', 'no');
    expect(() => runAsTheRunnerDoes(box, 'alice@uni.edu/bash-pending')).toThrow('approved jobs only');
  });
});
