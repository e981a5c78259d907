import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobFacts } from '../../../main/core/jobs/facts.ts';
import { statusOf } from '../../../main/core/jobs/job.ts';
import { listingOrder } from '../../../main/core/jobs/listing-order.ts';
import { createSyftJobSource } from '../../../main/disk/sources/syft-job/syft-job-source.ts';
import { jobIdOf } from '../../../shared/terms/ids.ts';
import { copyFixture, OWNER } from '../../build/syft-box.ts';

const ALICE = `${OWNER}/alice@uni.edu`;
const BOB = `${OWNER}/bob.smith+ds@inst.example`;

type Row = readonly [id: string, status: string, defects: readonly string[], arrival: string];

/** Every job of the fixture in our order: the clients' order, with the jobs they hide in their places. */
const JOBS: readonly Row[] = [
  [`${OWNER}/carol@third.example/stranger-received`, 'received', [], '3/3'],
  [`${ALICE}/just-received`, 'received', [], '3/3'],
  [`${BOB}/running-now`, 'running', [], '3/3'],
  ['peer.owner@other.org/owner@lab.org/my-request', 'approved', [], '3/3'],
  [`${BOB}/same-name`, 'pending', [], '3/3'],
  [`${ALICE}/same-name`, 'pending', [], '3/3'],
  [`${ALICE}/show-env`, 'done', [], '3/3'],
  [`${BOB}/rerun-approved`, 'approved', [], '3/3'],
  [`${BOB}/deposited`, 'done', [], '3/3'],
  [`${ALICE}/times-out`, 'failed', [], '3/3'],
  [`${ALICE}/done-no-outputs`, 'done', [], '3/3'],
  [`${ALICE}/shared-results`, 'done', [], '3/3'],
  [`${BOB}/approved-auto`, 'approved', [], '3/3'],
  [`${BOB}/approved-waiting`, 'approved', [], '3/3'],
  [`${BOB}/fails`, 'failed', [], '3/3'],
  [`${BOB}/rejected-no-reason`, 'rejected', [], '3/3'],
  [`${BOB}/rejected-with-reason`, 'rejected', [], '3/3'],
  [`${ALICE}/analysis-v2`, 'pending', [], '3/3'],
  [`${ALICE}/analysis`, 'done', [], '3/3'],
  [`${ALICE}/bash-pending`, 'pending', [], '3/3'],
  [`${BOB}/folder-no-pyproject`, 'pending', [], '4/4'],
  [`${ALICE}/cohort study`, 'failed', [], '9/9'],
  [`${ALICE}/single file`, 'pending', [], '3/3'],
  [`${ALICE}/yaml-time`, 'pending', [], '2/2'],
  [`${ALICE}/minimal-config`, 'pending', [], '2/2'],
  [`${ALICE}/naive-time`, 'pending', [], '3/3'],
  [`${ALICE}/received-bad`, 'received', ['extra-entry README.md'], '3/3'],
  [`${ALICE}/name-differs`, 'pending', ['name-differs config.yaml'], '3/3'],
  [`${ALICE}/spoof-submitted-by`, 'pending', ['claims-sender config.yaml'], '3/3'],
  [`${OWNER}/not-an-email/stray`, 'pending', ['sender-not-email'], '3/3'],
  [`${ALICE}/with-perm-file`, 'pending', [], '3/3'],
  [`${ALICE}/bad-code-is-file`, 'rejected', ['code-not-folder code', 'file-missing code/script.sh'], '2/3'],
  [`${ALICE}/bad-extra-file`, 'rejected', ['extra-entry notes.txt'], '3/3'],
  [`${ALICE}/bad-hidden-file`, 'rejected', ['extra-entry .DS_Store'], '3/3'],
  [`${ALICE}/bad-no-code`, 'rejected', ['no-code', 'file-missing code/script.sh'], '2/3'],
  [`${ALICE}/bad-no-run`, 'rejected', ['no-run-script'], '2/3'],
  [`${ALICE}/bad-run-is-dir`, 'rejected', ['run-script-not-file run.sh'], '3/3'],
  [`${ALICE}/epoch-time`, 'pending', [], '2/2'],
  [`${ALICE}/no-config`, 'received', ['no-config'], '1/2'],
  [`${ALICE}/bad-empty-yaml`, 'pending', ['config-invalid config.yaml'], '2/2'],
  [`${ALICE}/bad-name-int`, 'pending', ['config-invalid config.yaml'], '2/2'],
  [`${ALICE}/bad-no-timestamp`, 'pending', ['config-invalid config.yaml'], '2/2'],
  [`${ALICE}/bad-type-value`, 'pending', ['config-invalid config.yaml'], '2/2'],
  [`${ALICE}/bad-types`, 'pending', ['config-invalid config.yaml'], '2/2'],
  [`${ALICE}/bad-yaml`, 'pending', ['config-unreadable config.yaml'], '2/2'],
  [`${ALICE}/bad-config-is-dir`, 'rejected', ['config-not-file config.yaml'], '2/2'],
];

let root = '';
let facts: readonly JobFacts[] = [];
const troubles: string[] = [];

beforeAll(async () => {
  root = copyFixture('syft-job');
  const source = createSyftJobSource({ root, onTrouble: (what) => troubles.push(what) });
  const places = await source.list();
  const read = await Promise.all(places.map((place) => source.read(place)));
  const order = (one: JobFacts) => `${listingOrder(one, OWNER, 0)}\0\0${jobIdOf(one.place)}`;
  facts = read
    .flatMap((one) => (one === null ? [] : [one]))
    .sort((one, other) => (order(one) < order(other) ? -1 : 1));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function find(id: string): JobFacts {
  const found = facts.find(({ place }) => jobIdOf(place) === id);
  if (found === undefined) throw new Error(`no job ${id}`);
  return found;
}

describe('every job of the fixture', () => {
  it('is listed, in order, and nothing else is', () => {
    expect(facts.map(({ place }) => jobIdOf(place))).toEqual(JOBS.map(([id]) => id));
    expect(troubles).toEqual([]);
  });

  it.each(JOBS)('%s is %s', (id, status, defects, arrival) => {
    const job = find(id);
    expect(statusOf(job)).toBe(status);
    expect(job.defects.map(({ code, path }) => (path === null ? code : `${code} ${path}`))).toEqual(defects);
    expect(`${job.arrival.present}/${job.arrival.expected}`).toBe(arrival);
    expect(job.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(job.changedAt).toBeGreaterThan(job.appearedAt - 1);
  });

  it('has a digest of its own', () => {
    const digests = facts.map(({ digest }) => digest);
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('what is read of a job', () => {
  it('is every entry with its kind, size, mode and hash', () => {
    const entries = find(`${ALICE}/cohort study`).entries.map(
      ({ path, kind, size, executable, text }) => `${path} ${kind} ${size} ${executable ? 'x' : '-'} ${text}`,
    );
    expect(entries).toEqual([
      'code folder 0 - none',
      'code/.env.example file 7 - text',
      'code/data folder 0 - none',
      'code/data/params.json file 9 - text',
      'code/logo.bin file 256 - binary',
      'code/main.py file 50 - text',
      'code/pkg folder 0 - none',
      'code/pkg/__init__.py file 0 - text',
      'code/pkg/stats.py file 40 - text',
      'code/pyproject.toml file 68 - text',
      'config.yaml file 381 - text',
      'run.sh file 251 x text',
    ]);
  });

  it('is the hash of the bytes', () => {
    const empty = find(`${ALICE}/cohort study`).entries.find(({ path }) => path.endsWith('__init__.py'));
    expect(empty?.sha256).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('is the state as it lies there, and who decided', () => {
    const { state } = find(`${BOB}/rejected-with-reason`);
    expect(state).toMatchObject({
      kind: 'read',
      state: { rejectedBy: OWNER, reviewReason: 'Sends data off site: not allowed' },
    });
    expect(state.kind === 'read' && state.text).toContain('status: rejected\n');
    expect(find(`${ALICE}/just-received`).state).toEqual({ kind: 'absent' });
  });

  it('is the name of the folder, whatever the config says', () => {
    const { place, config } = find(`${ALICE}/name-differs`);
    expect(place.folder).toBe('name-differs');
    expect(config).toMatchObject({ kind: 'read', config: { name: 'another-name' } });
  });

  it('does not depend on the permission file', () => {
    const { entries, defects } = find(`${ALICE}/with-perm-file`);
    expect(entries.map(({ path }) => path)).toContain('syft.pub.yaml');
    expect(defects).toEqual([]);
  });
});
