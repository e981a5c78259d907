import { join } from 'node:path';
import type { FileSystem } from '../file-system.ts';

const MONTH_FILE = /^\d{4}-\d{2}\.jsonl$/;

/** One file of the log, as a name and where it lies. */
export interface MonthFile {
  readonly name: string;
  readonly path: string;
  /** Bytes it held when it was looked at. */
  readonly size: number;
  /** Why it cannot be read as part of the log, or null. */
  readonly wrong: string | null;
}

/** The files of a log, oldest first. */
export async function monthFiles(fileSystem: FileSystem, folder: string): Promise<readonly MonthFile[]> {
  const names = (await fileSystem.names(folder)).filter((name) => MONTH_FILE.test(name)).sort();
  const files: MonthFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const facts = await fileSystem.look(path);
    const wrong = facts?.kind === 'file' ? null : 'It is not a regular file, so it is not read.';
    files.push({ name, path, size: facts?.size ?? 0, wrong });
  }
  return files;
}

/** The file an entry of that ISO time goes to; never one older than the newest there is, whatever the clock says. */
export function fileForTime(at: string, newest: string | null): string {
  const due = `${at.slice(0, 7)}.jsonl`;
  return newest !== null && newest > due ? newest : due;
}
