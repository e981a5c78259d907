import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as rest } from 'node:timers/promises';
import { openParts } from '../../main/compose.ts';
import { type Datasite, openDatasite } from '../../main/service/datasite.ts';
import { parseJobId } from '../../shared/terms/ids.ts';

// Measures one size and prints one JSON object. Run by run.mjs, a process a size.
const OWNER = 'owner@lab.example';
const SENDERS = 20;
const ROUNDS = 40;
const IDLE_TIME = 5_000;

const size = Number(process.argv[2]);
const box = mkdtempSync(join(tmpdir(), 'gatehouse-bench-box-'));
const jobs = join(box, OWNER, 'app_data', 'job');
const senderOf = (number: number) => `sender${number % SENDERS}@uni.example`;
const inbox = (number: number, name = `job-${number}`) => join(jobs, 'inbox', senderOf(number), name);
const review = (number: number) => join(jobs, 'review', senderOf(number), `job-${number}`);

function layDown(number: number): void {
  submit(number, `job-${number}`);
  mkdirSync(review(number), { recursive: true });
  writeState(number, 'pending');
}

function submit(number: number, name: string): void {
  mkdirSync(join(inbox(number, name), 'code'), { recursive: true });
  const script = `#!/bin/bash\nset -euo pipefail\ncd code\npython main.py --job ${name}\n`;
  writeFileSync(join(inbox(number, name), 'run.sh'), script, { mode: 0o755 });
  writeFileSync(join(inbox(number, name), 'code', 'main.py'), `print(${number})\n`.repeat(200));
  writeFileSync(
    join(inbox(number, name), 'config.yaml'),
    `code_path: null\ndatasets: null\ndependencies: []\nentrypoint: main.py\nfiles:\n- main.py\nheaders: {}\nis_folder_submission: false\njob_type: local\nname: ${name}\nsubmitted_at: '2026-11-21T20:14:53.451807Z'\ntype: python\n`,
  );
}

function writeState(number: number, status: string): void {
  writeFileSync(
    join(review(number), 'state.yaml'),
    `approval_method: null\napproved_at: null\napproved_by: null\ncompleted_at: null\nreceived_at: '2026-11-21T20:14:53.515913Z'\nrejected_at: null\nrejected_by: null\nreturn_code: null\nreview_reason: null\nstatus: ${status}\n`,
  );
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await rest(1);
}

function quantiles(values: readonly number[]): { p50: number; p95: number } {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}

async function open(): Promise<Datasite> {
  const parts = await openParts({ box, owner: OWNER, practice: false });
  if (!parts.ok) throw new Error(parts.problem.what);
  return openDatasite(parts.value, 0);
}

const jobNamed = (datasite: Datasite, number: number, name = `job-${number}`) => {
  const id = parseJobId(`${OWNER}/${senderOf(number)}/${name}`);
  return id === null ? undefined : datasite.catalogue.value().jobs.get(id);
};

async function appearing(datasite: Datasite): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    submit(round, `new-${round}`);
    await until(() => jobNamed(datasite, round, `new-${round}`) !== undefined);
    times.push(performance.now() - began);
  }
  return times;
}

async function changing(datasite: Datasite): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    writeState(round, 'rejected');
    await until(() => jobNamed(datasite, round)?.status === 'rejected');
    times.push(performance.now() - began);
  }
  return times;
}

async function approving(datasite: Datasite): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = ROUNDS; round < 2 * ROUNDS; round += 1) {
    const job = jobNamed(datasite, round);
    const digest = job?.facts.digest ?? null;
    if (job === undefined || digest === null) throw new Error(`no job ${round}`);
    const began = performance.now();
    const reply = await datasite.approvals.approve({
      place: job.facts.place,
      digest,
      reason: null,
      acknowledged: [],
    });
    if (!reply.ok) throw new Error(reply.problem.what);
    times.push(performance.now() - began);
  }
  return times;
}

for (let number = 0; number < size; number += 1) layDown(number);
// What was just written is not quiet yet, and its hashes are not kept.
await rest(2_500);

const blocks = monitorEventLoopDelay({ resolution: 2 });
blocks.enable();
const began = performance.now();
const datasite = await open();
await until(() => datasite.catalogue.value().jobs.size === size);
const coldStart = Math.round(performance.now() - began);
await until(() => datasite.health().lastSweep !== null);
await rest(1_000);
const appear = quantiles(await appearing(datasite));
const change = quantiles(await changing(datasite));
const approve = quantiles(await approving(datasite));
const sweepBegan = performance.now();
await datasite.sweep();
const sweep = Math.round(performance.now() - sweepBegan);
blocks.disable();
// Everything still under way comes to rest first.
await rest(4_000);
const used = process.cpuUsage();
await rest(IDLE_TIME);
const { user, system } = process.cpuUsage(used);
const idle = ((user + system) / 1_000 / IDLE_TIME) * 100;
globalThis.gc?.();
const memory = Math.round(process.memoryUsage.rss() / 1_000_000);
await datasite.stop();
rmSync(box, { recursive: true });
process.stdout.write(
  JSON.stringify({
    jobs: size,
    coldStart,
    appear,
    change,
    approve,
    sweep,
    longestBlock: Math.round(blocks.max / 1e6),
    idle: idle.toFixed(2),
    memory,
  }),
);
