import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AuditBody, AuditEntry, AuditVerdict } from '../../../main/core/audit/entry.ts';
import { type DiskAuditLog, openAuditLog, readAuditLog } from '../../../main/disk/audit/open-log.ts';
import { type FileSystem, realFileSystem } from '../../../main/disk/file-system.ts';
import type { Reply } from '../../../shared/terms/problem.ts';
import { note } from '../../core/audit/bodies.ts';

export const JANUARY = Date.UTC(2027, 0, 15, 8);
export const FILE = '2027-01.jsonl';

/** The value of a reply that must be one. */
export function got<Value>(reply: Reply<Value>): Value {
  if (!reply.ok) throw new Error(`${reply.problem.code}: ${reply.problem.what}`);
  return reply.value;
}

/** A log, open. */
export async function open(
  folder: string,
  fileSystem: FileSystem = realFileSystem,
  now: () => number = () => JANUARY,
): Promise<DiskAuditLog> {
  return got(await openAuditLog({ folder, fileSystem, clock: { now } }));
}

/** A closed log of notes with these texts. */
export async function fill(folder: string, texts: readonly string[], now?: () => number): Promise<void> {
  const log = await open(folder, realFileSystem, now);
  for (const text of texts) got(await log.append(note(text)));
  await log.close();
}

/** A closed log that holds these. */
export async function fillWith(folder: string, bodies: readonly AuditBody[]): Promise<void> {
  const log = await open(folder);
  await Promise.all(bodies.map((body) => log.append(body)));
  await log.close();
}

export async function linesIn(folder: string, file: string = FILE): Promise<readonly string[]> {
  return (await readFile(join(folder, file), 'utf8')).split('\n').slice(0, -1);
}

export async function allEntries(folder: string): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const entry of readAuditLog({ folder }).entries()) entries.push(entry);
  return entries;
}

/** What an entry says in short: the text of a note, the kind of anything else. */
export function textOf(entry: AuditEntry): string {
  return entry.kind === 'note' ? entry.text : entry.kind;
}

/** What checking the log as it lies there finds. */
export async function verdictOn(folder: string): Promise<AuditVerdict> {
  return got(await readAuditLog({ folder }).verify());
}

/** What the verifier that needs nothing of ours says, and how it ends. */
export async function verifierOn(folder: string): Promise<{ readonly code: number; readonly out: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['docs/verify-audit.mjs', folder]);
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout } = Object(error);
    return { code: Number(code), out: String(stdout) };
  }
}

export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).sort();
}
