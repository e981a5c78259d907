import type { JobPlace } from '../../../shared/terms/ids.ts';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { StateWriter } from '../../ports/state-writer.ts';
import { diskReason, errorCode, type FileSystem, realFileSystem } from '../file-system.ts';
import { diskNameOf } from '../path-safety.ts';
import { createExclusively, writeAtomically } from './atomic-write.ts';
import { changedFirst, holdsExactly, judgeWrite, pathText, readText, type TextFile } from './exact-text.ts';
import { createInLine } from './in-line.ts';
import { folderOf } from './target.ts';
import { sweepTemps } from './temp-file.ts';

/** Where the states lie and how the disk is reached. */
export interface StateWriterParts {
  /** The SyftBox folder, the one that holds the datasites. */
  readonly root: string;
  readonly fileSystem?: FileSystem;
}

/** The most a state file may hold, in bytes. */
const STATE_LIMIT = 64 * 1024;

/** Writes `state.yaml` below `review/`, each job's in turn, comparing before and after. */
export function createStateWriter(parts: StateWriterParts): StateWriter {
  const { root, fileSystem = realFileSystem } = parts;
  const line = createInLine();
  const keyOf = ({ target }: TextFile) => pathText(target.names);
  return {
    read: (place) => readText(fileSystem, stateOf(root, place)),
    write: (place, expected, next) => {
      const file = stateOf(root, place);
      return line.run(keyOf(file), () => replace(fileSystem, file, expected, next));
    },
    sweepTempFiles: (place) => {
      const file = stateOf(root, place);
      return line.run(keyOf(file), () => sweep(fileSystem, file));
    },
  };
}

function stateOf(root: string, { datasite, sender, folder }: JobPlace): TextFile {
  const job = [diskNameOf(sender), diskNameOf(folder)];
  return {
    target: { root, names: [datasite, 'app_data', 'job', 'review', ...job, 'state.yaml'] },
    limit: STATE_LIMIT,
    subject: `The state of ${jobText(job)}`,
    look: 'the job',
  };
}

async function replace(
  fileSystem: FileSystem,
  file: TextFile,
  expected: string | null,
  next: string,
): Promise<Reply<null>> {
  const { target, limit } = file;
  const bytes = Buffer.from(next);
  const written =
    expected === null
      ? await createExclusively(target, bytes, { fileSystem })
      : await writeAtomically(target, bytes, {
          fileSystem,
          stillWanted: (path) => holdsExactly(fileSystem, path, expected, limit),
        });
  if (written.ok && written.value !== 'written') return changedFirst(file);
  return judgeWrite(fileSystem, file, { expected, next }, written);
}

async function sweep(fileSystem: FileSystem, { target }: TextFile): Promise<Reply<number>> {
  try {
    return done(await sweepTemps(fileSystem, await folderOf(fileSystem, target, 'refuse')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return done(0);
    return refused(
      'write-failed',
      `Temporary files beside ${jobText(target.names.slice(-3, -1))} could not be removed: ${diskReason(error)}.`,
      'They do no harm; they are tried again at the next start.',
    );
  }
}

function jobText(names: TextFile['target']['names']): string {
  return `“${pathText(names)}”`;
}
