import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const OWNER = 'owner@hospital.example';
export const SENDER = 'ana@lab.example';

/** A SyftBox folder with one datasite, on the real disk. */
export interface Box {
  readonly folder: string;
  /** Path of something inside a job: `path('count', 'code/main.py')`. */
  path(job: string, file: string, sender?: string): string;
  /** Writes one file of a job; run.sh becomes executable. */
  write(job: string, file: string, text: string, sender?: string): Promise<void>;
  /** Lays down a whole job, as the real client submits it. */
  submit(job: string, files: Readonly<Record<string, string>>, sender?: string): Promise<void>;
  /** Text of the job's state.yaml; null while there is none. */
  state(job: string, sender?: string): Promise<string | null>;
  remove(): Promise<void>;
}

/** A config.yaml in the bytes of the real client. */
export function configText(job: string, files: readonly string[]): string {
  const list = files.length === 0 ? ' []' : `\n${files.map((file) => `- ${file}`).join('\n')}`;
  return [
    'code_path: null',
    'datasets: null',
    'dependencies: []',
    'entrypoint: null',
    `files:${list}`,
    'headers: {}',
    'is_folder_submission: false',
    'job_type: local',
    `name: ${job}`,
    "submitted_at: '2026-11-21T20:14:53.451807Z'",
    'type: bash',
    '',
  ].join('\n');
}

/** An empty datasite in a fresh temporary folder. */
export async function makeBox(): Promise<Box> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-box-'));
  const jobs = join(folder, OWNER, 'app_data', 'job');
  await mkdir(join(jobs, 'inbox'), { recursive: true });
  await mkdir(join(jobs, 'review'), { recursive: true });
  const path = (job: string, file: string, sender = SENDER) => join(jobs, 'inbox', sender, job, file);

  async function write(job: string, file: string, text: string, sender = SENDER): Promise<void> {
    const target = path(job, file, sender);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    if (file === 'run.sh') await chmod(target, 0o755);
  }

  return {
    folder,
    path,
    write,
    async submit(job, files, sender = SENDER) {
      for (const [file, text] of Object.entries(files)) await write(job, file, text, sender);
      const code = Object.keys(files).flatMap((file) => (file.startsWith('code/') ? [file.slice(5)] : []));
      await write(job, 'config.yaml', configText(job, code), sender);
    },
    async state(job, sender = SENDER) {
      return readFile(join(jobs, 'review', sender, job, 'state.yaml'), 'utf8').catch(() => null);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The files of a small bash job. */
export function bashJob(text = 'echo counting\nwc -l data.csv\n'): Record<string, string> {
  return { 'run.sh': text, 'code/script.sh': text };
}
