import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { JobPlace } from '../../shared/terms/ids.ts';

export const OWNER = 'owner@lab.org';
export const SENDER = 'alice@uni.edu';

/** A SyftBox folder in a temp folder, with one datasite that tests fill. */
export interface TestBox {
  readonly root: string;
  /** The folder a job lies in. */
  jobPath(folder: string, sender?: string): string;
  reviewPath(folder: string, sender?: string): string;
  /** Makes a job; `files` replace or, when null, leave out those of a plain bash job. */
  addJob(folder: string, files?: JobFiles, sender?: string): JobPlace;
  /** Writes a job's state.yaml. */
  addState(folder: string, text: string, sender?: string): void;
  remove(): void;
}

/** Contents by path below the job's folder. */
export type JobFiles = Readonly<Record<string, string | Buffer | null>>;

/** Where a job lies in a test's box. */
export function placeOf(folder: string, sender: string = SENDER, datasite: string = OWNER): JobPlace {
  return { source: 'syft-job', datasite, sender, folder };
}

/** A `config.yaml` as the Python client writes it for a bash job, with lines replaced. */
export function configText(name: string, given: Readonly<Record<string, string>> = {}): string {
  const lines = {
    code_path: 'null',
    datasets: 'null',
    dependencies: '[]',
    entrypoint: 'null',
    files: '\n- script.sh',
    headers: '{}',
    is_folder_submission: 'false',
    job_type: 'local',
    name: JSON.stringify(name),
    submitted_at: "'2026-11-21T20:14:53.446548Z'",
    type: 'bash',
    ...given,
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key}:${value.startsWith('\n') ? '' : ' '}${value}\n`)
    .join('');
}

/** A state as the Python client writes it. */
export function stateText(status: string): string {
  const nulls = ['approval_method', 'approved_at', 'approved_by', 'completed_at'];
  const rest = ['rejected_at', 'rejected_by', 'return_code', 'review_reason'];
  const line = (key: string) => `${key}: null\n`;
  const received = "received_at: '2026-11-21T20:14:53.515913Z'\n";
  return `${nulls.map(line).join('')}${received}${rest.map(line).join('')}status: ${status}\n`;
}

/** A fresh box; remove it when the test is over. */
export function makeBox(): TestBox {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-box-')));
  // Temp folders are closed to others; `withClosed` reads as somebody else.
  chmodSync(root, 0o755);
  const jobs = join(root, OWNER, 'app_data', 'job');
  mkdirSync(join(jobs, 'inbox'), { recursive: true });
  const jobPath = (folder: string, sender = SENDER) => join(jobs, 'inbox', sender, folder);
  const reviewPath = (folder: string, sender = SENDER) => join(jobs, 'review', sender, folder);
  return {
    root,
    jobPath,
    reviewPath,
    addJob(folder, files = {}, sender = SENDER) {
      const all = { ...plainFiles(folder), ...files };
      mkdirSync(jobPath(folder, sender), { recursive: true });
      for (const [path, content] of Object.entries(all)) {
        if (content !== null) writeBelow(jobPath(folder, sender), path, content);
      }
      return placeOf(folder, sender);
    },
    addState: (folder, text, sender = SENDER) => writeBelow(reviewPath(folder, sender), 'state.yaml', text),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Copies a given folder of fixtures to a temp folder, without the files that only keep empty folders. */
export function copyFixture(name: string): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-fixture-')));
  cpSync(join(process.cwd(), 'test', 'fixtures', name), root, { recursive: true });
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.gitkeep')) rmSync(join(root, path));
  }
  return root;
}

/**
 * Runs a test's body as somebody whom permissions bind: the administrator reads everything, so they step down for the
 * while. `paths` are closed to everybody meanwhile.
 */
export async function withClosed<Value>(
  paths: readonly string[],
  body: () => Promise<Value>,
): Promise<Value> {
  const isAdministrator = process.geteuid?.() === 0;
  for (const path of paths) chmodSync(path, 0o000);
  if (isAdministrator) process.seteuid?.(65_534);
  try {
    return await body();
  } finally {
    if (isAdministrator) process.seteuid?.(0);
    for (const path of paths) chmodSync(path, 0o700);
  }
}

function plainFiles(folder: string): JobFiles {
  const script = '#!/bin/bash\necho hello\n';
  return { 'config.yaml': configText(folder), 'run.sh': script, 'code/script.sh': script };
}

function writeBelow(folder: string, path: string, content: string | Buffer): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
