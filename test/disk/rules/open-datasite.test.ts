import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openParts } from '../../../main/compose.ts';
import { openPracticeCopy } from '../../../main/disk/practice/open-practice.ts';
import type { Catalogue } from '../../../main/service/catalogue.ts';
import { type Datasite, openDatasite } from '../../../main/service/datasite.ts';
import { jobPathOf } from '../../../main/service/rules/job-place.ts';
import { jobAccessOf } from '../../../main/service/views/permissions/job-access.ts';
import type { JobId } from '../../../shared/terms/ids.ts';
import { makeBox, OWNER, SENDER, stateText, type TestBox } from '../../build/syft-box.ts';
import { rulesText } from '../../service/permissions/rules-text.ts';
import { FILE } from './rule-folder.ts';

const WAIT = { timeout: 15_000, interval: 20 };
const INBOX = `app_data/job/inbox/${SENDER}`;

async function open(box: string, owner: string): Promise<Datasite> {
  const parts = await openParts({ box, owner, practice: false });
  if (!parts.ok) throw new Error(parts.problem.what);
  return openDatasite(parts.value, 0);
}

type JobOf = NonNullable<ReturnType<ReturnType<Catalogue['value']>['jobs']['get']>>;

function proofIn(datasite: Datasite, folder: string, sender = SENDER) {
  const id = `${datasite.parts.owner}/${sender}/${folder}` as JobId;
  const job = datasite.catalogue.value().jobs.get(id);
  return job === undefined ? undefined : datasite.rowContext.proofOf(job);
}

describe('an open datasite', () => {
  let box: TestBox;
  let datasite: Datasite;
  const rulesAt = (folder: string) => join(box.root, OWNER, folder, FILE);
  const put = (folder: string, text: string) => {
    mkdirSync(join(box.root, OWNER, folder), { recursive: true });
    writeFileSync(rulesAt(folder), text);
  };

  beforeEach(async () => {
    box = makeBox();
    put(INBOX, rulesText({ '**': { write: [SENDER] } }));
    for (const folder of ['one', 'two']) {
      box.addJob(folder);
      box.addState(folder, stateText('pending'));
    }
    datasite = await open(box.root, OWNER);
    await vi.waitFor(() => expect(proofIn(datasite, 'two')?.proven).toBe(true), WAIT);
    await datasite.sweep();
  });

  afterEach(async () => {
    await datasite.stop();
    box.remove();
  });

  it.each([
    ['the sender’s', INBOX],
    ['the datasite’s own', ''],
    ['app_data’s', 'app_data'],
    ['the one above all jobs', 'app_data/job'],
    ['a job’s own', `${INBOX}/one`],
  ])('sees %s permission file change, and says so of the jobs it decides for', async (_name, folder) => {
    const told = new Set<string>();
    datasite.catalogue.onChange(({ changed }) => {
      for (const job of changed) told.add(job.facts.place.folder);
    });
    put(folder, rulesText({ '**': { admin: ['eve@evil.example'] } }, true));
    await vi.waitFor(() => expect(proofIn(datasite, 'one')).toMatchObject({ proven: false }), WAIT);
    expect(proofIn(datasite, 'one')?.others).toEqual(['eve@evil.example']);
    expect([...told].sort()).toEqual(folder.endsWith('/one') ? ['one'] : ['one', 'two']);
  });

  it('names a permission file that stopped loading in Health until it is repaired', async () => {
    put('public', 'rules: 5\n');
    await datasite.sweep();
    expect(datasite.health().troubles[0]?.what).toContain(`public/${FILE} does not load`);
    expect(proofIn(datasite, 'one')?.proven).toBe(true);
    put('public', 'rules: []\n');
    await datasite.sweep();
    expect(datasite.health().troubles).toEqual([]);
  });

  it('closes a job when it is approved, and no reading of it ever looks different meanwhile', async () => {
    await vi.waitFor(() => expect(jobIn('one').arriving).toBeNull(), WAIT);
    const { facts } = jobIn('one');
    const seen: JobOf[] = [];
    datasite.catalogue.onChange(({ changed }) =>
      seen.push(...changed.filter((job) => job.facts.place.folder === 'one')),
    );
    const reply = await datasite.approvals.approve({
      place: facts.place,
      digest:
        facts.digest ??
        (() => {
          throw new Error('no digest');
        })(),
      reason: null,
      acknowledged: [],
    });
    expect(reply).toMatchObject({ ok: true, value: { status: 'approved' } });
    await datasite.sweep();
    expect(readFileSync(rulesAt(`${INBOX}/one`), 'utf8')).toContain('terminal: true');
    expect(accessOf('one').freeze).toMatchObject({ holds: true });
    for (const job of seen)
      expect([job.facts.digest, job.facts.defects]).toEqual([facts.digest, facts.defects]);
    expect(await datasite.approvals.withdraw(facts.place)).toMatchObject({
      ok: true,
      value: { status: 'pending' },
    });
    expect(() => readFileSync(rulesAt(`${INBOX}/one`))).toThrow('ENOENT');
    await vi.waitFor(() => expect(proofIn(datasite, 'one')?.sentence).toContain(SENDER), WAIT);
  });

  function jobIn(folder: string): JobOf {
    const job = datasite.catalogue.value().jobs.get(`${OWNER}/${SENDER}/${folder}` as JobId);
    if (job === undefined) throw new Error(`there is no job ${folder}`);
    return job;
  }

  function accessOf(folder: string) {
    return jobAccessOf(jobIn(folder), OWNER, datasite.rules.tree(), datasite.rules.changedAt);
  }
});

describe('the practice datasite', () => {
  it('has jobs whose senders are proven, and some whose are not, none because of how it was copied', async () => {
    const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-practice-')));
    const copy = await openPracticeCopy({ practiceFolder: 'assets/practice', scratch });
    if (!copy.ok) throw new Error(copy.problem.what);
    const datasite = await open(copy.value.box, copy.value.owner);
    await vi.waitFor(() => expect(datasite.health().lastSweep).not.toBeNull(), WAIT);
    const jobs = datasite.catalogue.value().jobs.valueSeq().toArray();
    const doubtful: string[] = [];
    for (const job of jobs) {
      const tree = await datasite.rules.fresh(jobPathOf(job.facts.place));
      const access = jobAccessOf(job, copy.value.owner, tree, datasite.rules.changedAt);
      expect(access.rulesChangedSince, job.id).toBeNull();
      expect(datasite.rowContext.proofOf(job), job.id).toEqual(access.proof);
      if (!access.proof.proven) doubtful.push(`${job.facts.place.folder}: ${access.proof.others.join()}`);
    }
    expect(jobs.length).toBeGreaterThan(10);
    expect(doubtful.sort()).toEqual(['Bed occupancy: *', 'Quarterly export: ']);
    await datasite.stop();
    rmSync(scratch, { recursive: true });
  });
});
