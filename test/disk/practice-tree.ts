import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';

export const PRACTICE = fileURLToPath(new URL('../../assets/practice', import.meta.url));
export const NOW = new Date('2031-03-02T09:30:00.000Z');
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export const OWNER = 'owner@hospital.example';
export const RESEARCHER = 'researcher@university.edu';
export const ANA = 'ana@lab.example';
export const ORTEGA = 'j.ortega@clinic.example';
export const MALLORY = 'mallory@mail.example';
export const FEDERATION = 'federation@consortium.example';

export interface PracticeJob {
  /** Sender and folder. */
  readonly job: string;
  readonly type: 'python' | 'bash';
  /** What state.yaml says; null where there is none. */
  readonly status: string | null;
  /** Entries as a reviewer counts them: run.sh, config.yaml and the code. */
  readonly files: number;
  /** Age in minutes, rounded up. */
  readonly age: number;
}

function job(
  job: string,
  type: 'python' | 'bash',
  status: string | null,
  files: number,
  age: number,
): PracticeJob {
  return { job, type, status, files, age };
}

/** Every job of the practice datasite, newest first. */
export const JOBS: readonly PracticeJob[] = [
  job(`${RESEARCHER}/Readmission rates by ward`, 'python', null, 3, 2),
  job(`${ANA}/count_customers`, 'python', null, 3, 14),
  job(`${ORTEGA}/dp-histogram-v7`, 'python', 'pending', 12, 38),
  job(`${MALLORY}/Quarterly export`, 'python', 'pending', 5, 62),
  job(`${MALLORY}/Bed occupancy`, 'bash', null, 3, 125),
  job(`${FEDERATION}/train_fl_round_12`, 'python', 'pending', 41, 181),
  job(`${ORTEGA}/Lab turnaround times`, 'python', 'pending', 5, 307),
  job(`${RESEARCHER}/Survival curves (Cox)`, 'bash', 'pending', 4, 1441),
  job(`${ANA}/ed_waiting_times`, 'python', 'approved', 3, 1560),
  job(`${ANA}/patient_list`, 'bash', 'rejected', 3, 4620),
  job(`${ANA}/mean_age.R`, 'bash', 'done', 3, 7620),
  job(`${RESEARCHER}/Bed days by month`, 'python', 'failed', 3, 10_320),
  job(`${RESEARCHER}/Readmission rates by ward (October)`, 'python', 'done', 3, 13_320),
  job(`${FEDERATION}/count_customers`, 'python', 'done', 3, 23_220),
];

/** Every file, folder and link below a folder; links are not followed. */
export async function listTree(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    found.push(join(folder, entry.name));
    if (entry.isDirectory()) found.push(...(await listTree(join(folder, entry.name))));
  }
  return found;
}

/** Paths of all files and links below a folder, with `/`, sorted. */
export async function listEntries(folder: string): Promise<string[]> {
  const entries: string[] = [];
  for (const path of await listTree(folder)) {
    if (!(await lstat(path)).isDirectory()) entries.push(relative(folder, path).split(sep).join('/'));
  }
  return entries.sort();
}

/** `sender/folder` of every job below inbox or review, sorted. */
export async function listJobs(root: string): Promise<string[]> {
  const jobs: string[] = [];
  for (const sender of await readdir(root)) {
    for (const entry of await readdir(join(root, sender), { withFileTypes: true })) {
      if (entry.isDirectory()) jobs.push(`${sender}/${entry.name}`);
    }
  }
  return jobs.sort();
}

export function readText(...parts: string[]): Promise<string> {
  return readFile(join(...parts), 'utf8');
}

/** The keys and values of a YAML file, in its order. */
export async function readRecord(...parts: string[]): Promise<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(load(await readText(...parts), { schema: CORE_SCHEMA }) ?? {}));
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
