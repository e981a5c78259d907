import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { JobFacts } from '../../../main/core/jobs/facts.ts';
import { statusOf } from '../../../main/core/jobs/job.ts';
import { listingOrder } from '../../../main/core/jobs/listing-order.ts';
import { createSyftJobSource } from '../../../main/disk/sources/syft-job/syft-job-source.ts';
import { jobIdOf } from '../../../shared/terms/ids.ts';
import { copyFixture, OWNER } from '../../build/syft-box.ts';

const viewShape = z.object({
  jobs_without_scanning: z.array(
    z.object({
      datasite: z.string(),
      submitted_by: z.string(),
      name: z.string(),
      status: z.string(),
      submitted_at: z.string(),
      state: z.record(z.string(), z.unknown()),
      metadata: z.object({
        type: z.string(),
        entrypoint: z.string().nullable(),
        dependencies: z.array(z.string()),
        files: z.array(z.string()),
        is_folder_submission: z.boolean(),
        code_path: z.string().nullable(),
        job_type: z.string(),
      }),
    }),
  ),
  jobs_property_order_after_scan: z.array(z.tuple([z.string(), z.string(), z.string(), z.string()])),
});

const view = viewShape.parse(
  JSON.parse(readFileSync(join('test', 'fixtures', 'syft-job.view.json'), 'utf8')),
);

/** Jobs the real client hides although they lie in the inbox. We show them, with the reason. */
const HIDDEN_BY_THE_CLIENT: Readonly<Record<string, string>> = {
  'bad-config-is-dir': 'config.yaml is a folder',
  'bad-empty-yaml': 'the config is empty',
  'bad-name-int': 'the name is a number',
  'bad-no-timestamp': 'no submitted_at',
  'bad-type-value': 'the type is unknown',
  'bad-types': 'values of the wrong type',
  'bad-yaml': 'the config is no YAML',
  'no-config': 'no config.yaml, never received',
  'spoof-submitted-by': 'the config claims a sender',
};

/** The client goes by the config's name (and is steered by it); we go by the folder's. */
const NAMED_BY_CONFIG: Readonly<Record<string, string>> = { 'another-name': 'name-differs' };

/** On listing, the client rejects what fails its check and takes in the rest. Reading never writes. */
const WRITTEN_BY_LISTING: Readonly<Record<string, string>> = {
  'just-received': 'pending',
  'stranger-received': 'pending',
  'received-bad': 'rejected',
};

let root = '';
let facts: readonly JobFacts[] = [];

beforeAll(async () => {
  root = copyFixture('syft-job');
  const source = createSyftJobSource({ root });
  const read = await Promise.all((await source.list()).map((place) => source.read(place)));
  facts = read.flatMap((one) => (one === null ? [] : [one]));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const ours = (name: string) => NAMED_BY_CONFIG[name] ?? name;
const idOf = (datasite: string, sender: string, name: string) => `${datasite}/${sender}/${ours(name)}`;

describe('what the real client lists and what we list', () => {
  it('differ exactly by the jobs it hides', () => {
    const theirs = view.jobs_without_scanning.map((job) => idOf(job.datasite, job.submitted_by, job.name));
    const hidden = Object.keys(HIDDEN_BY_THE_CLIENT).map((name) => idOf(OWNER, 'alice@uni.edu', name));
    expect(facts.map(({ place }) => String(jobIdOf(place))).sort()).toEqual([...theirs, ...hidden].sort());
  });

  it('all that it hides has a defect that says why', () => {
    for (const [name, why] of Object.entries(HIDDEN_BY_THE_CLIENT)) {
      const job = facts.find(({ place }) => place.folder === name);
      expect([name, why, job?.defects.length]).not.toEqual([name, why, 0]);
      expect([name, job?.defects[0]?.text]).not.toEqual([name, undefined]);
    }
  });

  it.each(view.jobs_without_scanning.map((job) => [job.submitted_by, job.name, job] as const))(
    'agree about %s/%s',
    (_sender, _name, job) => {
      const id = idOf(job.datasite, job.submitted_by, job.name);
      const found = facts.find(({ place }) => String(jobIdOf(place)) === id);
      if (found?.config.kind !== 'read') throw new Error('the config was not read');
      const { config } = found.config;
      expect(statusOf(found)).toBe(job.status);
      expect(config).toMatchObject({
        type: job.metadata.type,
        entrypoint: job.metadata.entrypoint,
        dependencies: job.metadata.dependencies,
        files: job.metadata.files,
        isFolderSubmission: job.metadata.is_folder_submission,
        codePath: job.metadata.code_path,
        jobType: job.metadata.job_type,
      });
      expect(config.submittedAt.text.replace(/Z$/, '+00:00')).toBe(job.submitted_at);
      const state = found.state.kind === 'read' ? found.state.state : null;
      expect(state?.receivedAt ?? null).toBe(job.state.received_at);
      expect(state?.approvedBy ?? null).toBe(job.state.approved_by);
      expect(state?.approvedAt ?? null).toBe(job.state.approved_at);
      expect(state?.approvalMethod ?? null).toBe(job.state.approval_method);
      expect(state?.rejectedBy ?? null).toBe(job.state.rejected_by);
      expect(state?.rejectedAt ?? null).toBe(job.state.rejected_at);
      expect(state?.reviewReason ?? null).toBe(job.state.review_reason);
      expect(state?.completedAt ?? null).toBe(job.state.completed_at);
      expect(state?.returnCode ?? null).toBe(job.state.return_code);
    },
  );

  it('come in the same order, once the states agree and its hidden jobs are left out', () => {
    const rows = view.jobs_property_order_after_scan;
    const after = facts
      .filter(({ place }) => HIDDEN_BY_THE_CLIENT[place.folder] === undefined)
      .map((job) => ({ job, key: listingOrder(scanned(job), OWNER, 0) }))
      .sort((one, other) => (one.key < other.key ? -1 : 1))
      .map(({ job }) => String(jobIdOf(job.place)));
    const theirs = rows.map(([datasite, sender, name]) => idOf(datasite, sender, name));
    // Two of its places go by the config's name; see NAMED_BY_CONFIG.
    const moved = new Set([`${OWNER}/alice@uni.edu/name-differs`]);
    expect(after.filter((id) => !moved.has(id))).toEqual(theirs.filter((id) => !moved.has(id)));
    expect(theirs.indexOf(`${OWNER}/alice@uni.edu/name-differs`)).toBeLessThan(
      theirs.indexOf(`${OWNER}/not-an-email/stray`),
    );
  });

  it('have the same states, save for those that listing writes', () => {
    const differing = view.jobs_property_order_after_scan.filter(([datasite, sender, name, status]) => {
      const found = facts.find(({ place }) => String(jobIdOf(place)) === idOf(datasite, sender, name));
      return found === undefined || statusOf(found) !== status;
    });
    expect(Object.fromEntries(differing.map(([, , name, status]) => [name, status]))).toEqual(
      WRITTEN_BY_LISTING,
    );
  });
});

/** The job as it is after the client's listing wrote its states. */
function scanned(job: JobFacts): JobFacts {
  const status = WRITTEN_BY_LISTING[job.place.folder];
  if (status !== 'pending' && status !== 'rejected') return job;
  const nothing = { receivedAt: null, approvedBy: null, approvedAt: null, approvalMethod: null };
  const rest = {
    rejectedBy: null,
    rejectedAt: null,
    reviewReason: null,
    completedAt: null,
    returnCode: null,
  };
  return { ...job, state: { kind: 'read', state: { status, ...nothing, ...rest }, text: '' } };
}
