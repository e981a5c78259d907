import { lstat, mkdtemp, readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfigYaml } from '../../main/core/python-yaml/config-yaml.ts';
import { parseStateYaml, writeStateYaml } from '../../main/core/python-yaml/state-yaml.ts';
import { copyPractice } from '../../main/disk/practice/copy-practice.ts';
import * as tree from './practice-tree.ts';

const { ANA, FEDERATION, JOBS, MALLORY, ORTEGA, OWNER, RESEARCHER, readRecord, readText } = tree;
const HIDDEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
const CONFIG_KEYS =
  'code_path datasets dependencies entrypoint files headers is_folder_submission job_type name submitted_at type';
const STATE_KEYS =
  'approval_method approved_at approved_by completed_at received_at rejected_at rejected_by return_code review_reason status';

let box = '';
let inbox = '';
let review = '';

beforeAll(async () => {
  box = await realpath(await mkdtemp(join(tmpdir(), 'gatehouse-practice-')));
  inbox = join(box, OWNER, 'app_data', 'job', 'inbox');
  review = join(box, OWNER, 'app_data', 'job', 'review');
  await copyPractice({ from: tree.PRACTICE, to: box, now: tree.NOW });
});
afterAll(async () => {
  await rm(box, { recursive: true, force: true });
});

async function jobsWhere(jobs: readonly tree.PracticeJob[], holds: (job: string) => Promise<boolean>) {
  const found: string[] = [];
  for (const { job } of jobs) if (await holds(job)) found.push(job);
  return found;
}

describe('the layout is that of the Python client', () => {
  test('holds exactly the jobs of the table, with states only where the table has them', async () => {
    expect(await tree.listJobs(inbox)).toEqual(JOBS.map(({ job }) => job).sort());
    const known = JOBS.filter(({ status }) => status !== null);
    expect(await tree.listJobs(review)).toEqual(known.map(({ job }) => job).sort());
  });

  test.each(JOBS)('$job: $type, $status, $files files', async ({ job, type, status, files }) => {
    const config = await readRecord(inbox, job, 'config.yaml');
    expect(config).toMatchObject({ name: job.split('/')[1], type, job_type: 'local', headers: {} });
    expect(Object.keys(config).join(' ')).toBe(CONFIG_KEYS);
    const entries = (await tree.listEntries(join(inbox, job))).filter((path) => path !== 'syft.pub.yaml');
    expect(entries).toHaveLength(files);
    expect(new Set(entries.map((path) => path.split('/')[0]))).toEqual(
      new Set(['code', 'config.yaml', 'run.sh']),
    );
    expect(tree.texts(config.files).sort()).toEqual(await tree.listEntries(join(inbox, job, 'code')));
    if (status === null) return;
    const state = await readRecord(review, job, 'state.yaml');
    expect(Object.keys(state).join(' ')).toBe(STATE_KEYS);
    expect(state.status).toBe(status);
  });

  test.each(JOBS)('our own reader takes $job without a doubt', async ({ job, type, status }) => {
    const config = parseConfigYaml(await readText(inbox, job, 'config.yaml'));
    expect(config).toMatchObject({
      ok: true,
      config: { name: job.split('/')[1], type },
      ambiguous: [],
      claims: [],
    });
    if (status === null) return;
    const text = await readText(review, job, 'state.yaml');
    const state = parseStateYaml(text);
    expect(state).toMatchObject({ ok: true, state: { status } });
    expect(state.ok && writeStateYaml(state.state)).toBe(text);
  });

  test('the rejected job says why', async () => {
    const rejected = await readRecord(review, ANA, 'patient_list', 'state.yaml');
    expect(rejected).toMatchObject({ rejected_by: OWNER, approved_by: null });
    expect(rejected.review_reason).toMatch(/^Row-level records may not leave .* left out\.$/);
  });

  const ran = JOBS.filter(({ status }) => status === 'done' || status === 'failed');
  test.each(ran)('$job has logs, a bare return code and a folder of results', async ({ job, status }) => {
    const good = status === 'done';
    expect(await readText(review, job, 'returncode.txt')).toBe(good ? '0' : '1');
    expect((await readText(review, job, 'stdout.txt')) !== '').toBe(good);
    expect((await readText(review, job, 'stderr.txt')).includes('KeyError')).toBe(!good);
    expect((await readdir(join(review, job, 'outputs'))).length > 0).toBe(good);
  });

  const python = JOBS.filter(({ type }) => type === 'python');
  test.each(python)('run.sh of $job is the standard runner', async ({ job }) => {
    const config = await readRecord(inbox, job, 'config.yaml');
    const sync = tree.texts(config.files).includes('pyproject.toml') ? ['uv sync --python 3.12'] : [];
    const packages = tree.texts(config.dependencies).map((name) => `"${name}"`);
    expect((await readText(inbox, job, 'run.sh')).split('\n')).toEqual([
      '#!/bin/bash',
      'set -euo pipefail',
      'export UV_SYSTEM_PYTHON=false',
      'cd code',
      'uv venv --python 3.12',
      'source .venv/bin/activate',
      ...sync,
      `uv pip install ${packages.join(' ')}`,
      'export PYTHONPATH=.:$' + '{PYTHONPATH:-}',
      `python ${config.entrypoint}`,
      '',
    ]);
  });

  test.each([RESEARCHER, ANA, ORTEGA, FEDERATION])('only %s may write there', async (sender) => {
    expect((await readText(inbox, sender, 'syft.pub.yaml')).split('\n')).toEqual([
      'rules:',
      '- access:',
      '    admin: []',
      '    read: []',
      '    write:',
      `    - ${sender}`,
      "  pattern: '**'",
      'terminal: false',
      '',
    ]);
    const rules = await readText(review, sender, 'syft.pub.yaml');
    expect(rules).toContain(`    read:\n    - ${sender}\n    write: []\n  pattern: '**'\n`);
  });

  test('nothing proves that mallory sent what lies under that name', async () => {
    expect(await readdir(join(inbox, MALLORY))).not.toContain('syft.pub.yaml');
    expect(await readdir(join(inbox, MALLORY, 'Quarterly export'))).not.toContain('syft.pub.yaml');
    const rules = await readText(inbox, MALLORY, 'Bed occupancy', 'syft.pub.yaml');
    expect(rules).toContain("    write:\n    - '*'\n  pattern: '**'\n");
  });
});

describe('there is something to compare', () => {
  test('the readmission job differs from the finished one in two lines and one package', async () => {
    const [before = '', after = ''] = await Promise.all(
      [' (October)', ''].map((end) =>
        readText(inbox, RESEARCHER, `Readmission rates by ward${end}`, 'code', 'main.py'),
      ),
    );
    expect(after.split('\n').filter((line) => !before.split('\n').includes(line))).toEqual([
      'out = by[["readmit_30d", "age"]].mean().round(3)',
      'out["n"] = by.size()',
    ]);
    expect(await readText(inbox, RESEARCHER, 'Readmission rates by ward', 'run.sh')).toContain('"requests"');
  });

  test.each(['run.sh', 'code/count_customers.py'])(
    'count_customers came twice with the same %s',
    async (file) => {
      const ours = await readFile(join(inbox, ANA, 'count_customers', file));
      expect(ours.equals(await readFile(join(inbox, FEDERATION, 'count_customers', file)))).toBe(true);
    },
  );
});

describe('three jobs are hostile, each in its own way', () => {
  test('hidden characters lie in the text and in a name of the quarterly export, nowhere else', async () => {
    const code = await readText(inbox, MALLORY, 'Quarterly export', 'code', 'main.py');
    const marks = [...code].filter((char) => HIDDEN.test(char));
    expect(marks).toEqual(['\u200b', '\u202e', '\u2066', '\u2069', '\u2066']);
    expect(await readdir(join(inbox, MALLORY, 'Quarterly export', 'code'))).toContain('readme\u202etxt.py');
    const found = await jobsWhere(JOBS, async (job) => {
      const paths = await tree.listEntries(join(inbox, job));
      const all = await Promise.all(paths.map(async (path) => path + (await readText(inbox, job, path))));
      return all.some((text) => HIDDEN.test(text));
    });
    expect(found).toEqual([`${MALLORY}/Quarterly export`]);
  });

  test('run.sh of the bed occupancy job does what its script does not show', async () => {
    const script = (await readText(inbox, MALLORY, 'Bed occupancy', 'code', 'script.sh')).split('\n');
    const run = (await readText(inbox, MALLORY, 'Bed occupancy', 'run.sh')).split('\n');
    const added = run.filter((line) => !script.includes(line));
    expect(added).toEqual([
      expect.stringMatching(/^mkdir -p code\/outputs {80,}; tar .* private /),
      expect.stringMatching(/n\[w\] >= 1\)/),
      expect.stringMatching(/curl .* https:\/\/drop\.mail\.example\//),
    ]);
  });

  test('every other bash job runs what it shows', async () => {
    const bash = JOBS.filter(({ type }) => type === 'bash');
    const differing = await jobsWhere(bash, async (job) => {
      return (await readText(inbox, job, 'run.sh')) !== (await readText(inbox, job, 'code', 'script.sh'));
    });
    expect(differing).toEqual([`${MALLORY}/Bed occupancy`]);
  });

  test('the one link leads out of its job to the private admissions, not out of the box', async () => {
    const links: string[] = [];
    for (const path of await tree.listTree(box)) if ((await lstat(path)).isSymbolicLink()) links.push(path);
    const [link = ''] = links;
    expect(links).toEqual([join(inbox, ORTEGA, 'Lab turnaround times', 'code', 'data', 'reference.csv')]);
    expect(await readlink(link)).toMatch(/^\.\.\//);
    const target = join(box, OWNER, 'private', 'syft_datasets', 'admissions', 'admissions.csv');
    expect(await realpath(link)).toBe(target);
  });
});

describe('times end at the moment asked for', () => {
  test.each(JOBS)('$job is $age minutes old', async ({ job, status, age }) => {
    const text = await readText(inbox, job, 'config.yaml');
    const found = /^submitted_at: '(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)'$/m.exec(text);
    const submitted = found?.[1] ?? '';
    expect(Math.ceil((tree.NOW.getTime() - Date.parse(submitted)) / tree.MINUTE)).toBe(age);
    if (status === null) return;
    const state = await readRecord(review, job, 'state.yaml');
    const later = ['received_at', 'approved_at', 'rejected_at', 'completed_at'].map((key) => state[key]);
    const order = [submitted, ...later.filter((at) => typeof at === 'string')];
    expect(order).toEqual([...order].sort());
    expect(new Set(order).size).toBe(order.length);
    expect(Date.parse(order.at(-1) ?? '')).toBeLessThan(tree.NOW.getTime());
  });
});
