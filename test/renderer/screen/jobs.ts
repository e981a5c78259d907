import { done } from '../../../shared/terms/problem.ts';
import type { FileView, JobDetail, JobRow } from '../../../shared/view/job.ts';
import type { Preferences } from '../../../shared/view/session.ts';
import type { Handlers } from '../../../shared/wire/answer.ts';
import { jobDetailView, jobRowView } from '../../build/views.ts';

export const KEYS_ON: Preferences = { theme: 'system', singleKeys: true };
export const RUN_SHA = 'e'.repeat(64);
export const MAIN_SHA = 'f'.repeat(64);
export const MAIN_TEXT = 'import pandas as pd\n';

/** A file of a job's list. */
export function fileView(path: string, given: Partial<FileView> = {}): FileView {
  return {
    path,
    kind: 'file',
    size: 120,
    sha256: path === 'run.sh' ? RUN_SHA : MAIN_SHA,
    executable: path === 'run.sh',
    shown: true,
    why: null,
    hiddenCharacters: 0,
    ...given,
  };
}

/** A row whose id, name and order all are its folder. */
export function rowOf(folder: string, given: Partial<JobRow> = {}): JobRow {
  return jobRowView({
    id: `owner@example.org/sender@example.org/${folder}`,
    folder,
    order: folder,
    ...given,
  });
}

/** Handlers over these rows; every job's page is `detail` around its row. Single letters are keys. */
export function jobs(rows: readonly JobRow[], detail: Partial<JobDetail> = {}): Partial<Handlers> {
  return {
    'preferences.show': async () => done(KEYS_ON),
    'jobs.snapshot': async () => done({ revision: 1, jobs: [...rows] }),
    'jobs.show': async ({ id }) => {
      const row = rows.find((one) => one.id === id) ?? rowOf('other', { id });
      return done(
        jobDetailView({ ...row, listing: [fileView('code/main.py'), fileView('run.sh')], ...detail }),
      );
    },
    'jobs.file': async ({ path }) =>
      path === 'run.sh'
        ? done({ kind: 'text', path, sha256: RUN_SHA, text: 'python main.py\n' })
        : done({ kind: 'text', path, sha256: MAIN_SHA, text: MAIN_TEXT }),
  };
}
