import { mkdir, readFile } from 'node:fs/promises';
import { done, type Reply } from '../../shared/terms/problem.ts';
import { type Preferences, preferencesView } from '../../shared/view/session.ts';
import { writeAtomically, writeFailed } from './write/atomic-write.ts';

/** What the machine remembers for its user, in the platform's folder for such things. */
export interface PreferenceFile {
  read(): Preferences;
  change(change: Partial<Preferences>): Promise<Reply<Preferences>>;
}

const DEFAULTS: Preferences = { theme: 'system', singleKeys: true };
const NAME = 'preferences.json';

/** Preferences kept in `folder/preferences.json`; a file that cannot be read counts as the defaults and is replaced at the next change. */
export async function openPreferences(folder: string): Promise<PreferenceFile> {
  let current = await readPreferences(`${folder}/${NAME}`);
  let last: Promise<unknown> = Promise.resolve();

  async function write(change: Partial<Preferences>): Promise<Reply<Preferences>> {
    const next = { ...current, ...change };
    const written = await writePreferences(folder, next);
    if (!written.ok) return written;
    current = next;
    return done(next);
  }

  return {
    read: () => current,
    change(change) {
      const mine = last.then(() => write(change));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function writePreferences(folder: string, preferences: Preferences): Promise<Reply<unknown>> {
  const target = { root: folder, names: [NAME] };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return writeFailed(target, error);
  }
  return writeAtomically(target, Buffer.from(`${JSON.stringify(preferences, null, 2)}\n`));
}

async function readPreferences(path: string): Promise<Preferences> {
  try {
    const known = preferencesView.partial().safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (!known.success) return DEFAULTS;
    return {
      theme: known.data.theme ?? DEFAULTS.theme,
      singleKeys: known.data.singleKeys ?? DEFAULTS.singleKeys,
    };
  } catch {
    // None yet, or not JSON: nothing here is worth refusing to start for.
    return DEFAULTS;
  }
}
