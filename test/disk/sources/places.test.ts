import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSyftJobSource } from '../../../main/disk/sources/syft-job/syft-job-source.ts';
import type { JobSource } from '../../../main/ports/job-source.ts';
import { type JobPlace, jobIdOf } from '../../../shared/terms/ids.ts';
import { makeBox, OWNER, placeOf, SENDER, type TestBox } from '../../build/syft-box.ts';

const PEER = 'peer@other.org';

let box: TestBox;
let source: JobSource;

beforeEach(() => {
  box = makeBox();
  source = createSyftJobSource({ root: box.root, owner: OWNER });
});

afterEach(() => box.remove());

const at = (...names: readonly string[]) => join(box.root, ...names);
const jobs = (...names: readonly string[]) => at(OWNER, 'app_data', 'job', ...names);

async function ids(below?: string): Promise<readonly string[]> {
  return (await source.list(below)).map((place) => String(jobIdOf(place))).sort();
}

describe('list', () => {
  const A = `${OWNER}/${SENDER}/a`;
  const B = `${OWNER}/${SENDER}/b`;
  const C = `${OWNER}/bob@x.org/c`;
  const D = `${PEER}/${OWNER}/d`;

  beforeEach(() => {
    for (const name of ['a', 'b']) box.addJob(name);
    box.addJob('c', {}, 'bob@x.org');
    mkdirSync(at(PEER, 'app_data', 'job', 'inbox', OWNER, 'd'), { recursive: true });
  });

  it('finds the jobs of every datasite and sender', async () => {
    expect(await ids()).toEqual([A, B, C, D].sort());
  });

  it('leaves out what is no datasite, sender or job', async () => {
    mkdirSync(at('apps', 'app_data', 'job', 'inbox', 'x@y', 'z'), { recursive: true });
    mkdirSync(at('new@lab.org'));
    mkdirSync(at('empty@lab.org', 'app_data', 'job', 'inbox'), { recursive: true });
    writeFileSync(at('file@lab.org'), '');
    writeFileSync(jobs('inbox', 'syft.pub.yaml'), '');
    writeFileSync(jobs('inbox', SENDER, 'syft.pub.yaml'), '');
    expect(await ids()).toEqual([A, B, C, D].sort());
  });

  it('finds hidden folders too, and jobs without anything in them', async () => {
    mkdirSync(jobs('inbox', SENDER, '.hidden'));
    mkdirSync(jobs('inbox', '.sender', 'job'), { recursive: true });
    expect(await ids()).toEqual(
      expect.arrayContaining([`${OWNER}/${SENDER}/.hidden`, `${OWNER}/.sender/job`]),
    );
  });

  it('names the owner’s own first', async () => {
    mkdirSync(at('aaa@lab.org', 'app_data', 'job', 'inbox', 'x@y.org', 'z'), { recursive: true });
    expect((await source.list()).map(({ datasite }) => datasite)).toEqual([
      OWNER,
      OWNER,
      OWNER,
      'aaa@lab.org',
      PEER,
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['the root', [], [A, B, C, D]],
    ['above the root', ['..'], [A, B, C, D]],
    ['a datasite', [OWNER], [A, B, C]],
    ['another datasite', [PEER], [D]],
    ['app_data', [OWNER, 'app_data'], [A, B, C]],
    ['job', [OWNER, 'app_data', 'job'], [A, B, C]],
    ['the inbox', [OWNER, 'app_data', 'job', 'inbox'], [A, B, C]],
    ['a sender', [OWNER, 'app_data', 'job', 'inbox', SENDER], [A, B]],
    ['a sender below review', [OWNER, 'app_data', 'job', 'review', 'bob@x.org'], [C]],
    ['a job', [OWNER, 'app_data', 'job', 'inbox', SENDER, 'a'], [A]],
    ['a file of a job', [OWNER, 'app_data', 'job', 'inbox', SENDER, 'a', 'run.sh'], [A]],
    ['a job below review', [OWNER, 'app_data', 'job', 'review', SENDER, 'b'], [B]],
    ['a job that is gone', [OWNER, 'app_data', 'job', 'inbox', SENDER, 'gone'], []],
    ['a sender that is gone', [OWNER, 'app_data', 'job', 'inbox', 'gone'], []],
    ['a datasite that is gone', ['gone@x.org'], []],
    ['other data', [OWNER, 'app_data', 'gatehouse'], []],
    ['another part of the job data', [OWNER, 'app_data', 'job', 'queue'], []],
    ['what is no datasite', ['apps'], []],
    ['beside the root', ['..', 'elsewhere'], []],
  ])('below %s', async (_, names, expected) => {
    expect(await ids(at(...names))).toEqual([...expected].sort());
  });

  it('of a root that is not there is empty', async () => {
    const troubles: string[] = [];
    const gone = createSyftJobSource({ root: at('gone'), onTrouble: (what) => troubles.push(what) });
    expect(await gone.list()).toEqual([]);
    expect(troubles).toEqual(['“.” cannot be listed: it is not there.']);
  });

  it('is complete however many there are', async () => {
    const names = Array.from({ length: 700 }, (_, n) => `job-${n}-${'n'.repeat(100)}`);
    for (const name of names) mkdirSync(jobs('inbox', 'many@x.org', name), { recursive: true });
    expect(await source.list(jobs('inbox', 'many@x.org'))).toHaveLength(names.length);
  });
});

describe('placeOf', () => {
  const JOB = placeOf('job');

  it.each<[string, readonly string[], JobPlace | null]>([
    ['a job', ['inbox', SENDER, 'job'], JOB],
    ['a file of a job', ['inbox', SENDER, 'job', 'run.sh'], JOB],
    ['deep in a job', ['inbox', SENDER, 'job', 'code', 'a', 'b'], JOB],
    ['a state', ['review', SENDER, 'job', 'state.yaml'], JOB],
    ['a job below review', ['review', SENDER, 'job'], JOB],
    ['a name with a space', ['inbox', SENDER, 'cohort study', 'x'], placeOf('cohort study')],
    ['a name spelled like an escape', ['inbox', SENDER, 'a\\xe9'], placeOf('a\\x5cxe9')],
    ['a name of two dots and more', ['inbox', SENDER, '..job'], placeOf('..job')],
    ['a sender', ['inbox', SENDER], null],
    ['the inbox', ['inbox'], null],
    ['elsewhere', ['queue', SENDER, 'job'], null],
    ['job data', [], null],
  ])('%s', (_, names, expected) => {
    expect(source.placeOf(jobs(...names))).toEqual(expected);
  });

  it.each<[string, string]>([
    ['the root', '.'],
    ['beside the root', '../other/app_data/job/inbox/a/b'],
    ['no datasite', 'apps/app_data/job/inbox/a/b'],
    ['other data', `${OWNER}/app_data/other/inbox/a/b`],
    ['a datasite', OWNER],
  ])('nothing for %s', (_, path) => {
    expect(source.placeOf(at(path))).toBeNull();
  });

  it('leads back to every job that is listed', async () => {
    for (const name of ['a', 'cohort study', 'é\u{202e}', 'a\\xe9']) box.addJob(name);
    for (const place of await source.list()) {
      const folder = place.folder === 'a\\x5cxe9' ? 'a\\xe9' : place.folder;
      expect(source.placeOf(box.jobPath(folder))).toEqual(place);
      expect(await source.read(place)).not.toBeNull();
    }
  });
});

describe('places that cannot be', () => {
  it.each<[string, JobPlace]>([
    ['a sender above', placeOf('job', '..')],
    ['a job above', placeOf('..')],
    ['this folder', placeOf('.')],
    ['a path', placeOf(`../${SENDER}/job`)],
    ['an absolute path', placeOf('/etc')],
    ['nothing', placeOf('')],
    ['a NUL', placeOf('job\0')],
    ['a datasite that is none', placeOf('job', SENDER, 'apps')],
    ['a datasite above', placeOf('job', SENDER, `../${OWNER}`)],
    ['an escape for a slash', placeOf('a\\x2fb')],
    ['an escape for what is above', placeOf('\\x2e\\x2e')],
  ])('%s', async (_, place) => {
    box.addJob('job');
    expect(await source.read(place)).toBeNull();
    expect(await source.stamp(place)).toBeNull();
    expect(await source.readFile(place, 'run.sh', 10)).toMatchObject({
      ok: false,
      problem: { code: 'no-such-job' },
    });
  });
});
