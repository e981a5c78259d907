import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { namesIn } from '../../core/permissions/paths.ts';
import type { RuleWriter } from '../../ports/rule-writer.ts';
import { diskReason, type FileSystem, realFileSystem } from '../file-system.ts';
import { diskNameOf } from '../path-safety.ts';
import { removeFile, writeAtomically } from './atomic-write.ts';
import { changedFirst, holdsExactly, judgeWrite, readText, type TextFile } from './exact-text.ts';
import { createInLine } from './in-line.ts';
import { folderOf, type WriteTarget } from './target.ts';
import { sweepTemps } from './temp-file.ts';

/** Where the rule files lie and how the disk is reached. */
export interface RuleWriterParts {
  /** The datasite's folder. */
  readonly folder: string;
  readonly fileSystem?: FileSystem;
}

/** The most a rule file may hold to be edited, in bytes; upstream adds to the same file for every job. */
const RULE_FILE_LIMIT = 4 * 1024 * 1024;

/**
 * Writes rule files, each in its turn, comparing before and after. New content waits in our own folder: a stray file
 * in a job's folder would be part of the job, and one in a shared folder would be synced.
 */
export function createRuleWriter({ folder, fileSystem = realFileSystem }: RuleWriterParts): RuleWriter {
  const line = createInLine();
  const waitsBeside: WriteTarget = { root: folder, names: ['app_data', 'gatehouse', 'rules.tmp'] };
  return {
    read: (path) => readText(fileSystem, fileAt(folder, path)),
    write: (path, expected, next) =>
      line.run(path, () => replace(fileSystem, fileAt(folder, path), { expected, next }, waitsBeside)),
    async sweepTempFiles() {
      try {
        return done(await sweepTemps(fileSystem, await folderOf(fileSystem, waitsBeside, 'refuse')));
      } catch (error) {
        return refused(
          'write-failed',
          `Temporary files of Gatehouse could not be removed: ${diskReason(error)}.`,
          'They do no harm; they are tried again at the next start.',
        );
      }
    },
  };
}

function fileAt(folder: string, path: string): TextFile {
  return {
    target: { root: folder, names: namesIn(path).map(diskNameOf) },
    limit: RULE_FILE_LIMIT,
    subject: `The permission file “${path}”`,
    look: 'it',
  };
}

async function replace(
  fileSystem: FileSystem,
  file: TextFile,
  change: { readonly expected: string | null; readonly next: string | null },
  waitsBeside: WriteTarget,
): Promise<Reply<null>> {
  const { expected, next } = change;
  const { target, limit } = file;
  const stillWanted = (path: Parameters<typeof holdsExactly>[1]) =>
    holdsExactly(fileSystem, path, expected, limit);
  const written =
    next === null
      ? await removeFile(target, { fileSystem, stillWanted })
      : await writeAtomically(target, Buffer.from(next), {
          fileSystem,
          stillWanted,
          waitsBeside,
          missingFolders: 'refuse',
        });
  if (written.ok && written.value === 'unwanted') {
    // What was wanted may be there already: then nothing was left to do.
    const now = await readText(fileSystem, file);
    return now.ok && now.value === next ? done(null) : changedFirst(file);
  }
  return judgeWrite(fileSystem, file, change, written);
}
